"""Other clothes: hoodies, wide trousers, long shirts, loud patterns, dark on dark."""

from dataclasses import replace

import numpy as np

from groundtruth.figure import Outfit
from groundtruth.garments import Fabric
from groundtruth.mesh import Look
from groundtruth.outfit import Cut
from groundtruth.wardrobe import Colour, sample_colour

NO, STRIPES, PINSTRIPES, CHECKS, CAMOUFLAGE = 0.0, 1.0, 2.0, 3.0, 4.0
"""Patterns as the shader knows them."""


def second_outfit(rng: np.random.Generator, loose: bool) -> Outfit:
    """Skin-tight sportswear of other cuts, or one of the loose kinds."""
    cut = Cut(
        sleeve=float(rng.choice([0.0, rng.uniform(0.5, 1.1), 1.95])),
        hem=float(rng.uniform(0.0, 0.12)),
        leg=float(rng.choice([rng.uniform(0.1, 0.3), rng.uniform(0.5, 0.8), 1.0])),
        waist=float(rng.uniform(0.03, 0.2)),
        neckline=float(rng.uniform(0.0, 0.09)),
        shoe=float(rng.choice([-1.0, rng.uniform(0.0, 0.12)], p=[0.15, 0.85])),
        sock=float(rng.uniform(-0.02, 0.25)),
        cover_ears=bool(rng.random() < 0.5),
    )
    tail = str(rng.choice(["", "ponytail", "bun"], p=[0.5, 0.3, 0.2]))
    outfit = Outfit(
        cut=cut,
        shirt_m=float(rng.uniform(0.001, 0.008)),
        trousers_m=float(rng.uniform(0.001, 0.008)),
        hair_m=float(rng.choice([0.0, rng.uniform(0.004, 0.045)], p=[0.15, 0.85])),
        tail=tail,
        tail_m=float(rng.uniform(0.15, 0.4) if tail == "ponytail" else rng.uniform(0.03, 0.06)),
        seed=int(rng.integers(0, 1_000_000)),
    )
    return _loosened(rng, outfit) if loose else outfit


def _loosened(rng: np.random.Generator, outfit: Outfit) -> Outfit:
    kind = str(rng.choice(["hoodie", "long shirt", "wide trousers"]))
    cut = outfit.cut
    wide = Fabric(
        gap=float(rng.uniform(0.008, 0.02)), drape=1.0, fall=float(rng.uniform(0.0, 0.06)),
        sag=0.05, limb=float(rng.uniform(0.025, 0.05)), folds=float(rng.uniform(0.004, 0.009)),
    )  # fmt: skip
    if kind == "hoodie":
        thick = replace(wide, gap=wide.gap + 0.006, sag=float(rng.uniform(0.04, 0.1)), band=True)
        cut = replace(cut, sleeve=1.95, hem=float(rng.uniform(0.1, 0.2)))
        hood = float(rng.uniform(0.7, 1.4))
        return replace(outfit, cut=cut, shirt=thick, trousers=wide, hood=hood)
    if kind == "long shirt":
        falling = replace(wide, sag=float(rng.uniform(0.05, 0.14)), limb=0.02)
        cut = replace(cut, sleeve=float(rng.uniform(0.5, 1.0)), hem=float(rng.uniform(0.2, 0.32)))
        return replace(outfit, cut=cut, shirt=falling)
    cut = replace(cut, leg=1.0, sleeve=float(rng.uniform(0.3, 0.8)))
    close = Fabric(gap=0.005, drape=0.3, fall=0.3, sag=0.02, limb=0.008, folds=0.003)
    return replace(outfit, cut=cut, shirt=close, trousers=wide)


def second_cloth(rng: np.random.Generator, look: Look) -> Look:
    """The look with other colours and patterns of clothes and shoes."""
    kind = str(rng.choice(["dark", "loud", "plain", "light"]))
    first = [_colour(rng, kind) for _ in range(4)]
    second = [_contrast(colour) if kind == "loud" else sample_colour(rng) for colour in first]
    patterns = [STRIPES, PINSTRIPES, CHECKS, CAMOUFLAGE] if kind == "loud" else [NO, NO, CAMOUFLAGE]
    pattern = [
        (
            float(rng.choice(patterns)),
            float(rng.uniform(4, 45)),
            float(rng.uniform(0.6, 1.0)),
            float(rng.choice([0.0, rng.uniform(0.1, 0.4)], p=[0.6, 0.4])),
        )
        for _ in range(4)
    ]
    return replace(look, garment_colour=first, garment_second=second, garment_pattern=pattern)


def _colour(rng: np.random.Generator, kind: str) -> Colour:
    if kind == "dark":
        grey = float(rng.uniform(0.004, 0.03))
        return grey, grey, grey
    if kind == "light":
        grey = float(rng.uniform(0.5, 0.85))
        return grey, grey * float(rng.uniform(0.9, 1.0)), grey * float(rng.uniform(0.8, 1.0))
    return sample_colour(rng)


def _contrast(colour: Colour) -> Colour:
    """Black beside light colours, white beside dark ones."""
    return (0.01, 0.01, 0.01) if max(colour) > 0.25 else (0.8, 0.8, 0.8)
