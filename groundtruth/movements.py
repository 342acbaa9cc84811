"""Movements and faults as data: what each channel does at full depth, and what a fault adds."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from groundtruth import arms
from groundtruth.bodies import Body, Person
from groundtruth.gait import GAIT, walk
from groundtruth.kinematics import Array
from groundtruth.motion import Motion, still
from groundtruth.posing import balanced_shank
from groundtruth.postures import KNEELING_THIGH_DEG, arms_on_floor, kneel, recline
from groundtruth.timeline import wander

CHANNELS = (
    "pelvic_tilt", "lumbar", "thoracic", "neck", "knee", "heel_lift", "rib_mm", "belly_mm",
    "free", "side_bend", "twist", "shank",
)  # fmt: skip
"""What a movement and a fault may add to. The shank's is what it leans beyond balance: the weight
goes to the toes, or to the heels."""
LIMBS = ("hip", "thigh", *GAIT)
"""The same for people whom something else than their feet bears: flexion of the hips against the
level trunk, lean of kneeling thighs, and what walking needs."""


@dataclass(frozen=True)
class Fault:
    """A fault by its cue id, and its size in the unit that FAULTS states (degrees or mm)."""

    id: str
    size: float


@dataclass(frozen=True)
class Shape:
    """What a movement looks like at full depth, added to the neutral: degrees, mm.

    `gamma` bends a channel's course: above 1 it comes late in the way down. A `held` shape does
    not repeat: the phase stays 1. A `seated` one has no balance to find. `base` is what it looks
    like whatever the phase. `support` bears the person ("feet", or a name of contact.SUPPORTS)
    and `things` lie or stand there for it. `pace` is how many times slower than usual it is done.
    """

    peak: dict[str, float]
    gamma: dict[str, float] = field(default_factory=dict)
    arms: str = "hang"
    raise_deg: float = 0.0
    held: bool = False
    seated: bool = False
    base: dict[str, float] = field(default_factory=dict)
    support: str = "feet"
    things: tuple[str, ...] = ()
    pace: float = 1.0


SHAPES: dict[str, Shape] = {
    "hip_hinge": Shape({"pelvic_tilt": 62, "lumbar": 6, "thoracic": 1, "knee": 18}),
    "deadlift": Shape(
        {"pelvic_tilt": 52, "lumbar": 8, "thoracic": 2, "knee": 62, "neck": -12}, arms="kettlebell"
    ),
    "squat": Shape(
        {"pelvic_tilt": 28, "lumbar": 6, "thoracic": 0, "knee": 108, "neck": -18},
        arms="raise", raise_deg=85,
    ),
    "overhead_reach": Shape({"pelvic_tilt": 1, "thoracic": -4}, arms="raise", raise_deg=172),
    "forward_bend": Shape({"pelvic_tilt": 42, "lumbar": 42, "thoracic": 14, "knee": 4, "neck": 10}),
    "hip_extension": Shape({"pelvic_tilt": 4, "lumbar": -3, "free": 18}),
    "standing": Shape({}, held=True),
    "desk": Shape(
        {"pelvic_tilt": -8, "lumbar": 8, "neck": 4}, arms="typing", held=True, seated=True
    ),
    "dead_bug_hold": Shape(
        {}, arms="ceiling", held=True, base={"hip": 90, "knee": 90, "lumbar": 5},
        support="back", things=("mat",),
    ),
    "breathing_90_90": Shape(
        {"rib_mm": 9, "belly_mm": 14, "lumbar": -3, "thoracic": -1}, arms="beside",
        base={"hip": 90, "knee": 90, "lumbar": 8}, support="back", things=("mat", "box"), pace=2.2,
    ),
    "anti_rotation_press": Shape(
        {"thigh": -1.5}, arms="press", support="knees", things=("mat",),
    ),
    "walking": Shape(
        {}, held=True, support="belt", things=("treadmill",),
        base={"pelvic_tilt": 3, "lumbar": -1, "cadence": 108, "stride": 1.0, "swing": 20},
    ),
}  # fmt: skip
MOVEMENTS = tuple(SHAPES)
SEATED_KNEE_DEG = 88.0

# What is held in both hands: half the distance of the hands and how far forward, upright.
HOLDS = {"kettlebell": (0.05, 0.30), "bar": (0.24, 0.32)}
ARMS = ("hang", "raise", *HOLDS, *arms.POSES)

# How much of each channel one unit of a fault's size adds, in degrees (mm for the ribs).
# not_deep_enough and too_fast are shares that scale depth and time instead.
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
    "hips_not_back": {"pelvic_tilt": -0.2, "knee": 0.2, "shank": 0.3},
    "uneven_sides": {"side_bend": 0.6, "twist": 0.8},
    "leans_back_at_top": {},
    "not_deep_enough": {},
    "too_fast": {},
    "trunk_moves": {"lumbar": -0.8, "pelvic_tilt": 0.7},
}
# The same where a movement shows a fault in a way of its own.
OWN_FAULTS: dict[str, dict[str, dict[str, float]]] = {
    "squat": {"trunk_moves": {"pelvic_tilt": 1.0}},
    "overhead_reach": {"trunk_moves": {"pelvic_tilt": -0.55, "lumbar": -0.45}},
    "standing": {
        "trunk_moves": {"pelvic_tilt": 0.45, "lumbar": 0.25, "thoracic": 0.3},
        "leans_back_at_top": {"pelvic_tilt": -0.55, "lumbar": -0.45},
    },
    "desk": {"trunk_moves": {"pelvic_tilt": 0.7, "lumbar": 0.3}},
    "anti_rotation_press": {"trunk_moves": {"twist": 1.0, "side_bend": 0.2, "lumbar": -0.25}},
    "walking": {"uneven_sides": {"uneven": 1.0}},
}
# Faults that show late in the way down.
FAULT_GAMMA = {"spine_rounds": 1.4, "pelvis_tucks": 3.0, "heels_lift": 2.0}


@dataclass(frozen=True)
class Performance:
    """How one person does a movement: faults, what differs from the movement's peaks, the arms.

    `arms` overrides what the movement's arms do (a name of ARMS); `near` is the side ("L", "R")
    whose leg a one-legged movement lifts; `extra` are degrees (T,) added to channels.
    """

    movement: str
    faults: tuple[Fault, ...] = ()
    variation: Mapping[str, float] = field(default_factory=dict)
    seed: int = 0
    arms: str = ""
    near: str = "L"
    extra: Mapping[str, Array] = field(default_factory=dict)


def fault_shape(movement: str, fault: str) -> dict[str, float]:
    """What one unit of a fault's size adds to each channel in a movement."""
    return OWN_FAULTS.get(movement, {}).get(fault, FAULTS[fault])


