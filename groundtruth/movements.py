"""Movements and faults as data: what each channel does at full depth, and what a fault adds."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from groundtruth import arms
from groundtruth.bodies import Body, Person
from groundtruth.kinematics import Array
from groundtruth.motion import Motion, still
from groundtruth.posing import balanced_shank
from groundtruth.timeline import wander

CHANNELS = ("pelvic_tilt", "lumbar", "thoracic", "neck", "knee", "heel_lift", "rib_mm", "free",
            "side_bend", "twist")  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """A fault by its cue id, and its size in the unit of FAULTS' comment (degrees or mm)."""

    id: str
    size: float


@dataclass(frozen=True)
class Shape:
    """What a movement looks like at full depth, added to the neutral: degrees, mm.

    `gamma` bends a channel's course: above 1 it comes late in the way down.
    """

    peak: dict[str, float]
    gamma: dict[str, float] = field(default_factory=dict)
    arms: str = "hang"
    raise_deg: float = 0.0


SHAPES: dict[str, Shape] = {
    "hip_hinge": Shape({"pelvic_tilt": 62, "lumbar": 6, "thoracic": 1, "knee": 18}),
    "deadlift": Shape({"pelvic_tilt": 52, "lumbar": 8, "thoracic": 2, "knee": 62, "neck": -12}),
    "squat": Shape({"pelvic_tilt": 28, "lumbar": 6, "thoracic": 0, "knee": 108, "neck": -18},
                   arms="raise", raise_deg=85),
    "overhead_reach": Shape({"pelvic_tilt": 1, "thoracic": -5}, arms="raise", raise_deg=172),
    "forward_bend": Shape({"pelvic_tilt": 42, "lumbar": 42, "thoracic": 14, "knee": 4, "neck": 10}),
    "hip_extension": Shape({"pelvic_tilt": 4, "lumbar": -3, "free": 18}),
    "standing": Shape({}),
}  # fmt: skip

# What is held in both hands: half the distance of the hands and how far forward, upright.
HOLDS = {"kettlebell": (0.05, 0.30), "bar": (0.24, 0.32)}
ARMS = ("hang", "raise", *HOLDS, *arms.POSES)

# How much of each channel one unit of a fault's size adds, in degrees (mm for the ribs).
FAULTS: dict[str, dict[str, float]] = {
    "spine_rounds": {"lumbar": 1.0, "thoracic": 0.45, "pelvic_tilt": -0.55},
    "spine_arches": {"lumbar": -1.0, "pelvic_tilt": 0.35},
    "knee_dominant": {"knee": 1.0, "pelvic_tilt": -0.38},
    "head_up": {"neck": -1.0},
    "head_down": {"neck": 1.0},
    "heels_lift": {"heel_lift": 1.0},
    "rib_flare": {"rib_mm": 1.0, "thoracic": -0.2, "lumbar": -0.15},
    "pelvis_tips_forward": {"pelvic_tilt": 1.0, "lumbar": -0.7},
    "pelvis_tucks": {"pelvic_tilt": -1.0, "lumbar": 0.7},
    "hips_not_back": {"pelvic_tilt": -0.4, "knee": 0.4},
    "uneven_sides": {"side_bend": 0.6, "twist": 0.8},
    "leans_back_at_top": {},
    "not_deep_enough": {},
    "too_fast": {},
    "trunk_moves": {},
}
# Faults that show late in the way down.
FAULT_GAMMA = {"spine_rounds": 1.4, "pelvis_tucks": 3.0, "heels_lift": 2.0}


def perform(
    body: Body,
    person: Person,
    movement: str,
    phase: Array,
    time_s: Array,
    faults: Sequence[Fault] = (),
    variation: dict[str, float] | None = None,
    seed: int = 0,
    arms_as: str = "",
) -> Motion:
    """The angles over time (T,) of a person who does a movement along a phase (T,) from 0 to 1.

    `variation` is added to the movement's peaks: how this person does it. `arms_as` overrides
    what the movement's arms do: a name of ARMS.
    """
    shape = SHAPES[movement]
    if arms_as:
        shape = replace(shape, arms=arms_as)
    rng = np.random.default_rng([seed, 3])
    values = {name: np.zeros_like(phase) for name in CHANNELS}
    peak = dict(shape.peak)
    for name, extra in (variation or {}).items():
        peak[name] = peak.get(name, 0.0) + extra
    for name, size in peak.items():
        values[name] = values[name] + size * phase ** shape.gamma.get(name, 1.0)
    for fault in faults:
        for name, share in FAULTS[fault.id].items():
            values[name] += share * fault.size * phase ** FAULT_GAMMA.get(fault.id, 1.0)
    sway = {"pelvic_tilt": 0.5, "lumbar": 0.5, "thoracic": 0.4, "neck": 1.2, "side_bend": 0.7}
    for name, amplitude in sway.items():
        values[name] = values[name] + wander(time_s, rng, amplitude, rng.uniform(2, 5))
    return _to_motion(body, person, shape, phase, time_s, values, rng)


def _to_motion(
    body: Body,
    person: Person,
    shape: Shape,
    phase: Array,
    time_s: Array,
    values: dict[str, Array],
    rng: np.random.Generator,
) -> Motion:
    base = still(len(phase), person)
    free = np.zeros((len(phase), 2))
    free[:, 0] = values["free"]
    motion = base.having(
        knee=base.knee + np.maximum(values["knee"], -base.knee[:, 0])[:, None],
        free=free,
        **{n: values[n] for n in CHANNELS if n not in ("knee", "free")},
    )
    pitch = values["pelvic_tilt"] + values["lumbar"] + values["thoracic"]
    sway = wander(time_s, rng, 2.0, 3.0)
    upper, fore = _arms(shape, phase, pitch, sway)
    motion = motion.having(arms=upper, forearms=fore)
    return motion.having(shank=_follow_balance(body, person, motion))


def _arms(shape: Shape, phase: Array, pitch: Array, sway: Array) -> tuple[Array, Array]:
    """Directions of arms and forearms for a way to hold them, with the chest's pitch (T,)."""
    hang = arms.hanging(len(phase), sway)
    if shape.arms == "raise":
        lifted = arms.raised(shape.raise_deg * phase, np.full_like(phase, 8.0))
        return arms.blend(hang, lifted, np.minimum(1.0, 6 * phase))
    if shape.arms in HOLDS:
        width, ahead = HOLDS[shape.arms]
        # Upright, a weight hangs in front of the thighs; bent forward, straight below.
        upright = arms.holding(len(phase), width, ahead, sway)
        bent = arms.holding(len(phase), width, 0.0, sway)
        return arms.blend(upright, bent, np.clip(pitch / 45.0, 0, 1))
    if shape.arms in arms.POSES:
        return arms.in_thorax(shape.arms, pitch + sway)
    return hang


def _follow_balance(body: Body, person: Person, motion: Motion) -> Array:
    """The shank that balances the movement, changed no more than the movement itself asks for.

    The person's own standing shank stays; only the change that balance needs is added.
    """
    first = motion.take(np.array([0]))
    at_rest = balanced_shank(body, person, first)[0, 0]
    shank = balanced_shank(body, person, motion) - at_rest + person.neutral_shank_deg
    return shank
