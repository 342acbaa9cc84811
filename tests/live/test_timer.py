"""A timer that ends a set of repetitions, instead of their number."""

from dataclasses import replace

import numpy as np
import pytest

from posture_lab.live.plan import plan_for
from posture_lab.live.practice import LAST_S
from posture_lab.live.session import LiveSession
from posture_lab.live.state import LiveState
from posture_lab.movements.catalogue import MOVEMENTS
from tests.live.page import batches, practise
from tests.live.test_session import hinges, short_plan

STOP_S = 12.0


def timed(sets: int = 1, stop_after_s: float = STOP_S) -> LiveSession:
    return LiveSession(replace(short_plan(repetitions=1, sets=sets), stop_after_s=stop_after_s))


def seconds(states: list[LiveState], phase: str = "set") -> list[float]:
    """The seconds left that the page was told in a phase."""
    left = [state.seconds_left for state in states if state.phase == phase]
    return [value for value in left if value is not None]


def test_the_set_ends_after_its_time_however_many_repetitions_there_are() -> None:
    session = timed(sets=2)
    # Six seconds for set-up, neutral and countdown come before.
    states = practise(session, hinges(21.0, (8.0, 12.0)))
    assert [len(analysis.reps) for analysis in session.analyses] == [2]
    assert states[-1].phase == "rest"
    left = seconds(states)
    assert left[0] == pytest.approx(STOP_S, abs=0.3)
    assert left == sorted(left, reverse=True)
    assert left[-1] < 0.4
    assert {state.unit for state in states if state.phase == "set"} == {"set 1 of 2"}


def test_without_a_timer_the_repetitions_end_it() -> None:
    session = LiveSession(short_plan(repetitions=1))
    states = practise(session, hinges(24.0, (8.0, 12.0)))
    assert states[-1].phase == "done"
    assert [len(analysis.reps) for analysis in session.analyses] == [1]
    assert seconds(states) == []


def test_it_is_said_when_ten_seconds_are_left_until_the_next_repetition_has_ended() -> None:
    states = practise(timed(stop_after_s=14.0), hinges(24.0, (12.5,)))
    told = [state for state in states if state.status_say == "Ten seconds left."]
    assert told
    assert told[0].seconds_left == pytest.approx(LAST_S, abs=0.3)
    last = states.index(told[-1])
    assert states[last].reps == 0
    assert states[last + 1].reps == 1
    assert not any(state.status_say == "Ten seconds left." for state in states[last + 1 :])


def test_the_timer_stands_still_while_the_camera_is_away() -> None:
    poses = hinges(40.0, (8.0,))
    session = timed()
    in_set_s: list[float] = []
    for batch in batches(poses):
        if 12.0 < batch.time_s[0] < 24.0:
            continue
        if session.take(batch).phase == "set":
            in_set_s.append(float(batch.time_s[-1]))
    assert in_set_s[-1] - in_set_s[0] == pytest.approx(STOP_S + 12.0, abs=0.5)


def test_a_hold_has_a_time_of_its_own() -> None:
    standing = MOVEMENTS["standing"]
    assert plan_for(standing, stop_after_s=60.0) == plan_for(standing)
    assert plan_for(MOVEMENTS["squat"], stop_after_s=60.0).stop_after_s == 60.0


def test_a_repetition_under_way_at_the_end_is_not_counted_as_whole() -> None:
    session = timed()
    states = practise(session, hinges(24.0, (8.0, 17.5)))
    assert states[-1].phase == "done"
    (analysis,) = session.analyses
    ends = [rep.end_s for rep in analysis.reps]
    assert len(ends) == 1
    assert np.all(np.diff([8.0, *ends, 17.5]) > 0)
