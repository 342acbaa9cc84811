#version 330
// kind 0: body with painted-on clothes; 1: garment shell; 2: hair; 3: room and objects.
uniform int kind;
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

vec3 fabric(int i, vec3 p) {
    vec3 base = garment_colour[i];
    vec4 pattern = garment_pattern[i];
    float id = pattern.x, mixed = 0.0;
    if (id > 0.5 && id < 1.5) mixed = step(0.5, fract(p.z * pattern.y));
    else if (id < 2.5 && id > 1.5) mixed = step(0.5, fract(p.x * pattern.y + 0.2 * p.y));
    else if (id < 3.5 && id > 2.5)
        mixed = 0.5 * (step(0.5, fract(p.z * pattern.y)) + step(0.5, fract((p.x + p.y) * pattern.y)));
    else if (id < 4.5 && id > 3.5) mixed = smoothstep(0.45, 0.55, grain(p, pattern.y * 0.12));
    else if (id > 4.5) mixed = p.y < 0.0 ? smoothstep(0.08, 0.07, length(p.xz - vec2(0.0, pattern.y))) : 0.0;
    base = mix(base, garment_second[i], mixed * pattern.z);
    return base * (0.86 + 0.28 * grain(p, 5.0));
}

vec3 surface(out float gloss) {
    gloss = 0.0;
    if (kind == 3) {
        int material = int(a.a + 0.5);
        float speck = texture(noise, b.xy * b.z).r;
        if (material == 1) { // planks
            vec2 q = b.xy * vec2(1.0, 7.0);
            float row = floor(q.y);
            float tone = texture(noise, vec2(row * 0.137, floor(q.x + row * 0.37) * 0.071)).r;
            float streak = texture(noise, vec2(b.x * 0.35, b.y * 5.0)).g;
            float gap = smoothstep(0.0, 0.03, fract(q.y)) * smoothstep(0.0, 0.006, fract(q.x + row * 0.37));
            gloss = 0.15;
            return a.rgb * (0.72 + 0.35 * tone + 0.2 * streak) * (0.6 + 0.4 * gap);
        }
        if (material == 2) { // tiles or bricks
            vec2 q = b.xy * b.z;
            q.x += 0.5 * mod(floor(q.y), 2.0) * b.w;
            vec2 f = smoothstep(vec2(0.0), vec2(0.04), fract(q)) * smoothstep(vec2(0.0), vec2(0.04), 1.0 - fract(q));
            float tone = texture(noise, floor(q) * 0.173).r;
            return a.rgb * (0.8 + 0.3 * tone) * (0.65 + 0.35 * f.x * f.y);
        }
        if (material == 3) return a.rgb * (0.55 + 0.9 * texture(noise, b.xy * b.z).b); // carpet
        if (material == 4) { gloss = 0.5; return a.rgb; }                              // metal, glass
        if (material == 5) return a.rgb * 3.0;                                         // glowing
        return a.rgb * (0.93 + 0.14 * speck);
    }
    if (kind == 2) {
        float strand = texture(noise, vec2(rest.x * 9.0 + rest.y * 6.0, rest.z * 0.9)).r;
        gloss = 0.12;
        return hair_colour * (0.45 + 1.1 * strand);
    }
    if (kind == 1) { gloss = garment_pattern[garment].w; return fabric(garment, rest); }
    if (a.z > 0.0) { gloss = 0.08; return fabric(2, rest); }
    if (a.x > 0.0) { gloss = garment_pattern[0].w; return fabric(0, rest); }
    if (a.y > 0.0) { gloss = garment_pattern[1].w; return fabric(1, rest); }
    if (a.w > 0.0) return fabric(3, rest);
    vec3 base = skin * (0.88 + 0.24 * grain(rest, 1.7)) * (0.96 + 0.08 * grain(rest, 9.0));
    base = mix(base, lip_colour, clamp(b.x * 1.6, 0.0, 0.85));
    base = mix(base, hair_colour * 0.8, smoothstep(0.55, 0.8, b.y) * 0.75);
    if (b.z > 0.5) {
        // The front of an eyeball: white, iris, pupil.
        float off = b.w;
        base = off < 0.0038 ? vec3(0.02) : off < 0.0075 ? vec3(0.14, 0.09, 0.06) : vec3(0.75);
        gloss = 0.3;
    }
    gloss = max(gloss, 0.07);
    return base;
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
    if (kind == 1 && a.x < 0.0) discard;
    if (kind == 2 && a.x < 0.0) discard;
    if (kind == 0 && any(greaterThan(hidden * a, vec4(0.012)))) discard;
    vec3 n = normalize(normal);
    vec3 to_eye = normalize(eye - world);
    if (!gl_FrontFacing) n = -n;
    float gloss;
    vec3 base = surface(gloss);
    float wrap = kind == 0 ? 0.25 : kind == 3 ? 0.0 : 0.12;
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
