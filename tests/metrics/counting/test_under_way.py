"""Clips that begin or end in the middle of a bend, and sets in which nobody ever stands still."""

from dataclasses import replace

import numpy as np
import pytest

from posture_lab.metrics.counting import repetition as reasons
from posture_lab.metrics.counting.repetition import PartialRepetition, Repetition
from posture_lab.metrics.counting.reps import count_repetitions
from posture_lab.movements.catalogue import movement
from posture_lab.movements.record import RepetitionDrive
from tests.metrics.courses import Course

HINGE = RepetitionDrive(
    "hip_flexion_deg", 45.0, 20.0, 0.5, 25.0, 25.0, "trunk_inclination_deg", 18.0
)
LIFT = replace(HINGE, starts=("standing", "floor"))


def counted(
    course: Course, drive: RepetitionDrive, *, lean: float = 0.6, fps: float = 30.0
) -> tuple[tuple[Repetition, ...], tuple[PartialRepetition, ...]]:
    """The trunk leans by ``lean`` of the hips' bend. Clips begin after a jump to the floor."""
    time_s, hip = (series[1:] for series in course.at(fps, 1.0, seed=1))
    return count_repetitions(time_s, hip, drive, 0.0, companion=lean * hip)


def at_floor(hold_s: float = 0.3) -> Course:
    return Course().to(110, 0.001).stay(hold_s)


@pytest.mark.parametrize("fps", [15.0, 30.0, 60.0])
@pytest.mark.parametrize(
    ("name", "course", "whole", "partial"),
    [
        ("one pull, standing at the end", at_floor().to(0, 1.2).stay(1), 1, []),
        ("one pull, cut at the top", at_floor().to(2, 1.2), 1, []),
        ("a short one", at_floor(0.05).to(5, 0.7), 1, []),
        ("a long set-up first", at_floor(28).to(0, 1.2).stay(1), 1, []),
        (
            "up, and lowered",
            at_floor().to(0, 1).stay(0.7).to(110, 1),
            1,
            [reasons.NOT_FINISHED],
        ),
        (
            "touch and go, never still",
            at_floor(0.05).to(5, 0.8).to(110, 0.8).to(3, 0.8).to(110, 0.8).to(4, 0.8),
            3,
            [],
        ),
        ("bends at once, then lifts", Course().to(110, 1).to(0, 1).stay(0.5), 1, []),
        ("a lowering only", Course().stay(0.5).to(110, 1).stay(1), 0, [reasons.NOT_FINISHED]),
        ("half-way up", at_floor().to(55, 1), 0, [reasons.NOT_FINISHED]),
    ],
)
def test_lifts_from_the_floor(
    *, name: str, course: Course, whole: int, partial: list[str], fps: float
) -> None:
    found, others = counted(course, LIFT, fps=fps)
    assert len(found) == whole, name
    assert [other.reason for other in others] == partial, name


def test_a_pull_starts_at_the_floor_and_ends_at_the_top() -> None:
    (pull,), _ = counted(at_floor(1.0).to(0, 2.0).stay(1), LIFT)
    assert pull.start_s == pytest.approx(0.0, abs=0.05)
    assert pull.turn_s < 1.4
    assert 2.4 < pull.end_s < 3.0


def test_where_movements_start_standing_the_first_half_is_partial() -> None:
    found, (partial,) = counted(at_floor().to(0, 1).stay(0.6).rep().rep().stay(0.5), HINGE)
    assert len(found) == 2
    assert partial.reason == reasons.NO_START
    assert partial.end_s < found[0].start_s


def test_a_set_that_is_never_still_begins_with_the_first_bend_out_of_a_bend() -> None:
    course = Course().to(90, 0.001)
    for _ in range(4):
        course.to(0, 0.45).to(90, 0.45)
    found, partial = counted(course.to(0, 0.45), replace(HINGE, min_duration_s=0.4))
    assert len(found) == 4
    assert [each.reason for each in partial] == [reasons.NO_START]


def test_getting_up_from_a_chair_is_no_lift() -> None:
    time_s, hip = Course().to(95, 0.001).stay(2).to(0, 1).stay(1).at()
    time_s, hip = time_s[1:], hip[1:]
    trunk = 35.0 * np.exp(-(((time_s - 2.3) / 0.3) ** 2))
    found, _ = count_repetitions(time_s, hip, LIFT, 0.0, companion=trunk)
    assert found == ()


def test_without_the_trunk_in_view_nothing_tells_a_lift() -> None:
    time_s, hip = at_floor().to(0, 1).stay(1).at()
    found, _ = count_repetitions(time_s, hip, LIFT, 0.0)
    assert found == ()


def test_records_say_where_they_start() -> None:
    starts = {name: movement(name).drive for name in ("deadlift", "hip_hinge", "squat")}
    assert {name: drive.starts for name, drive in starts.items() if drive is not None} == {
        "deadlift": ("standing", "floor", "hang"),
        "hip_hinge": ("standing", "hang"),
        "squat": ("standing",),
    }


@pytest.mark.parametrize(("step", "whole"), [(0.05, 3), (0.7, 2), (float("nan"), 2)])
def test_who_never_stands_still_is_counted_on_feet_that_stay(step: float, whole: int) -> None:
    """Bends at once, before anybody could be seen still; or has just walked in."""
    course = Course().rep(90, 1.2).rep(90, 1.2).rep(90, 1.2)
    time_s, hip = course.at(30.0, 1.0)
    feet = np.full_like(hip, step)
    found, partial = count_repetitions(time_s, hip, HINGE, 0.0, companion=0.7 * hip, foot=feet)
    assert len(found) == whole
    assert len(partial) == 3 - whole
