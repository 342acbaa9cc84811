"""Lifts filmed so closely that the person is lost at the top."""

from dataclasses import replace

import numpy as np
import pytest

from posture_lab.arrays import Floats
from posture_lab.metrics.counting.reps import count_repetitions
from posture_lab.metrics.counting.unseen_top import with_unseen_tops
from tests.metrics.counting.test_under_way import LIFT
from tests.metrics.courses import Course


def filled(course: Course, start_s: float, end_s: float) -> tuple[Floats, Floats, Floats]:
    time_s, hip = (series[1:] for series in course.unseen(start_s, end_s).at(30.0))
    values, trunk = with_unseen_tops(time_s, hip, 0.6 * hip, LIFT, 0.0)
    return time_s, values, trunk


def lift() -> Course:
    return Course().to(110, 0.001).stay(0.3).to(0, 1).stay(1).to(110, 1).stay(0.5)


@pytest.mark.parametrize(("start_s", "end_s"), [(0.9, 2.7), (1.0, 2.6), (0.8, 2.9)])
def test_who_goes_up_out_of_view_and_comes_down_into_it_has_stood(
    start_s: float, end_s: float
) -> None:
    time_s, values, trunk = filled(lift(), start_s, end_s)
    found, _ = count_repetitions(time_s, values, LIFT, 0.0, companion=trunk)
    assert len(found) == 1
    assert found[0].end_s < 2.0


@pytest.mark.parametrize(
    ("course", "start_s", "end_s"),
    [
        (Course().stay(1).to(110, 1).stay(2).to(0, 1).stay(1), 2.2, 3.8),  # at the bottom
        (Course().stay(1).to(110, 1).to(0, 1).stay(1), 1.3, 2.7),  # over a turn below
        (lift(), 0.5, 3.4),  # for too long
        (lift(), 1.5, 1.9),  # for a moment
    ],
)
def test_other_gaps_stay_gaps(course: Course, start_s: float, end_s: float) -> None:
    time_s, hip = (series[1:] for series in course.unseen(start_s, end_s).at(30.0))
    values, _ = with_unseen_tops(time_s, hip, 0.6 * hip, LIFT, 0.0)
    np.testing.assert_array_equal(values, hip)


def test_without_a_companion_in_view_nothing_is_filled() -> None:
    time_s, hip = lift().unseen(0.9, 2.7).at()
    values, _ = with_unseen_tops(time_s, hip, np.full_like(hip, np.nan), LIFT, 0.0)
    np.testing.assert_array_equal(values, hip)
    values, _ = with_unseen_tops(time_s, hip, 0.01 * hip, replace(LIFT), 0.0)
    np.testing.assert_array_equal(values, hip)
