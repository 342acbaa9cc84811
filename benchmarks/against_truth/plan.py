"""Which held-out people are filmed, doing what, in which clothes and from where.

Everything comes from the clip's number, so a longer run adds clips and changes none.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count, islice
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

if TYPE_CHECKING:
    from groundtruth.scenario import Scenario

MOVEMENTS: Final = (
    "hip_hinge", "squat", "deadlift", "hip_hinge", "overhead_reach", "hip_hinge",
    "standing", "squat", "hip_hinge", "desk", "deadlift", "forward_bend",
)  # fmt: skip
YAW_BANDS: Final = ((0, 10), (0, 10), (10, 20), (0, 10), (20, 30), (0, 10), (30, 40))
"""Degrees off the exact side view, taken in turn. Their number has no factor in common with that
of the movements, so that every movement meets every band."""

COUNTED_MOVEMENTS: Final = ("hip_hinge", "squat", "deadlift", "overhead_reach")
COUNTED_YAW_BANDS: Final = ((0, 10), (0, 10), (10, 20))
"""What the clips for counting show: always hard, within the views that the product judges."""

COUNTED_FPS: Final = 15.0
BLURRED_EVERY: Final = 5
"""Counting needs many clips rather than many frames of each; motion blur is drawn in each fifth,
because it takes three times as long."""

CUES: Final[dict[str, dict[str, float]]] = {
    "hip_hinge": {
        "spine_rounds": 2.8, "head_up": 2.3, "knee_dominant": 2.1, "leans_back_at_top": 2.8,
        "hips_not_back": 2.8, "not_deep_enough": 1.5, "spine_arches": 2.8, "head_down": 2.8,
        "too_fast": 2.8,
    },
    "deadlift": {
        "head_down": 2.8, "spine_rounds": 2.8, "hips_not_back": 2.8, "head_up": 2.3,
        "spine_arches": 2.8, "leans_back_at_top": 2.8, "too_fast": 2.8, "knee_dominant": 1.4,
        "not_deep_enough": 1.3,
    },
    "squat": {
        "pelvis_tucks": 2.2, "heels_lift": 2.3, "trunk_moves": 1.4, "head_up": 2.3,
        "spine_rounds": 2.8, "pelvis_tips_forward": 1.3, "leans_back_at_top": 2.8,
        "spine_arches": 2.8, "head_down": 2.8, "too_fast": 2.8, "not_deep_enough": 1.5,
    },
    "overhead_reach": {
        "rib_flare": 2.8, "trunk_moves": 2.3, "spine_arches": 2.8, "head_up": 2.3,
        "head_down": 2.8, "too_fast": 2.8, "not_deep_enough": 1.4,
    },
    "standing": {
        "trunk_moves": 2.8, "leans_back_at_top": 2.8, "head_down": 2.8, "head_up": 2.3,
    },
    "desk": {"trunk_moves": 2.8, "head_down": 2.3, "head_up": 2.3},
}  # fmt: skip
"""The cues that each movement knows, with the most times its limit that a fault is made: further
nobody bends, or it would rightly be called partial or another movement. Left out is what the
picture or the generator cannot show: sides that differ behind one another, and pelvis and ribs of
somebody who never shows their neutral."""

FAULTS: Final = tuple(
    sorted(
        ((movement, cue, most) for movement, cues in CUES.items() for cue, most in cues.items()),
        key=lambda fault: list(CUES[fault[0]]).index(fault[1]),
    )
)
"""(movement, cue, most times its limit), the movements mixed."""

TIMES: Final = (2.3, 1.4, 2.8, 2.1, 0.9, 2.5)
"""How many times its limit the true measure reaches, in turn."""

Purpose = Literal["all", "counting", "cues", "unstill", "every side", "second hand"]
Further = Literal["unstill", "every side", "second hand"]
"""Kinds of clips with sets of their own (``further.py``)."""

FIRST_SEED: Final = 9000
FIRST_COUNTED_SEED: Final = 20_000
FIRST_FAULT_SEED: Final = 40_000
FIRST_FURTHER_SEEDS: Final[dict[Further, int]] = {
    "unstill": 60_000, "every side": 70_000, "second hand": 80_000,
}  # fmt: skip
"""Numbers of the first clips of each kind."""

MOST_REPETITIONS: Final = 2
HELD_S: Final = 5.0
"""Few repetitions and short holds: another person tells more than another repetition."""


@dataclass(frozen=True)
class PlannedClip:
    """One clip: its seed, movement, yaw off the side view, and shares handed to the sampler.

    ``loose`` is 0 or 1. ``hard`` is 0 or 1: with fidgets, dropouts, partial repetitions and the
    like. ``counted`` clips are made for counting: with all repetitions, and few frames a second.
    ``fault`` is the one fault of a clip made for cues, and how many times its limit it is to reach.
    ``further`` is the set of its own that a clip belongs to. ``split`` is whose people are filmed.
    """

    seed: int
    movement: str
    yaw_deg: float
    loose: float
    hard: float
    counted: bool = False
    fault: tuple[str, float] | None = None
    split: str = "test"
    further: Further | None = None

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return f"{self.movement}_{self.seed:06d}"


def planned_clips(number: int, first_seed: int) -> Iterator[PlannedClip]:
    """Yield the first ``number`` clips of the plan that starts at ``first_seed``."""
    for i in islice(count(), number):
        rng = np.random.default_rng([first_seed + i, 7])
        low, high = YAW_BANDS[i % len(YAW_BANDS)]
        yaw = float(rng.choice([-1, 1]) * rng.uniform(low, high))
        loose, hard = float(rng.random() < 0.5), float(rng.random() < 0.4)
        yield PlannedClip(first_seed + i, MOVEMENTS[i % len(MOVEMENTS)], yaw, loose, hard)


def clips_to_count(number: int, first_seed: int) -> Iterator[PlannedClip]:
    """Yield the first ``number`` of the hard clips on which counting is tried."""
    for seed in range(first_seed, first_seed + number):
        rng = np.random.default_rng([seed, 8])
        low, high = COUNTED_YAW_BANDS[seed % len(COUNTED_YAW_BANDS)]
        yaw = float(rng.choice([-1, 1]) * rng.uniform(low, high))
        movement = COUNTED_MOVEMENTS[seed % len(COUNTED_MOVEMENTS)]
        loose = float(rng.random() < 0.5)
        yield PlannedClip(seed, movement, yaw, loose, hard=1.0, counted=True)


def clips_with_faults(number: int, first_seed: int, split: str = "test") -> Iterator[PlannedClip]:
    """Yield the first ``number`` of the calm clips in which each cue is due, ever more so."""
    for seed in range(first_seed, first_seed + number):
        rng = np.random.default_rng([seed, 9])
        turn, place = divmod(seed - FIRST_FAULT_SEED, len(FAULTS))
        movement, cue, most = FAULTS[place]
        yaw = float(rng.uniform(-10, 10))
        loose = float(rng.random() < 0.5)
        times = min(TIMES[(turn + place) % len(TIMES)], most)
        yield PlannedClip(seed, movement, yaw, loose, 0.0, fault=(cue, times), split=split)


def purpose_of(seed: int) -> Purpose:
    """What the clip with this number was drawn for."""
    for kind, first in reversed(FIRST_FURTHER_SEEDS.items()):
        if seed >= first:
            return kind
    if seed >= FIRST_FAULT_SEED:
        return "cues"
    return "counting" if seed >= FIRST_COUNTED_SEED else "all"


def scenario_of(clip: PlannedClip) -> "Scenario":
    """Work out a planned clip."""
    from groundtruth.sampling import sample_scenario  # noqa: PLC0415  needs the body model
    from groundtruth.scenario import at_most, at_rate, seen_from  # noqa: PLC0415

    scenario = sample_scenario(
        clip.seed, clip.movement, clip.split, loose=clip.loose, hard=clip.hard
    )
    scenario = seen_from(scenario, clip.yaw_deg)
    if clip.further is not None:
        from against_truth.further import FURTHER  # noqa: PLC0415  needs the body model

        return FURTHER[clip.further](at_rate(scenario, COUNTED_FPS))
    if clip.fault is not None:
        from against_truth.fault_size import with_fault  # noqa: PLC0415  needs the body model

        calm = at_rate(replace(scenario, hold_s=HELD_S), COUNTED_FPS)
        return with_fault(calm, *clip.fault)
    if clip.counted:
        scenario = at_rate(scenario, COUNTED_FPS)
        if clip.seed % BLURRED_EVERY == 0:
            return scenario
        return replace(scenario, sensor=replace(scenario.sensor, shutter=0.0))
    return replace(at_most(scenario, MOST_REPETITIONS), hold_s=HELD_S)
