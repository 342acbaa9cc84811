"""What is not counted, and why: partial repetitions, frames not seen, companions that stay."""

import numpy as np
import pytest

from posture_lab.metrics.counting import repetition as reasons
from posture_lab.metrics.counting.reps import count_repetitions
from posture_lab.movements.record import RepetitionDrive
from tests.metrics.hard_courses import DRIVE, HARD, reps, stood


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("not far enough", reasons.NOT_FAR_ENOUGH),
        ("half of the own depth", reasons.NOT_FAR_ENOUGH),
        ("ends at the bottom", reasons.NOT_FINISHED),
        ("starts on the way down", reasons.NO_START),
        ("walks in and stoops", reasons.NO_START),
        ("unseen for two seconds part-way", reasons.OUT_OF_VIEW),
        ("sits down for a minute", reasons.TOO_LONG),
    ],
)
def test_partial_repetitions_say_why(name: str, reason: str) -> None:
    _, (partial,) = count_repetitions(*HARD[name][0]().at(), DRIVE, 0.0)
    assert partial.reason == reason


def test_too_quick_to_be_one() -> None:
    found, (partial,) = count_repetitions(*stood().rep(80, 0.5).stay(1).at(60.0), DRIVE, 0.0)
    assert not found
    assert partial.reason == reasons.TOO_QUICK


def test_the_companion_has_to_move_along() -> None:
    """Lifting a leg bends the hip as far as a hinge, but the trunk does not lean."""
    drive = RepetitionDrive(
        "hip_flexion_deg", 45.0, 20.0, 0.5, 25.0, 25.0, "trunk_inclination_deg", 18.0
    )
    time_s, hip = reps(stood(), 3).at()
    lean = 0.8 * hip
    found, _ = count_repetitions(time_s, hip, drive, 0.0, companion=lean)
    assert len(found) == 3
    assert count_repetitions(time_s, hip, drive, 0.0, companion=0.05 * lean) == ((), ())
    unseen, _ = count_repetitions(time_s, hip, drive, 0.0, companion=np.full_like(hip, np.nan))
    assert len(unseen) == 3


def test_a_bend_that_began_out_of_view_counts_when_the_companion_moved() -> None:
    drive = RepetitionDrive(
        "hip_flexion_deg", 45.0, 20.0, 0.5, 25.0, 25.0, "trunk_inclination_deg", 18.0
    )
    time_s, hip = stood().rep(80, 2.0).stay(1).at()
    unseen = (time_s > 0.9) & (time_s < 1.9)
    hip, lean = np.where(unseen, np.nan, hip), np.where(unseen, np.nan, 0.8 * hip)
    found, partial = count_repetitions(time_s, hip, drive, 0.0, companion=lean)
    assert (len(found), partial) == (1, ())


def test_a_bend_is_followed_through_a_second_and_a_half_out_of_view() -> None:
    time_s, hip = stood().rep(80, 4.0, hold_s=2.0).stay(1).at()
    unseen = (time_s > 2.2) & (time_s < 3.6)
    found, partial = count_repetitions(time_s, np.where(unseen, np.nan, hip), DRIVE, 0.0)
    assert (len(found), partial) == (1, ())
