// World positions and normals arrive ready-made; the rest pose only carries patterns.
uniform mat4 view_projection;
uniform mat4 light_matrix;
in vec3 in_position;
in vec3 in_normal;
in vec3 in_rest;
in vec4 in_a;
in vec4 in_b;
out vec3 world;
out vec3 normal;
out vec3 rest;
out vec4 a;
out vec4 b;
out vec4 in_light;
void main() {
    world = in_position;
    normal = in_normal;
    rest = in_rest;
    a = in_a;
    b = in_b;
    in_light = light_matrix * vec4(in_position, 1.0);
    gl_Position = view_projection * vec4(in_position, 1.0);
}
