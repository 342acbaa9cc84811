"""When a repetition starts, turns and ends, and how soon that is known live."""

import numpy as np
import pytest

from posture_lab.metrics.counting.counter import RepetitionCounter
from posture_lab.metrics.counting.repetition import PartialRepetition, Repetition, RepetitionEvent
from posture_lab.metrics.counting.reps import count_repetitions
from tests.metrics.hard_courses import DRIVE, HARD, stood


def test_times_are_those_of_the_movement() -> None:
    """Start, turn and end of an eased bend, at 5 % of it and in its middle."""
    share = np.arccos(1 - 2 * 0.05) / np.pi  # of one way, at which 5 % is passed
    for fps in (15.0, 30.0, 60.0):
        (found,), _ = count_repetitions(*stood().rep(90, 3).stay(1).at(fps), DRIVE, 0.0)
        assert found.start_s == pytest.approx(1.0 + 1.5 * share, abs=0.05)
        assert found.turn_s == pytest.approx(2.5, abs=0.02)
        assert found.end_s == pytest.approx(4.0 - 1.5 * share, abs=0.05)


def test_the_turn_of_a_hold_is_its_middle() -> None:
    (found,), _ = count_repetitions(*stood().rep(90, 7, 5).stay(1).at(), DRIVE, 0.0)
    assert found.turn_s == pytest.approx(1.0 + 3.5, abs=0.1)


def test_a_quick_bend_is_timed_without_lag_and_with_sub_frame_care() -> None:
    (found,), _ = count_repetitions(*stood().rep(80, 0.8).stay(1).at(15.0), DRIVE, 0.0)
    assert found.turn_s == pytest.approx(1.4, abs=0.015)


def test_live_says_so_within_half_a_second_of_standing_up() -> None:
    online = RepetitionCounter(DRIVE, 0.0)
    told = None
    for moment, value in zip(*stood().rep(80, 2).stay(2).at(noise=2.0), strict=True):
        if told is None and online.update(moment, value):
            told = moment
    assert told is not None
    assert 2.5 <= told <= 3.5


def test_a_known_range_tells_a_partial_first_bend_live_too() -> None:
    time_s, value = stood().rep(50, 1.5).stay(0.5).rep(100, 2).stay(1).at()
    for known, count in ((None, 2), (100.0, 1)):
        online = RepetitionCounter(DRIVE, 0.0, known)
        events = [e for t, v in zip(time_s, value, strict=True) for e in online.update(t, v)]
        assert sum(isinstance(e, Repetition) for e in events + online.finish()) == count
    assert online.usual_excursion == pytest.approx(100, abs=2)


def test_feeding_frames_one_by_one_is_the_same_as_a_clip() -> None:
    time_s, value = HARD["not far enough"][0]().at(noise=1.0)
    usual: float | None = None
    for _ in range(2):  # a clip's own range is known from a first pass
        online = RepetitionCounter(DRIVE, 0.0, usual)
        events: list[RepetitionEvent] = []
        for moment, angle in zip(time_s, value, strict=True):
            events += online.update(moment, angle)
        events += online.finish()
        usual = online.usual_excursion
    found, partial = count_repetitions(time_s, value, DRIVE, 0.0)
    assert tuple(e for e in events if isinstance(e, Repetition)) == found
    assert tuple(e for e in events if isinstance(e, PartialRepetition)) == partial
