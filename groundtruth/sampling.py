"""Seeded scenarios: everything that can vary, drawn from one number."""

from dataclasses import replace

import numpy as np

from groundtruth.bodies import sample_person, split_of
from groundtruth.events import Event
from groundtruth.movements import SHAPES, Fault
from groundtruth.scenario import Scenario, SensorSpec
from groundtruth.timeline import Rep, duration_of
from groundtruth.viewpoints import camera_for
from groundtruth.wardrobe import sample_look, sample_outfit

# Faults that belong to a movement, with the range of sizes worth telling from a clean one.
FAULT_RANGES: dict[str, dict[str, tuple[float, float]]] = {
    "hip_hinge": {
        "spine_rounds": (10, 40), "knee_dominant": (25, 65), "not_deep_enough": (0.35, 0.65),
        "head_up": (20, 45), "too_fast": (0.4, 0.6), "hips_not_back": (20, 45),
        "spine_arches": (10, 25), "leans_back_at_top": (10, 22), "head_down": (20, 35),
    },
    "deadlift": {
        "spine_rounds": (10, 40), "head_up": (20, 40), "leans_back_at_top": (10, 22),
        "too_fast": (0.4, 0.6), "uneven_sides": (8, 18),
    },
    "squat": {
        "pelvis_tucks": (8, 30), "pelvis_tips_forward": (8, 30), "heels_lift": (10, 25),
        "not_deep_enough": (0.35, 0.65), "too_fast": (0.4, 0.6),
    },
    "overhead_reach": {"rib_flare": (12, 45), "spine_arches": (8, 25)},
    "forward_bend": {"too_fast": (0.4, 0.6), "not_deep_enough": (0.35, 0.65)},
    "hip_extension": {"trunk_moves": (8, 25)},
    "standing": {"head_down": (15, 40), "rib_flare": (15, 45), "pelvis_tips_forward": (8, 20)},
    "desk": {"spine_rounds": (12, 35), "head_down": (15, 35)},
    "dead_bug_hold": {"spine_arches": (8, 25), "rib_flare": (12, 45)},
    "breathing_90_90": {
        "spine_arches": (8, 20), "rib_flare": (12, 35), "too_fast": (0.35, 0.6),
    },
    "anti_rotation_press": {"trunk_moves": (8, 25), "spine_arches": (8, 20)},
    "walking": {"head_down": (15, 35), "uneven_sides": (8, 18), "spine_rounds": (10, 25)},
}  # fmt: skip
STILL_FAULTS = (
    "head_down", "head_up", "heels_lift", "hips_not_back", "knee_dominant", "pelvis_tips_forward",
    "pelvis_tucks", "rib_flare", "spine_arches", "spine_rounds", "trunk_moves",
)  # fmt: skip
"""Faults that one picture can show."""
EXAGGERATION = 1.6
"""How many times larger than in clips a fault is at most where large ones are to be learned."""
# How differently people do a movement, as standard deviations added to its peaks in degrees.
SPREAD: dict[str, dict[str, float]] = {
    "hip_hinge": {"pelvic_tilt": 8, "lumbar": 3, "thoracic": 2, "neck": 8, "knee": 7},
    "deadlift": {"pelvic_tilt": 7, "lumbar": 4, "thoracic": 3, "neck": 10, "knee": 24},
    "squat": {"pelvic_tilt": 7, "lumbar": 3, "thoracic": 3, "neck": 8, "knee": 16},
    "overhead_reach": {"pelvic_tilt": 1.5, "lumbar": 2, "thoracic": 3, "neck": 5},
    "forward_bend": {"pelvic_tilt": 10, "lumbar": 9, "thoracic": 5, "neck": 10, "knee": 4},
    "hip_extension": {"pelvic_tilt": 2, "lumbar": 2, "free": 5},
    "standing": {"pelvic_tilt": 2, "lumbar": 2, "neck": 4},
    "desk": {"pelvic_tilt": 5, "lumbar": 6, "thoracic": 3, "neck": 6},
    "dead_bug_hold": {"lumbar": 3, "thoracic": 1, "hip": 5, "knee": 6},
    "breathing_90_90": {"lumbar": 2, "hip": 4, "knee": 4, "rib_mm": 3, "belly_mm": 4},
    "anti_rotation_press": {"pelvic_tilt": 3, "lumbar": 3, "thoracic": 2, "neck": 4, "thigh": 1},
    "walking": {
        "pelvic_tilt": 2,
        "lumbar": 3,
        "thoracic": 2,
        "neck": 4,
        "cadence": 8,
        "stride": 0.08,
        "swing": 5,
    },
}