def perform(
    body: Body,
    person: Person,
    plan: Performance,
    phase: Array,
    time_s: Array,
    *,
    top: Array | None = None,
) -> Motion:
    """The angles over time of a person who does a movement along a phase (T,) from 0 to 1.

    `top` (T,) is 1 where a repetition has just ended: where leaning back would show.
    """
    shape = SHAPES[plan.movement]
    rng = np.random.default_rng([plan.seed, 3])
    values = _asked(plan, phase, top)
    sway = {"pelvic_tilt": 0.5, "lumbar": 0.5, "thoracic": 0.4, "neck": 1.2, "side_bend": 0.7}
    for name, amplitude in sway.items():
        values[name] = values[name] + wander(time_s, rng, amplitude, rng.uniform(2, 5))
    for name, added in plan.extra.items():
        values[name] = values[name] + added
    sway_deg = wander(time_s, rng, 2.0, 3.0)
    motion = _angles(person, values, plan.near)
    pitch = values["pelvic_tilt"] + values["lumbar"] + values["thoracic"]
    held_as = plan.arms or shape.arms
    upper, fore = _arms(shape, held_as, phase, pitch, sway_deg)
    if held_as == "hang" or held_as in HOLDS:
        fore = person.rest.bent(fore)
    motion = motion.having(arms=upper, forearms=fore)
    if shape.seated:
        return _sit(motion, phase)
    if shape.support != "feet":
        return _borne(body, person, plan, motion, (values, time_s))
    shank = _follow_balance(body, person, motion) + values["shank"][:, None]
    return motion.having(shank=shank)


