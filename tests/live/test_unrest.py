"""Somebody who never stands still: told what is in the way, and let on without an own neutral."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from posture_lab.live.message import read_batch
from posture_lab.live.plan import Plan, plan_for
from posture_lab.live.session import LiveSession
from posture_lab.live.state import LiveState
from posture_lab.movements.catalogue import MOVEMENTS
from posture_lab.pose.sequence import PoseSequence
from posture_lab.telling.neutral_words import neutral_words
from tests.live.page import BATCH_FRAMES, batches, message
from tests.people import bumps, stick_person, times

HINGE = MOVEMENTS["hip_hinge"]
FPS = 12.0
TOLD_WITHIN_S = 5.0
STARTS = (14.0, 18.0, 22.0)


def restless(
    duration_s: float = 28.0,
    *,
    starts: tuple[float, ...] = STARTS,
    trunk_deg: float = 6.0,
    knee_deg: float = 0.0,
    arms_deg: np.ndarray | float = 0.0,
) -> PoseSequence:
    """Hinges at ``starts``; before and between them trunk or knees sway."""
    time_s = times(duration_s, FPS)
    bend = bumps(time_s, starts, 3.0)
    sway = np.sin(2 * np.pi * time_s / 0.9)
    return stick_person(
        time_s,
        70.0 * bend + trunk_deg * sway,
        85.0 * bend + trunk_deg * sway + knee_deg * (1 + sway),
        15.0 * bend + 2 * knee_deg * (1 + sway),
        shoulder_flexion_deg=arms_deg,
        noise_px=0.5,
    )


def plan(**changes: object) -> Plan:
    return replace(plan_for(HINGE), **{"repetitions": 3, "sets": 1, **changes})  # type: ignore[arg-type]


def practise(
    poses: PoseSequence, session: LiveSession, press_s: float | None = None
) -> list[tuple[float, LiveState]]:
    """The states with their times; the button to go on is pressed at ``press_s``."""
    found = []
    for number, first in enumerate(range(0, len(poses), BATCH_FRAMES), start=1):
        frames = slice(first, first + BATCH_FRAMES)
        at_s = float(poses.time_s[frames][-1])
        events = ["start"] if number == 1 else []
        if press_s is not None and at_s >= press_s:
            press_s = None
            events.append("go_on")
        batch = read_batch(message(poses, frames, number, events=tuple(events)))
        found.append((at_s, session.take(batch)))
    return found


def phases(states: list[tuple[float, LiveState]]) -> list[str]:
    return list(dict.fromkeys(state.phase for _, state in states))


def test_what_moves_is_said_within_five_seconds_and_no_countdown_stands_still() -> None:
    states = practise(restless(12.0, starts=()), LiveSession(plan()))
    asked_s = next(at_s for at_s, state in states if state.phase == "neutral")
    told = [(at_s, state) for at_s, state in states if "shoulders most" in state.status]
    assert told
    assert told[0][0] - asked_s <= TOLD_WITHIN_S
    for _, state in told:
        assert (state.ready, state.seconds_left) == (False, None)
        assert state.status_say == "Keep the shoulders still."
        assert state.offer == "Go on without my own neutral"
    assert states[-1][1].phase == "neutral"


def test_knees_that_move_are_called_knees() -> None:
    still = practise(restless(9.0, starts=(), trunk_deg=0.0, knee_deg=6.0), LiveSession(plan()))
    said = {state.status_say for _, state in still}
    assert said & {"Keep the knees still.", "Keep the hips still."}


def test_who_stands_still_in_another_posture_is_told_which() -> None:
    poses = restless(9.0, starts=(), trunk_deg=0.0, arms_deg=90.0)
    states = practise(poses, LiveSession(plan()))
    assert states[-1][1].status_say == "Let the arms hang."


def test_the_button_goes_on_and_the_set_is_counted_without_an_own_neutral() -> None:
    session = LiveSession(plan())
    states = practise(restless(), session, press_s=9.0)
    assert phases(states) == ["setup", "neutral", "countdown", "set", "done"]
    assert states[-1][1].reps == 3
    (analysis,) = session.analyses
    assert len(analysis.reps) == 3
    told = neutral_words(analysis)
    assert "begun without one of your own" in told or "before the set" in told


def test_raised_hands_go_on_as_well() -> None:
    time_s = times(28.0, FPS)
    up = ((time_s > 9.0) & (time_s < 11.5)) * 175.0
    session = LiveSession(plan())
    states = practise(restless(arms_deg=up), session)
    assert phases(states)[:4] == ["setup", "neutral", "countdown", "set"]


def test_whoever_went_on_once_is_let_on_by_itself_in_the_next_set() -> None:
    poses = restless(60.0, starts=(14.0, 18.0, 36.0, 40.0))
    session = LiveSession(plan(repetitions=2, sets=2, rest_s=2.0))
    states = practise(poses, session, press_s=9.0)
    assert [len(each.reps) for each in session.analyses] == [2, 2]
    waits = [
        at_s
        for (_, before), (at_s, state) in pairwise(states)
        if (before.phase, state.phase) in (("setup", "neutral"), ("neutral", "countdown"))
    ]
    assert len(waits) == 4
    assert waits[3] - waits[2] < 6.0


def test_pressing_where_nothing_is_offered_changes_nothing() -> None:
    session = LiveSession(plan())
    states = practise(restless(3.0, starts=()), session, press_s=0.2)
    assert states[-1][1].phase in ("setup", "neutral")


def test_the_next_set_is_begun_by_the_button() -> None:
    poses = stick_person(
        times(40.0, 20.0),
        *(k * bumps(times(40.0, 20.0), (9.0, 27.0), 3.0) for k in (70.0, 85.0, 15.0)),
    )
    session = LiveSession(plan(repetitions=1, sets=2, rest_s=60.0))
    states = practise(poses, session, press_s=16.0)
    rests = [at_s for at_s, state in states if state.phase == "rest"]
    assert 10.0 < rests[0] < 14.0
    assert rests[-1] < 16.5
    assert {state.offer for _, state in states if state.phase == "rest"} == {"Start the next set"}
    assert [len(each.reps) for each in session.analyses] == [1, 1]


@pytest.mark.parametrize(
    ("frames", "says"),
    [(30, "nothing to keep"), (160, "nothing was counted yet"), (400, "kept below")],
    ids=["in the set-up", "in a set without a repetition", "after one"],
)
def test_what_is_kept_is_said_only_where_something_is(frames: int, says: str) -> None:
    time_s = times(30.0, 20.0)
    bend = bumps(time_s, (12.0,), 3.0)
    poses = stick_person(time_s, 70 * bend, 85 * bend, 15 * bend)
    session = LiveSession(plan())
    last = 0
    for number, batch in enumerate(batches(poses), start=1):
        if number * BATCH_FRAMES > frames:
            break
        session.take(batch)
        last = number
    stop = read_batch(message(poses, slice(0, 0), last + 1, events=("stop",)))
    assert says in session.take(stop).status
