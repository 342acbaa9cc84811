"""Seeded choices of clothes, colours, skin, hair and light."""

import numpy as np

from groundtruth.figure import Tightness
from groundtruth.outfit import Cut
from groundtruth.renderer import Look

Colour = tuple[float, float, float]
SKINS: tuple[Colour, ...] = (
    (0.72, 0.50, 0.40), (0.62, 0.40, 0.29), (0.50, 0.30, 0.20), (0.36, 0.20, 0.12),
    (0.22, 0.12, 0.07), (0.12, 0.065, 0.04), (0.68, 0.47, 0.34),
)  # fmt: skip
HAIRS: tuple[Colour, ...] = (
    (0.02, 0.015, 0.012), (0.05, 0.03, 0.02), (0.12, 0.07, 0.04), (0.30, 0.19, 0.09),
    (0.45, 0.33, 0.18), (0.33, 0.33, 0.34), (0.20, 0.07, 0.03),
)  # fmt: skip


def sample_colour(rng: np.random.Generator) -> Colour:
    """A cloth colour: often black, grey, white or navy, else any hue."""
    kind = rng.random()
    if kind < 0.22:
        grey = rng.uniform(0.008, 0.05)
        return grey, grey, grey * 1.05
    if kind < 0.42:
        grey = rng.uniform(0.1, 0.75)
        return grey, grey, grey
    if kind < 0.55:
        return 0.02, 0.035, float(rng.uniform(0.06, 0.16))
    hue, chroma, value = rng.random(), rng.uniform(0.3, 0.9), rng.uniform(0.05, 0.7)
    wave = 0.5 + 0.5 * np.cos(2 * np.pi * (hue + np.array([0.0, 1 / 3, 2 / 3])))
    r, g, b = value * (1 - chroma + chroma * wave)
    return float(r), float(g), float(b)


def sample_cut(rng: np.random.Generator) -> Cut:
    return Cut(
        sleeve=float(
            rng.choice([0.0, rng.uniform(0.3, 0.75), rng.uniform(1.7, 1.95)], p=[0.25, 0.55, 0.2])
        ),
        hem=float(rng.uniform(0.02, 0.16)),
        leg=float(rng.choice([rng.uniform(0.15, 0.45), rng.uniform(0.85, 1.0)], p=[0.35, 0.65])),
        waist=float(rng.uniform(0.06, 0.16)),
        neckline=float(rng.uniform(0.0, 0.07)),
        shoe=float(rng.choice([-1.0, rng.uniform(-0.01, 0.06)], p=[0.2, 0.8])),
        sock=float(rng.uniform(-0.02, 0.15)),
        cover_ears=bool(rng.random() < 0.4),
    )


def sample_tightness(rng: np.random.Generator) -> Tightness:
    return Tightness(
        shirt=float(rng.uniform(0.002, 0.006)),
        trousers=float(rng.uniform(0.002, 0.006)),
        hair=float(rng.uniform(0.006, 0.028)),
    )


def sample_look(rng: np.random.Generator) -> Look:
    """Light and colours of one clip."""
    around = rng.uniform(0, 2 * np.pi)
    key = (float(np.cos(around) * 0.6), float(np.sin(around) * 0.6), float(rng.uniform(0.4, 1.1)))
    warm = rng.normal(0.06, 0.1)
    tint = np.array([1 + warm, 1.0, 1 - warm])
    power, ambient = rng.uniform(0.5, 1.5), rng.uniform(0.4, 0.8)
    skin = np.array(SKINS[rng.integers(len(SKINS))]) * rng.uniform(0.85, 1.15)
    hair = np.array(HAIRS[rng.integers(len(HAIRS))]) * rng.uniform(0.8, 1.2)
    patterns = [0, 0, 0, 0, 1, 2, 3, 4, 5]
    pattern = [
        (
            float(rng.choice(patterns)) if i < 1 else float(rng.choice([0, 0, 0, 0, 4])),
            float(rng.uniform(6, 30)),
            float(rng.uniform(0.2, 0.9)),
            float(rng.uniform(0.0, 0.08)),
        )
        for i in range(4)
    ]
    pattern[0] = (pattern[0][0], pattern[0][1] if pattern[0][0] != 5 else 0.3, *pattern[0][2:])
    return Look(
        key_direction=key,
        key_colour=_triple(tint * power),
        fill_direction=(-key[0], -key[1], 0.5),
        fill_colour=_triple(np.array([0.95, 1.0, 1.1]) * rng.uniform(0.1, 0.35)),
        sky_colour=_triple(tint * ambient),
        ground_colour=_triple(tint * ambient * rng.uniform(0.35, 0.65)),
        exposure=float(
            rng.uniform(0.85, 1.25) / (0.55 + 0.45 * power) / (0.5 + 0.7 * ambient) ** 0.5
        ),
        shadow_softness=float(rng.uniform(0.002, 0.012)),
        skin=_triple(skin),
        lip_colour=_triple(skin * np.array([0.85, 0.6, 0.62])),
        hair_colour=_triple(hair),
        garment_colour=[sample_colour(rng) for _ in range(4)],
        garment_second=[sample_colour(rng) for _ in range(4)],
        garment_pattern=pattern,
    )


def _triple(values: np.ndarray) -> Colour:
    r, g, b = (float(v) for v in values)
    return r, g, b
