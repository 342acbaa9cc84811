"""Sets of their own: people who never stand still, seen from every side, or drawn by another hand.

Which clips belong to each (seed, movement, view), and what becomes of the sampler's scenario.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from against_truth.plan import FIRST_FURTHER_SEEDS, Further, PlannedClip
from against_truth.truth_file import FROM_THE_FLOOR

if TYPE_CHECKING:
    from groundtruth.scenario import Scenario

MOVEMENTS: Final[dict[Further, tuple[str, ...]]] = {
    "unstill": ("deadlift", "hip_hinge", "squat"),
    "every side": ("squat", "deadlift", "hip_hinge", "overhead_reach"),
    "second hand": ("hip_hinge", "squat", "deadlift", "overhead_reach"),
}
YAW_DEG: Final[dict[Further, tuple[float, float]]] = {
    "unstill": (0, 10), "every side": (30, 150), "second hand": (0, 12),
}  # fmt: skip
"""Degrees off the side view, to the front and to the back; beyond 90 the other side is near."""

DEVELOPED_ON: Final = 5000
"""People seen while developing and calibrating are this much further on than those of the test."""

MOST_REPETITIONS: Final = 3
MOST_OF_SECOND_HAND: Final = 2
"""Signals need people rather than repetitions."""

LONGEST_LEAD_S: Final = 1.4
LONGEST_TAIL_S: Final = 0.6
"""Standing before and after; what is done in between tells more."""

WEIGHTS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "deadlift": (("bar", "bar"), ("kettlebell", "kettlebell")),
    "hip_hinge": (("bar", "bar"), ("kettlebell", "kettlebell"), ("", "")),
    "squat": (("goblet", "kettlebell"), ("kettlebell", "kettlebell"), ("", "")),
}
"""What people who never stand still hold: (how the arms hold it, the thing)."""

STANDING_S: Final = (0.0, 0.2)
"""Rest between repetitions. A repetition begins and ends so slowly that hips and shoulders then
move by less than 6 cm a second for 0.2 to 0.4 s."""


def further_clips(
    kind: Further, number: int, first_seed: int | None = None, split: str = "test"
) -> Iterator[PlannedClip]:
    """Yield the first ``number`` clips of a set; those of other splits are numbered apart."""
    if first_seed is None:
        first_seed = FIRST_FURTHER_SEEDS[kind] + (0 if split == "test" else DEVELOPED_ON)
    place = list(FIRST_FURTHER_SEEDS).index(kind)
    movements = MOVEMENTS[kind]
    for seed in range(first_seed, first_seed + number):
        rng = np.random.default_rng([seed, 20 + place])
        yaw = float(rng.choice([-1, 1]) * rng.uniform(*YAW_DEG[kind]))
        # Clothes go through tight and not once for each movement.
        loose = float(seed // len(movements) % 2)
        movement = movements[seed % len(movements)]
        yield PlannedClip(seed, movement, yaw, loose, 0.0, split=split, further=kind)


def unstill(scenario: "Scenario") -> "Scenario":
    """The clip without a still second: a weight in moving arms, repetitions in quick succession.

    A deadlift begins at the floor.
    """
    from groundtruth.events import Event  # noqa: PLC0415  needs the body model
    from groundtruth.scenario import from_the_turn  # noqa: PLC0415

    rng = np.random.default_rng([scenario.seed, 23])
    weights = WEIGHTS[scenario.movement]
    arms, held = weights[int(rng.integers(len(weights)))]
    reps = tuple(
        replace(
            rep,
            rest_s=float(rng.uniform(*STANDING_S)),
            hold_s=min(rep.hold_s, float(rng.uniform(0.1, 0.4))),
        )
        for rep in scenario.reps[:MOST_REPETITIONS]
    )
    # Arms that hold nothing move far more than those with a bar in the hands.
    swing_deg = float(rng.uniform(4, 8) if held else rng.uniform(10, 25))
    restless = Event("restless", 0.0, float(rng.uniform(5, 20)), swing_deg)
    found = replace(
        _deep_enough(scenario),
        arms=arms, held=held, reps=reps, events=(restless,), skip_s=0.0,
        lead_s=float(rng.uniform(0.1, 0.4)), tail_s=float(rng.uniform(0.1, 0.3)),
        sensor=replace(scenario.sensor, shutter=0.0),
    )  # fmt: skip
    if scenario.movement != FROM_THE_FLOOR:
        return found
    # The hands are on the weight already when the clip begins.
    first = replace(reps[0], hold_s=float(rng.uniform(0.3, 0.6)))
    begun = replace(found, reps=(first, *reps[1:]))
    return from_the_turn(begun, first.hold_s * float(rng.uniform(0.4, 0.9)))


def _deep_enough(scenario: "Scenario") -> "Scenario":
    """The clip without the fault that makes repetitions too shallow to be counted for sure."""
    faults = tuple(fault for fault in scenario.faults if fault.id != "not_deep_enough")
    if len(faults) == len(scenario.faults):
        return scenario
    reps = tuple(replace(rep, depth=1.0) for rep in scenario.reps)
    return replace(scenario, faults=faults, reps=reps)


def every_side(scenario: "Scenario") -> "Scenario":
    """The clip with few repetitions, none of them shallow."""
    scenario = _deep_enough(scenario)
    return replace(
        scenario,
        reps=scenario.reps[:MOST_REPETITIONS],
        lead_s=min(scenario.lead_s, LONGEST_LEAD_S),
        tail_s=min(scenario.tail_s, LONGEST_TAIL_S),
        sensor=replace(scenario.sensor, shutter=0.0),
    )


def second_hand(scenario: "Scenario") -> "Scenario":
    """The clip with two repetitions as the second hand draws it."""
    from groundtruth.scenario import at_most  # noqa: PLC0415  needs the body model
    from groundtruth.second_hand.hand import by_second_hand  # noqa: PLC0415

    return by_second_hand(at_most(every_side(scenario), MOST_OF_SECOND_HAND))


FURTHER: Final[dict[Further, Callable[["Scenario"], "Scenario"]]] = {
    "unstill": unstill, "every side": every_side, "second hand": second_hand,
}  # fmt: skip
