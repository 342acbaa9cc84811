uniform mat4 view_projection;
in vec3 in_position;
in vec4 in_a;
out vec4 a;
void main() {
    a = in_a;
    gl_Position = view_projection * vec4(in_position, 1.0);
}
