"""The set-up begins nothing before somebody has looked for other people."""

from dataclasses import replace

import pytest

from posture_lab.live.message import read_batch
from posture_lab.live.plan import Begin
from posture_lab.live.session import LiveSession
from posture_lab.live.state import LiveState
from posture_lab.pose.sequence import PoseSequence
from tests.live.page import BATCH_FRAMES, message
from tests.live.test_session import hinges, short_plan
from tests.people import stick_person, times

FPS = 20.0


def stand(
    session: LiveSession,
    people: dict[float, int],
    *,
    counts_people: bool = True,
    poses: PoseSequence | None = None,
) -> list[LiveState]:
    """Somebody stands in the picture; at each second of ``people`` so many are counted."""
    poses = hinges(12.0, (), fps=FPS) if poses is None else poses
    states, due = [], sorted(people.items())
    for seq, first in enumerate(range(0, len(poses), BATCH_FRAMES), start=1):
        count = None
        if due and poses.time_s[first] >= due[0][0]:
            count = due.pop(0)[1]
        body = message(
            poses,
            slice(first, first + BATCH_FRAMES),
            seq,
            events=("start",) if seq == 1 else (),
            people=count,
            counts_people=counts_people,
        )
        states.append(session.take(read_batch(body)))
    return states


def ready_s(states: list[LiveState]) -> float:
    """When the person is told that they are in position, in seconds."""
    first = next(index for index, state in enumerate(states) if state.ready)
    return first * BATCH_FRAMES / FPS


@pytest.mark.parametrize("begin", ["ready", "timer", "gesture"])
def test_nothing_begins_before_the_first_count(begin: Begin) -> None:
    time_s = times(16.0, FPS)
    hands_up = stick_person(time_s, shoulder_flexion_deg=170.0 * (time_s > 2.0), noise_px=0.3)
    session = LiveSession(replace(short_plan(), begin=begin))
    states = stand(session, {}, poses=hands_up if begin == "gesture" else None)
    assert {state.phase for state in states} == {"setup"}
    assert not any(state.ready for state in states)
    assert {state.status for state in states} == {"A moment: looking at the picture."}


@pytest.mark.parametrize("counted_s", [0.2, 2.0])
def test_the_person_is_ready_as_soon_as_they_are_known_to_be_alone(counted_s: float) -> None:
    states = stand(LiveSession(short_plan()), {counted_s: 1})
    assert ready_s(states) == pytest.approx(max(0.6, counted_s), abs=0.3)
    assert "set" in {state.phase for state in states}


def test_two_people_are_never_let_through_until_one_of_them_has_left() -> None:
    states = stand(LiveSession(short_plan()), {0.3: 2, 2.8: 2, 5.3: 1})
    assert 5.3 < ready_s(states) < 6.2
    before = [state for state in states[: int(5.2 * FPS / BATCH_FRAMES)] if state.status]
    assert {state.phase for state in before} == {"setup"}
    assert "ask the others to step out" in before[-1].status


def test_a_page_that_cannot_count_people_keeps_nobody_waiting() -> None:
    states = stand(LiveSession(short_plan()), {}, counts_people=False)
    assert ready_s(states) == pytest.approx(0.6, abs=0.3)
    assert states[-1].phase == "set"


def test_after_a_rest_others_are_looked_for_anew() -> None:
    session = LiveSession(short_plan(repetitions=1, sets=2))
    poses = hinges(30.0, (9.0,), fps=FPS)
    states = stand(session, {0.3: 1, 26.0: 1}, poses=poses)
    phases = [state.phase for state in states]
    rested = len(phases) - phases[::-1].index("rest")
    again = [state for state in states[rested:] if state.phase == "setup"]
    waited_s = len(again) * BATCH_FRAMES / FPS
    assert waited_s > 3.0
    assert phases[-1] in ("countdown", "set")