def pick_body(rng: np.random.Generator, split: str) -> int:
    """A random body identity of a split."""
    while True:
        body_id = int(rng.integers(0, 1_000_000))
        if split_of(body_id) == split:
            return body_id


def sample_reps(
    rng: np.random.Generator, count: int, depth: float = 1.0, speed: float = 1.0
) -> tuple[Rep, ...]:
    """Repetitions of one person: a personal tempo with small differences between them."""
    down, up = rng.uniform(1.0, 2.2) * speed, rng.uniform(0.8, 1.8) * speed
    hold = float(rng.choice([0.0, 0.2, 0.6, 1.5], p=[0.25, 0.45, 0.2, 0.1]))
    rest = rng.uniform(0.15, 1.0) * speed
    return tuple(
        Rep(
            down_s=float(down * rng.uniform(0.85, 1.15)),
            hold_s=float(hold * rng.uniform(0.7, 1.3)),
            up_s=float(up * rng.uniform(0.85, 1.15)),
            rest_s=float(rest * rng.uniform(0.6, 1.4)),
            depth=float(depth * rng.uniform(0.93, 1.05)),
            skew=float(rng.normal(0, 0.2)),
        )
        for _ in range(count)
    )


def sample_faults(rng: np.random.Generator, movement: str, share: float = 0.6) -> tuple[Fault, ...]:
    """None, one or two of the movement's faults, with sizes."""
    ranges = FAULT_RANGES.get(movement, {})
    if rng.random() > share or not ranges:
        return ()
    count = 1 if rng.random() < 0.75 else 2
    names = rng.choice(sorted(ranges), size=min(count, len(ranges)), replace=False)
    return tuple(Fault(str(name), float(rng.uniform(*ranges[name]))) for name in names)


def sample_large_fault(rng: np.random.Generator) -> Fault:
    """A fault that one picture can show, of any movement, from noticeable to exaggerated."""
    name = str(rng.choice(STILL_FAULTS))
    sizes = [ranges[name] for ranges in FAULT_RANGES.values() if name in ranges]
    low, high = min(low for low, _ in sizes), max(high for _, high in sizes)
    return Fault(name, float(rng.uniform(low, EXAGGERATION * high)))


def sample_events(
    rng: np.random.Generator, hard: float, length_s: float, movement: str
) -> tuple[Event, ...]:
    """What happens besides the repetitions; `hard` (0-1) is how likely each thing is."""
    events = []
    standing = SHAPES[movement].support == "feet"
    if rng.random() < hard and standing:
        for _ in range(int(rng.integers(1, 3))):
            kind = str(rng.choice(["fidget", "touch_face"]))
            size = float(rng.uniform(3, 11)) if kind == "fidget" else float(rng.choice([-1, 1]))
            at = float(rng.uniform(0.2, max(length_s - 2, 0.5)))
            events.append(Event(kind, at, float(rng.uniform(0.8, 2.2)), size))
    if rng.random() < 0.4 * hard:
        at = float(rng.uniform(1.5, max(length_s - 1.5, 1.6)))
        kind = str(rng.choice(["dropout", "blank"], p=[0.8, 0.2]))
        events.append(Event(kind, at, float(rng.choice([0.1, 0.2, 0.5, 0.9]))))
    if rng.random() < 0.25 * hard and movement != "desk" and standing:
        events.append(Event("leave", length_s - 1.6, 1.6, float(rng.uniform(1.2, 2.2))))
    return tuple(events)


def without_hands(events: tuple[Event, ...], held: str) -> tuple[Event, ...]:
    """The same, but who holds something does not touch their face."""
    return tuple(event for event in events if not held or event.kind != "touch_face")


def sample_opening(rng: np.random.Generator, hard: float) -> tuple[tuple[Event, ...], float]:
    """What happens before the first repetition, and the seconds it adds."""
    if rng.random() > 0.6 * hard:
        return (), 0.0
    kind = str(rng.choice(["enter", "settle", "pick_up", "turn_away"]))
    if kind == "enter":
        return (Event(kind, 0.0, 1.8, float(rng.uniform(1.0, 2.0))),), 2.0
    if kind == "settle":
        return (Event(kind, 0.3, 1.5, float(rng.choice([-1, 1]) * rng.uniform(40, 90))),), 2.0
    if kind == "turn_away":
        return (Event(kind, 0.3, 1.8, float(rng.choice([-1, 1]) * rng.uniform(25, 60))),), 2.3
    return (Event(kind, 0.5, 2.2, 1.0),), 3.0


