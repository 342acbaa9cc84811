// KIND 0: body with painted-on clothes; 1: garment shell; 2: hair; 3: room and objects.
// A software renderer works through both sides of every branch, so each kind is its own program.
uniform vec3 eye;
uniform vec3 key_direction;     // towards the light
uniform vec3 key_colour;
uniform vec3 fill_direction;
uniform vec3 fill_colour;
uniform vec3 sky_colour;
uniform vec3 ground_colour;
uniform float exposure;
uniform vec3 skin;
uniform vec3 lip_colour;
uniform vec3 hair_colour;
uniform vec3 garment_colour[4]; // shirt, trousers, shoes, socks
uniform vec3 garment_second[4];
uniform vec4 garment_pattern[4]; // pattern id, scale, strength, sheen
uniform int garment;            // which of them a shell is
uniform vec4 hidden;            // 1 where a shell covers the body's own painted garment
uniform sampler2D noise;
uniform sampler2DShadow shadow;
uniform float shadow_softness;
in vec3 world;
in vec3 normal;
in vec3 rest;
in vec4 a;
in vec4 b;
in vec4 in_light;
layout(location = 0) out vec4 colour;

float grain(vec3 p, float scale) {
    // Two planes are enough to hide the seams at clip resolution.
    return 0.5 * (texture(noise, p.xz * scale).r + texture(noise, p.yz * scale + 0.37).g);
}

#if KIND < 2
vec3 fabric(int i, vec3 p, float fine) {
    vec3 base = garment_colour[i];
    vec4 pattern = garment_pattern[i];
    float id = pattern.x;
    float rows = step(0.5, fract(p.z * pattern.y));
    float lines = step(0.5, fract((p.x + 0.3 * p.y) * pattern.y));
    float camouflage = smoothstep(0.45, 0.55, grain(p, pattern.y * 0.12));
    float print = p.y < 0.0 ? smoothstep(0.08, 0.07, length(p.xz - vec2(0.0, pattern.y))) : 0.0;
    float mixed = id < 0.5 ? 0.0 : id < 1.5 ? rows : id < 2.5 ? lines
        : id < 3.5 ? 0.5 * (rows + lines) : id < 4.5 ? camouflage : print;
    return mix(base, garment_second[i], mixed * pattern.z) * (0.86 + 0.28 * fine);
}
#endif

vec3 surface(out float gloss) {
    gloss = 0.0;
#if KIND == 3
    int material = int(a.a + 0.5);
    // Planks, tiles and all else read the same two spots of the noise, differently placed.
    vec2 plank = b.xy * vec2(1.0, 7.0);
    float row = floor(plank.y);
    vec2 tile = b.xy * b.z;
    tile.x += 0.5 * mod(floor(tile.y), 2.0) * b.w;
    vec2 coarse = material == 1 ? vec2(row * 0.137, floor(plank.x + row * 0.37) * 0.071)
        : material == 2 ? floor(tile) * 0.173 : b.xy * b.z;
    vec3 first = texture(noise, coarse).rgb;
    float streak = texture(noise, vec2(b.x * 0.35, b.y * 5.0)).g;
    vec2 edge = smoothstep(vec2(0.0), vec2(0.04), fract(tile)) * smoothstep(vec2(0.0), vec2(0.04), 1.0 - fract(tile));
    float gap = smoothstep(0.0, 0.03, fract(plank.y)) * smoothstep(0.0, 0.006, fract(plank.x + row * 0.37));
    gloss = material == 1 ? 0.15 : material == 4 ? 0.5 : 0.0;
    float shade = material == 1 ? (0.72 + 0.35 * first.r + 0.2 * streak) * (0.6 + 0.4 * gap)
        : material == 2 ? (0.8 + 0.3 * first.r) * (0.65 + 0.35 * edge.x * edge.y)
        : material == 3 ? 0.55 + 0.9 * first.b
        : material == 4 ? 1.0 : material == 5 ? 3.0 : 0.93 + 0.14 * first.r;
    return a.rgb * shade;
#elif KIND == 2
    float strand = texture(noise, vec2(rest.x * 9.0 + rest.y * 6.0, rest.z * 0.9)).r;
    gloss = 0.12;
    return hair_colour * (0.45 + 1.1 * strand);
#elif KIND == 1
    gloss = garment_pattern[garment].w;
    return fabric(garment, rest, grain(rest, 5.0));
#else
    float fine = grain(rest, 5.0);
    int worn = a.z > 0.0 ? 2 : a.x > 0.0 ? 0 : a.y > 0.0 ? 1 : a.w > 0.0 ? 3 : -1;
    vec3 cloth = fabric(max(worn, 0), rest, fine);
    vec3 base = skin * (0.86 + 0.24 * grain(rest, 1.7)) * (0.97 + 0.06 * fine);
    base = mix(base, lip_colour, clamp(b.x * 1.6, 0.0, 0.85));
    base = mix(base, hair_colour * 0.8, smoothstep(0.72, 0.95, b.y) * 0.6);
    // The front of an eyeball: white, iris, pupil.
    vec3 ball = b.w < 0.0038 ? vec3(0.02) : b.w < 0.0075 ? vec3(0.14, 0.09, 0.06) : vec3(0.75);
    base = b.z > 0.5 ? ball : base;
    gloss = worn < 0 ? (b.z > 0.5 ? 0.3 : 0.07) : worn == 2 ? 0.08 : worn == 3 ? 0.0 : garment_pattern[worn].w;
    return worn < 0 ? base : cloth;
#endif
}

float lit() {
    vec3 p = in_light.xyz / in_light.w * 0.5 + 0.5;
    if (any(lessThan(p, vec3(0.0))) || any(greaterThan(p, vec3(1.0)))) return 1.0;
    float sum = 0.0;
    float r = shadow_softness;
    vec2 jitter = texture(noise, gl_FragCoord.xy / 64.0).rg - 0.5;
    for (int i = 0; i < 4; i++) {
        vec2 d = vec2(float(i & 1), float(i >> 1)) - 0.5;
        sum += texture(shadow, vec3(p.xy + (d * 1.6 + jitter) * r, p.z - 0.002));
    }
    return sum * 0.25;
}

void main() {
#if KIND == 1 || KIND == 2
    if (a.x < 0.0) discard;
#elif KIND == 0
    if (any(greaterThan(hidden * a, vec4(0.012)))) discard;
#endif
    vec3 n = normalize(normal);
    vec3 to_eye = normalize(eye - world);
    if (!gl_FrontFacing) n = -n;
    float gloss;
    vec3 base = surface(gloss);
    const float wrap = KIND == 0 ? 0.25 : KIND == 3 ? 0.0 : 0.12;
    float key = max((dot(n, key_direction) + wrap) / (1.0 + wrap), 0.0) * lit();
    float fill = max((dot(n, fill_direction) + 0.4) / 1.4, 0.0);
    float up = 0.5 + 0.5 * n.z;
    vec3 light = mix(ground_colour, sky_colour, up) + key * key_colour + fill * fill_colour;
    vec3 h = normalize(key_direction + to_eye);
    float shine = gloss * pow(max(dot(n, h), 0.0), 28.0) * key;
    float rim = gloss * 0.25 * pow(1.0 - max(dot(n, to_eye), 0.0), 3.0);
    vec3 c = exposure * (base * light + (shine + rim) * key_colour);
    c = c * (1.0 + c * 0.12) / (1.0 + c * 0.62);
    colour = vec4(pow(clamp(c, 0.0, 1.0), vec3(1.0 / 2.2)), 1.0);
}
