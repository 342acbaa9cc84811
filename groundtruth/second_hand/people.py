"""People from other parts of the body space, who carry themselves in other ways."""

import numpy as np

from groundtruth.bodies import Person
from groundtruth.rest_posture import RestPosture

STANCES: dict[str, dict[str, tuple[float, float]]] = {
    "usual": {"pelvic_tilt": (0, 3), "lumbar": (0, 4), "thoracic": (2, 4)},
    "swayback": {
        "pelvic_tilt": (-5, 3), "lumbar": (-2, 4), "thoracic": (8, 3), "thigh": (4, 1.5),
        "shank": (5, 1),
    },
    "flat back": {"pelvic_tilt": (-7, 3), "lumbar": (9, 3), "thoracic": (-4, 2)},
    "hollow back": {"pelvic_tilt": (7, 3), "lumbar": (-9, 3), "thoracic": (3, 3)},
    "round back": {"pelvic_tilt": (-2, 3), "lumbar": (2, 4), "thoracic": (10, 3), "neck": (5, 4)},
}  # fmt: skip
"""Ways to stand after Kendall's types (Muscles: Testing and Function, 2005), as mean and standard
deviation in degrees; the sizes are a choice."""

USUAL_LEGS = {"thigh": (1.5, 1.5), "shank": (3.0, 1.2), "neck": (0.0, 4.0)}

SHAPES = (
    "torso-trans-forward", "torso-scale-horiz-incr", "torso-scale-vert-incr", "neck-trans-forward",
    "neck-scale-depth-incr", "neck-back-scale-depth-incr", "head-scale-depth-incr",
    "head-trans-forward", "hip-trans-forward", "hip-waist-up", "hip-scale-horiz-incr",
    "buttocks-volume-incr", "stomach-navel-out", "stomach-pregnant-incr",
    "upperlegs-height-incr", "lowerlegs-height-incr", "measure-shoulder-dist-incr",
)  # fmt: skip
"""Shape changes, many of which the first hand leaves alone."""

PAIRED_SHAPES = (
    "upperleg-fat-incr", "upperleg-muscle-incr", "lowerleg-muscle-incr", "upperarm-fat-incr",
    "upperarm-shoulder-muscle-incr",
)  # fmt: skip


def sample_second_person(body_id: int) -> Person:
    """The adult whom the second hand draws for this identity; the split stays the identity's."""
    rng = np.random.default_rng([body_id, 177])
    return Person(
        body_id=body_id,
        height_m=float(np.clip(rng.normal(1.70, 0.13), 1.42, 2.05)),
        phenotype=_phenotype(rng),
        local_changes=_local_changes(rng),
        stance_half_width=float(rng.uniform(0.07, 0.22)),
        rest=sample_rest(rng),
        **_neutral(rng),
    )


def _phenotype(rng: np.random.Generator) -> dict[str, float]:
    """Rather the edges of the body space than its middle."""
    race = rng.dirichlet([0.25, 0.25, 0.25])
    return {
        "gender": float(rng.beta(0.6, 0.6)),
        "age": float(rng.uniform(0.58, 1.0)),
        "muscle": float(rng.uniform(0.15, 1.0)),
        "weight": float(rng.beta(0.9, 0.9) * 0.85 + 0.1),
        "height": float(rng.uniform(0.2, 0.8)),
        "proportions": float(rng.uniform(0.0, 1.0)),
        "cupsize": float(rng.uniform(0.0, 1.0)),
        "firmness": float(rng.uniform(0.1, 1.0)),
        "african": float(race[0]),
        "asian": float(race[1]),
        "caucasian": float(race[2]),
    }


def _local_changes(rng: np.random.Generator) -> dict[str, float]:
    changes = {name: float(rng.normal(0, 0.35)) for name in SHAPES}
    for name in PAIRED_SHAPES:
        size = float(rng.normal(0, 0.4))
        changes |= {f"{side}-{name}": size for side in "lr"}
    return {name: float(np.clip(size, -1, 1)) for name, size in changes.items()}


def _neutral(rng: np.random.Generator) -> dict[str, float]:
    """The own way to stand, as Person's fields."""
    stance = USUAL_LEGS | STANCES[str(rng.choice(list(STANCES)))]
    return {f"neutral_{name}_deg": float(rng.normal(*stance[name])) for name in sorted(stance)}


def sample_rest(rng: np.random.Generator) -> RestPosture:
    """Shoulders, neck, head and elbows as people carry them: mostly rounded and forward."""
    return RestPosture(
        shoulders_forward_deg=float(np.clip(rng.normal(6, 9), -12, 24)),
        shoulders_up_deg=float(np.clip(rng.normal(0, 5), -8, 12)),
        elbows_deg=float(rng.uniform(0, 25)),
        chin_forward_deg=float(np.clip(rng.normal(10, 9), -5, 28)),
        head_deg=float(rng.normal(0, 5)),
    )
