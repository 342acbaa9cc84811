"""When a bend that is over is a full repetition."""

from dataclasses import replace

import numpy as np
import pytest

from posture_lab.metrics.counting.fullness import companion_moved, why_partial, worth_telling
from posture_lab.metrics.counting.repetition import NOT_FAR_ENOUGH, OUT_OF_VIEW, TOO_QUICK
from posture_lab.metrics.counting.track import Bend
from posture_lab.movements.record import RepetitionDrive

DRIVE = RepetitionDrive("hip_flexion_deg", 40.0, 20.0, 0.6, 20.0, 25.0, "trunk", 20.0)
FULL = Bend(
    start_s=1.0, turn_s=2.0, end_s=3.0, excursion=80.0, companion_rise=50.0,
    lowest_hand=0.5, deepest_knee=20.0, seen_throughout=True,
)  # fmt: skip


def test_a_full_bend_lacks_nothing() -> None:
    assert why_partial(FULL, DRIVE, 0.0) is None
    assert why_partial(FULL, DRIVE, 79.0) is None


def test_one_less_deep_than_the_persons_own_is_partial() -> None:
    assert why_partial(FULL, DRIVE, 90.0) == NOT_FAR_ENOUGH
    assert why_partial(replace(FULL, seen_throughout=False), DRIVE, 90.0) == OUT_OF_VIEW
    assert why_partial(replace(FULL, excursion=30.0), DRIVE, 0.0) == NOT_FAR_ENOUGH


def test_nobody_bends_in_half_a_second() -> None:
    assert why_partial(replace(FULL, end_s=1.5), DRIVE, 0.0) == TOO_QUICK


@pytest.mark.parametrize(
    ("changes", "worth"),
    [({}, True), ({"excursion": 15.0}, False), ({"end_s": 1.2}, False),
     ({"companion_rise": 2.0}, False)],
)  # fmt: skip
def test_fidgets_and_glitches_are_not_told(changes: dict[str, float], worth: bool) -> None:
    assert worth_telling(replace(FULL, **changes), DRIVE) is worth  # type: ignore[arg-type]


def test_an_unseen_companion_does_not_object_and_a_small_bend_asks_less_of_it() -> None:
    assert companion_moved(replace(FULL, companion_rise=np.nan), DRIVE)
    assert not companion_moved(replace(FULL, companion_rise=12.0), DRIVE)
    assert companion_moved(replace(FULL, excursion=20.0, companion_rise=12.0), DRIVE)
    assert companion_moved(replace(FULL, companion_rise=0.0), replace(DRIVE, companion=None))


def test_nobody_stands_up_between_two_pictures() -> None:
    """At the end of a lowering the clip ends with a picture of somebody who stands."""
    assert why_partial(replace(FULL, turn_s=2.9), DRIVE, 0.0) == TOO_QUICK
    assert why_partial(replace(FULL, turn_s=2.6), DRIVE, 0.0) is None