def with_partials(rng: np.random.Generator, reps: tuple[Rep, ...], hard: float) -> tuple[Rep, ...]:
    """The same repetitions with some partial ones, and a long hold, put between them."""
    out: list[Rep] = []
    for rep in reps:
        if rng.random() < 0.35 * hard:
            depth = float(rng.uniform(0.12, 0.38)) * rep.depth
            out.append(replace(rep, depth=depth, partial=True, down_s=0.6 * rep.down_s + 0.2,
                               up_s=0.6 * rep.up_s + 0.2))  # fmt: skip
        long = rng.random() < 0.15 * hard
        out.append(replace(rep, hold_s=float(rng.uniform(3, 5))) if long else rep)
    return tuple(out)


def _reps_of(
    rng: np.random.Generator, movement: str, sizes: dict[str, float], hard: float
) -> tuple[Rep, ...]:
    """The repetitions of a movement, as deep and as fast as its faults (by size) leave them."""
    count = int(rng.integers(2, 5 if hard else 4))
    depth = sizes.get("not_deep_enough", 1.0)
    speed = sizes.get("too_fast", 1.0) * SHAPES[movement].pace
    return with_partials(rng, sample_reps(rng, count, depth, speed), hard)


def sample_scenario(
    seed: int,
    movement: str = "hip_hinge",
    split: str = "train",
    loose: float = 0.5,
    hard: float = 0.0,
) -> Scenario:
    """One varied clip; the same arguments always give the same scenario.

    `loose` is the share of loose clothes. `hard` (0-1) adds partial repetitions, long holds,
    fidgets, dropouts, walking in and out and a camera that starts late or moves.
    """
    rng = np.random.default_rng([seed, 101])
    faults = sample_faults(rng, movement)
    sizes = {f.id: f.size for f in faults}
    held = SHAPES[movement].held
    reps = () if held else _reps_of(rng, movement, sizes, hard)
    standing = movement != "desk" and SHAPES[movement].support == "feet"
    opening, before = sample_opening(rng, hard) if standing else ((), 0.0)
    lead, tail = float(rng.uniform(1.6, 2.2)) + before, float(rng.uniform(0.4, 1.2))
    length = 7.0 if held else duration_of(lead, reps, tail)
    late = rng.random() < 0.15 * hard and not opening and not held
    arms, carried = sample_arms(rng, movement)
    camera = camera_for(rng, movement, hard)
    return Scenario(
        seed=seed,
        movement=movement,
        person=sample_person(pick_body(rng, split)),
        reps=reps,
        faults=faults,
        variation={k: float(rng.normal(0, sd)) for k, sd in SPREAD[movement].items()},
        arms=arms,
        held=carried,
        events=without_hands(opening + sample_events(rng, hard, length, movement), carried),
        skip_s=float(lead + rng.uniform(0.2, 1.2)) if late else 0.0,
        hold_s=length,
        lead_s=lead,
        tail_s=tail,
        fps=float(rng.choice([30.0, 25.0, 60.0], p=[1 - 0.2 * hard, 0.15 * hard, 0.05 * hard])),
        camera=camera,
        sensor=SensorSpec(
            shutter=float(np.random.default_rng([seed, 53]).choice([0.0, 0.5, 0.9])) * hard,
            noise=float(rng.uniform(0.5, 5)),
            blur_px=float(rng.uniform(0.3, 1.1)),
            crf=int(rng.integers(21, 31)),
        ),
        outfit=sample_outfit(rng, loose),
        look=sample_look(rng),
        room_seed=int(rng.integers(0, 1_000_000)),
    )


def sample_arms(rng: np.random.Generator, movement: str) -> tuple[str, str]:
    """A way to hold the arms that suits the movement ("" is its own), and what is carried."""
    if movement == "deadlift":
        what = str(rng.choice(["kettlebell", "bar"], p=[0.7, 0.3]))
        return what, what
    if movement == "hip_hinge":
        arms = str(rng.choice(["", "crossed", "on_hips", "behind", "behind_head", "kettlebell"],
                              p=[0.55, 0.12, 0.12, 0.08, 0.05, 0.08]))  # fmt: skip
        carried = {"kettlebell": "kettlebell", "behind": "dowel"}.get(arms, "")
        return arms, carried if rng.random() < 0.7 else ""
    if movement == "squat":
        return str(rng.choice(["", "crossed", "goblet", "forward"], p=[0.55, 0.2, 0.15, 0.1])), ""
    return "", ""
