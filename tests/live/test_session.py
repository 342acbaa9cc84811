"""A practice from stepping into the picture to the last repetition, told by its messages."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from posture_lab.live.message import read_batch
from posture_lab.live.plan import Begin, Plan, plan_for
from posture_lab.live.session import LiveSession
from posture_lab.movements.catalogue import MOVEMENTS
from posture_lab.pose.sequence import PoseSequence
from tests.live.page import BATCH_FRAMES, batches, kept, message, practise
from tests.people import bumps, stick_person, times

HINGE = MOVEMENTS["hip_hinge"]
STARTS = (9.0, 13.0, 17.0)


def hinges(
    duration_s: float = 24.0,
    starts: tuple[float, ...] = STARTS,
    *,
    fps: float = 20.0,
    knee_deg: float = 15.0,
    facing: str = "right",
) -> PoseSequence:
    time_s = times(duration_s, fps)
    bend = bumps(time_s, starts, 3.0)
    return stick_person(
        time_s,
        70.0 * bend,
        (78.0 + knee_deg * 0.8) * bend,
        knee_deg * bend,
        facing=facing,  # type: ignore[arg-type]
        noise_px=0.5,
    )


def short_plan(repetitions: int = 3, sets: int = 1) -> Plan:
    return replace(plan_for(HINGE), repetitions=repetitions, sets=sets, rest_s=5.0)


@pytest.mark.parametrize("facing", ["left", "right"])
@pytest.mark.parametrize("fps", [12.0, 30.0])
def test_a_practice_goes_through_its_phases_and_counts(facing: str, fps: float) -> None:
    session = LiveSession(short_plan())
    states = practise(session, hinges(fps=fps, facing=facing))
    phases = list(dict.fromkeys(state.phase for state in states))
    assert phases == ["setup", "neutral", "countdown", "set", "done"]
    assert states[-1].reps == 3
    assert [len(analysis.reps) for analysis in session.analyses] == [3]


def test_the_kept_analysis_has_the_truth_and_what_could_be_judged() -> None:
    session = LiveSession(short_plan())
    practise(session, hinges())
    (analysis,) = session.analyses
    assert analysis.movement.id == "hip_hinge"
    for rep, start_s in zip(analysis.reps, STARTS, strict=True):
        assert rep.turn_s == pytest.approx(start_s + 1.5, abs=0.15)
        assert rep.judgement.measures["hip_flexion_peak_deg"].value == pytest.approx(90.0, abs=3.0)
        # A stick has no back to be seen: all else is judged, without a score.
        assert rep.judgement.judged_share > 0.6
        assert (rep.judgement.reason or "").startswith("Not scored: the low back")


@pytest.mark.parametrize("first_s", [2.0, 2.75, 3.5, 4.25])
def test_a_repetition_begun_before_the_countdown_is_over_counts(first_s: float) -> None:
    session = LiveSession(short_plan())
    states = practise(session, hinges(20.0, (first_s, 8.0, 12.0)))
    assert states[-1].reps == 3


@pytest.mark.parametrize(("begin", "ready_s"), [("ready", 0.6), ("timer", 0.6), ("gesture", 0.6)])
def test_a_person_in_position_is_told_so_however_it_begins(begin: Begin, ready_s: float) -> None:
    session = LiveSession(replace(short_plan(), begin=begin))
    states = practise(session, hinges(8.0, ()))
    ready = [state.ready for state in states]
    assert ready == sorted(ready)
    assert ready.index(True) * BATCH_FRAMES / 20.0 == pytest.approx(ready_s, abs=0.3)
    waits = [state.seconds_left for state in states if state.phase == "setup" and state.ready]
    if begin == "timer":
        told = [wait for wait in waits if wait is not None]
        assert len(told) == len(waits)
        assert told[0] == pytest.approx(9.4, abs=0.4)
        assert told == sorted(told, reverse=True)
    elif begin == "gesture":
        assert "raise both hands" in states[-1].status


def test_the_number_rises_within_a_second_of_each_repetition() -> None:
    poses = hinges()
    session = LiveSession(short_plan(repetitions=8))
    seen: dict[int, float] = {}
    for batch in batches(poses):
        state = session.take(batch)
        seen.setdefault(state.reps, float(batch.time_s[-1]))
    for number, start_s in enumerate(STARTS, start=1):
        assert start_s + 2.0 < seen[number] < start_s + 3.0 + 1.0


def test_knees_that_lead_bring_their_cue_and_clean_hinges_none() -> None:
    def cues(knee_deg: float) -> set[str]:
        states = practise(LiveSession(short_plan(8)), hinges(knee_deg=knee_deg))
        return {state.cue.id for state in states if state.cue is not None}

    assert "knee_dominant" in cues(75.0)
    assert cues(15.0) == set()


def test_two_sets_with_a_rest_between_them() -> None:
    session = LiveSession(short_plan(repetitions=1, sets=2))
    states = practise(session, hinges(36.0, (9.0, 27.0)))
    phases = [state.phase for state in states]
    assert "rest" in phases
    assert phases[-1] == "done"
    units = {state.phase: (state.reps, state.unit) for state in states[: phases.index("done") - 2]}
    assert units["rest"] == (1, "of 1, set 1 of 2")
    assert units["set"] == (0, "of 1, set 2 of 2")
    assert [len(analysis.reps) for analysis in session.analyses] == [1, 1]


def test_a_batch_sent_twice_counts_once() -> None:
    session = LiveSession(short_plan())
    for batch in batches(hinges()):
        session.take(batch)
        state = session.take(batch)
    assert state.reps == 3


@pytest.mark.parametrize("event", ["stop", "pain"])
def test_stopping_keeps_what_was_counted(event: str) -> None:
    poses = hinges()
    session = LiveSession(short_plan(repetitions=8))
    practise(session, poses)
    last = len(poses) // 3 + 2
    state = session.take(read_batch(message(poses, slice(0, 0), last, events=(event,))))
    assert state.phase == "stopped"
    assert [len(analysis.reps) for analysis in session.analyses] == [3]
    assert ("pain" in state.status) == (event == "pain")


def test_pain_is_answered_also_before_anything_has_begun() -> None:
    session = LiveSession(short_plan())
    state = session.take(read_batch(message(hinges(), slice(0, 0), 1, events=("pain",))))
    assert (state.phase, "pain" in state.status) == ("off", True)


def test_a_reloaded_page_brings_its_repetitions_back() -> None:
    poses = hinges()
    keep = kept(practise(LiveSession(short_plan(repetitions=8)), poses))
    session = LiveSession(short_plan(repetitions=8))
    state = session.take(
        read_batch(message(poses, slice(0, 0), 1, page="again", events=(), restore=keep))
    )
    assert (state.phase, state.reps) == ("off", 3)
    for batch in batches(poses, page="once more"):
        last = session.take(replace(batch, restore=keep))
    assert last.reps == 6


@pytest.mark.parametrize(
    "keep", ["", "[]", "{", '{"schema": "other"}', '{"reps": 3}', "x" * 2_000_000]
)
def test_what_a_page_made_up_is_not_taken_in(keep: str) -> None:
    session = LiveSession(short_plan())
    batch = read_batch(message(hinges(), slice(0, 0), 1, page="new", restore=keep))
    assert session.take(batch).reps == 0


def test_a_long_gap_in_the_frames_loses_no_finished_repetition() -> None:
    poses = hinges()
    session = LiveSession(short_plan(repetitions=8))
    for batch in batches(poses):
        # The laptop sleeps through the second repetition.
        if 13.5 < batch.time_s[0] < 16.5:
            continue
        state = session.take(batch)
    assert state.reps == 2


def test_two_people_practising_do_not_share_anything() -> None:
    first, second = LiveSession(short_plan(8)), LiveSession(short_plan(8))
    other = hinges(24.0, (9.0,))
    for one, two in zip(batches(hinges()), batches(other, page="two"), strict=True):
        states = first.take(one), second.take(two)
    assert [state.reps for state in states] == [3, 1]


def test_a_hold_counts_its_seconds() -> None:
    session = LiveSession(replace(plan_for(MOVEMENTS["standing"]), sets=1, hold_s=10.0))
    states = practise(session, stick_person(times(26.0, 20.0), noise_px=0.3))
    assert states[-1].phase == "done"
    (analysis,) = session.analyses
    assert analysis.holds
    assert analysis.holds[0].end_s - analysis.holds[0].start_s >= 9.0


def test_a_hold_in_breaths_is_paced_and_counted_in_breaths() -> None:
    plan = plan_for(MOVEMENTS["standing"])
    assert plan.breath is not None
    assert plan.hold_s == 3 * plan.breath.total_s
    short = replace(plan, hold_s=plan.breath.total_s)
    states = practise(LiveSession(short), stick_person(times(26.0, 20.0), noise_px=0.3))
    held = [state for state in states if state.phase == "set" and state.breath is not None]
    ways = [state.breath.way for state in held if state.breath is not None]
    assert list(dict.fromkeys(ways)) == ["in", "out"]
    assert {state.status_say for state in held} == {"In.", "And out."}
    assert held[0].unit == "of 1 breaths"
    assert states[-1].phase == "done"


def test_a_first_bend_of_half_the_depth_is_taken_back() -> None:
    time_s = times(24.0, 20.0)
    bend = 0.55 * bumps(time_s, (9.0,), 3.0) + bumps(time_s, STARTS[1:], 3.0)
    poses = stick_person(time_s, 75.0 * bend, 87.0 * bend, 15.0 * bend, noise_px=0.3)
    session = LiveSession(short_plan(8))
    states = practise(session, poses)
    assert [state.reps for state in states if "not counted" in state.status][:1] == [1]
    assert states[-1].reps == 2
    session.take(read_batch(message(poses, slice(0, 0), 1000, events=("stop",))))
    (analysis,) = session.analyses
    assert (len(analysis.reps), len(analysis.partial_reps)) == (2, 1)


def test_the_second_set_knows_how_far_the_person_goes() -> None:
    time_s = times(40.0, 20.0)
    deep, half = bumps(time_s, (9.0, 31.0), 3.0), 0.55 * bumps(time_s, (27.0,), 3.0)
    bend = deep + half
    poses = stick_person(time_s, 75.0 * bend, 87.0 * bend, 15.0 * bend, noise_px=0.3)
    session = LiveSession(short_plan(1, sets=2))
    assert practise(session, poses)[-1].phase == "done"
    second = session.analyses[1]
    assert [rep.turn_s for rep in second.reps] == [pytest.approx(32.5, abs=0.3)]
    assert len(second.partial_reps) == 1


def test_raised_hands_stop_a_hinge_but_not_an_overhead_reach() -> None:
    time_s = times(16.0, 20.0)
    arms = 170.0 * np.clip(bumps(time_s, (10.0,), 6.0, hold_s=4.0), 0, 1)
    poses = stick_person(time_s, shoulder_flexion_deg=arms, noise_px=0.3)
    hinge = practise(LiveSession(short_plan()), poses)
    reach = practise(LiveSession(plan_for(MOVEMENTS["overhead_reach"])), poses)
    assert hinge[-1].phase == "done"
    assert reach[-1].phase == "set"


def test_finished_sets_stay_whatever_is_practised_next() -> None:
    first = LiveSession(short_plan())
    practise(first, hinges())
    second = LiveSession(short_plan(repetitions=2), before=first)
    for batch in batches(hinges(), page="another page"):
        second.take(batch)
    assert [len(analysis.reps) for analysis in second.analyses] == [3, 2]
    again = read_batch(message(hinges(), slice(0, 3), 1, page="a third", events=("start",)))
    assert second.take(again).phase == "setup"
    assert [len(analysis.reps) for analysis in second.analyses] == [3, 2]


def test_a_restarted_server_takes_up_what_the_page_had_kept() -> None:
    poses = hinges()
    keep = kept(practise(LiveSession(short_plan(repetitions=8)), poses))
    session = LiveSession(short_plan(repetitions=8))
    # The batch that was under way comes first; the answer to it tells the page that all is lost.
    under_way = read_batch(message(poses, slice(30, 33), 57))
    assert session.take(under_way).phase == "off"
    start = message(poses, slice(33, 36), 58, events=("start",), restore=keep)
    state = session.take(read_batch(start))
    assert (state.phase, state.reps) == ("setup", 3)


def test_the_coach_says_one_thing_at_a_time_and_lets_it_be_followed() -> None:
    # Somebody on the edge between two faults, and now and then well placed for a moment.
    poses = hinges(20.0, ())
    landmarks_px = poses.landmarks_px.copy()
    landmarks_px[::7, :, 1] += 300.0  # feet below the picture
    landmarks_px[::5, :, 0] -= 700.0  # beside it
    session = LiveSession(short_plan())
    states = practise(session, replace(poses, landmarks_px=landmarks_px))
    said = [state.status_say for state in states if state.phase == "setup"]
    changes = sum(one != other for one, other in pairwise(said))
    assert changes <= 20.0 / 1.5 + 2
