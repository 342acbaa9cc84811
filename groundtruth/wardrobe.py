"""Seeded choices of clothes, colours, skin, hair and light."""

from dataclasses import replace

import numpy as np

from groundtruth.figure import Outfit
from groundtruth.garments import Fabric
from groundtruth.mesh import Look
from groundtruth.outfit import Cut

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
    """Lengths of sleeves, hems, legs and shoes."""
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


def sample_fabric(rng: np.random.Generator, looseness: float) -> Fabric:
    """Cloth from close-fitting (0) to baggy (1)."""
    k = looseness
    return Fabric(
        gap=float(0.004 + 0.010 * k * rng.random()),
        drape=float(np.clip(0.25 + 0.75 * k + rng.normal(0, 0.1), 0, 1)),
        fall=float(rng.uniform(0.02, 0.12) + 0.35 * (1 - k)),
        sag=float(0.13 * k * rng.uniform(0.2, 1.0)),
        limb=float(0.006 + 0.022 * k * rng.random()),
        folds=float(rng.uniform(0.001, 0.003) + 0.004 * k * rng.random()),
    )


def sample_outfit(rng: np.random.Generator, loose: float = 0.5) -> Outfit:
    """Clothes; `loose` is the share of people whose clothes are not skin-tight."""
    cut = sample_cut(rng)
    shirt = sample_fabric(rng, rng.beta(1.2, 1.0)) if rng.random() < loose else None
    trousers = sample_fabric(rng, rng.beta(1.2, 1.2)) if rng.random() < loose else None
    hood = 0.0
    if shirt is not None and cut.sleeve <= 0.02:
        cut = replace(cut, sleeve=0.5)
    if shirt is not None and rng.random() < 0.3:
        # A hooded or plain sweatshirt: thick, long sleeves, a tight lower edge.
        shirt = replace(shirt, gap=shirt.gap + 0.008, band=bool(rng.random() < 0.7))
        cut = replace(cut, sleeve=1.9, hem=float(rng.uniform(0.08, 0.18)))
        hood = float(rng.choice([0.0, rng.uniform(0.7, 1.3)], p=[0.35, 0.65]))
    if shirt is not None:
        cut = replace(cut, hem=cut.hem + float(rng.uniform(0.0, 0.1)))
    tail = str(rng.choice(["", "ponytail", "bun"], p=[0.6, 0.3, 0.1]))
    return Outfit(
        cut=cut,
        shirt_m=float(rng.uniform(0.002, 0.006)),
        trousers_m=float(rng.uniform(0.002, 0.006)),
        shirt=shirt,
        trousers=trousers,
        hair_m=float(rng.choice([0.0, rng.uniform(0.006, 0.03)], p=[0.07, 0.93])),
        tail=tail,
        tail_m=float(rng.uniform(0.12, 0.34) if tail == "ponytail" else rng.uniform(0.03, 0.05)),
        hood=hood,
        seed=int(rng.integers(0, 1_000_000)),
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
