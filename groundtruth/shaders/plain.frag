// Depth for the shadow map, and the person's mask; shells and hair end where their field does.
uniform int kind;
uniform float value;
in vec4 a;
layout(location = 0) out vec4 colour;
void main() {
    if ((kind == 1 || kind == 2) && a.x < 0.0) discard;
    colour = vec4(value);
}