def _asked(plan: Performance, phase: Array, top: Array | None) -> dict[str, Array]:
    """What movement, variation and faults ask of each channel (T,)."""
    shape = SHAPES[plan.movement]
    values = {name: np.zeros_like(phase) for name in (*CHANNELS, *LIMBS)}
    base, peak = dict(shape.base), dict(shape.peak)
    for name, extra in plan.variation.items():
        part = base if name in base else peak
        part[name] = part.get(name, 0.0) + extra
    for name, size in base.items():
        values[name] = values[name] + size
    for name, size in peak.items():
        values[name] = values[name] + size * phase ** shape.gamma.get(name, 1.0)
    for fault in plan.faults:
        for name, share in fault_shape(plan.movement, fault.id).items():
            values[name] += share * fault.size * phase ** FAULT_GAMMA.get(fault.id, 1.0)
        if fault.id == "leans_back_at_top" and top is not None:
            values["pelvic_tilt"] -= 0.55 * fault.size * top
            values["lumbar"] -= 0.45 * fault.size * top
    return values


def _angles(person: Person, values: dict[str, Array], near: str) -> Motion:
    count = len(values["knee"])
    base = still(count, person)
    free = np.zeros((count, 2))
    free[:, "LR".index(near)] = values["free"]
    return base.having(
        knee=base.knee + np.maximum(values["knee"], -base.knee[:, 0])[:, None],
        free=free,
        **{n: values[n] for n in CHANNELS if n not in ("knee", "free", "shank")},
    )


def _sit(motion: Motion, phase: Array) -> Motion:
    """Thighs level on a chair, feet on the floor in front of the hips."""
    legs = np.zeros((len(phase), 2))
    return motion.having(knee=legs + SEATED_KNEE_DEG, shank=legs + 4.0)


def _borne(
    body: Body,
    person: Person,
    plan: Performance,
    motion: Motion,
    asked: tuple[dict[str, Array], Array],
) -> Motion:
    """Legs, and what follows from contact, of somebody who lies, kneels or walks on a belt.

    `asked` are the channels and the time (T,).
    """
    values, time_s = asked
    shape = SHAPES[plan.movement]
    rng = np.random.default_rng([plan.seed, 4])
    if shape.support == "belt":
        return walk(motion, values, time_s, plan.near, rng.random())
    # Legs in the air waver a little; those on a box do not.
    size = 0.0 if "box" in shape.things else 1.0
    waver = np.stack([wander(time_s, rng, size, 3.0) for _ in range(2)], axis=1)
    if shape.support == "knees":
        thigh = KNEELING_THIGH_DEG + values["thigh"][:, None] + 0.5 * waver[:, :1]
        return kneel(body, person, motion, np.repeat(thigh, 2, axis=1))
    hip, knee = (values[name][:, None] + w for name, w in (("hip", waver), ("knee", -waver)))
    lying = recline(body, person, motion, hip, knee)
    beside = (plan.arms or shape.arms) == "beside"
    return arms_on_floor(body, person, lying) if beside else lying


def _arms(shape: Shape, name: str, phase: Array, pitch: Array, sway: Array) -> tuple[Array, Array]:
    """Directions of arms and forearms for a way to hold them, with the chest's pitch (T,)."""
    hang = arms.hanging(len(phase), sway)
    if name == "raise":
        lifted = arms.raised((shape.raise_deg or 90.0) * phase, np.full_like(phase, 8.0))
        return arms.blend(hang, lifted, np.minimum(1.0, 6 * phase))
    if name in HOLDS:
        width, ahead = HOLDS[name]
        # Upright, a weight hangs in front of the thighs; bent forward, straight below.
        upright = arms.holding(len(phase), width, ahead, sway)
        bent = arms.holding(len(phase), width, 0.0, sway)
        return arms.blend(upright, bent, np.clip(pitch / 45.0, 0, 1))
    if name in arms.BORNE:
        return arms.borne(name, phase, pitch, sway)
    if name in arms.POSES:
        # On a desk the hands stay where they are; otherwise the arms go with the chest.
        return arms.in_thorax(name, 0.3 * sway if name == "typing" else pitch + sway)
    return hang


def _follow_balance(body: Body, person: Person, motion: Motion) -> Array:
    """The shank that balances the movement, changed no more than the movement itself asks for.

    The person's own standing shank stays; only the change that balance needs is added.
    """
    first = still(1, person)
    at_rest = balanced_shank(body, person, first)[0, 0]
    change: Array = balanced_shank(body, person, motion) - at_rest
    return change + person.neutral_shank_deg
