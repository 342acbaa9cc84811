"""What the page keeps: enough that neither a reload nor a restart loses or doubles anything."""

from dataclasses import replace

import pytest

from posture_lab.live.keepsake import MAX_CHARACTERS, Keepsake, read_keepsake, write_keepsake
from posture_lab.live.message import read_batch
from posture_lab.live.plan import plan_for
from posture_lab.live.session import LiveSession
from posture_lab.live.state import LiveState
from posture_lab.movements.catalogue import MOVEMENTS
from tests.live.page import batches, kept, message, practise
from tests.live.test_session import hinges, short_plan


def tell(session: LiveSession, seq: int, page: str = "page", **rest: object) -> LiveState:
    """Send a batch without frames."""
    return session.take(read_batch(message(hinges(), slice(0, 0), seq, page=page, **rest)))  # type: ignore[arg-type]


def reloaded(keep: str, movement: str = "hip_hinge") -> tuple[LiveSession, LiveState]:
    """A server that knows nothing, told by a page what it had kept."""
    session = LiveSession(replace(plan_for(MOVEMENTS[movement]), repetitions=8))
    return session, tell(session, 1, page="again", restore=keep)


def test_sets_that_have_ended_come_back_with_the_set_under_way() -> None:
    first = LiveSession(short_plan(repetitions=1, sets=2))
    keep = kept(practise(first, hinges(36.0, (9.0, 27.0))))
    session, state = reloaded(keep)
    assert (state.phase, state.reps) == ("off", 0)
    assert [len(analysis.reps) for analysis in session.analyses] == [1, 1]
    assert [item.summary for item in session.analyses] == [item.summary for item in first.analyses]


def test_a_stopped_set_is_there_after_a_reload_and_is_not_gone_on_with() -> None:
    first = LiveSession(short_plan(repetitions=8))
    states = practise(first, hinges())
    states.append(tell(first, 1000, events=("stop",)))
    session, state = reloaded(kept(states))
    assert state.reps == 0
    assert "Press Start" in state.status
    assert [len(analysis.reps) for analysis in session.analyses] == [3]


def test_leaving_the_page_and_coming_back_doubles_nothing() -> None:
    session = LiveSession(short_plan(repetitions=8))
    keep = kept(practise(session, hinges()))
    # The same session of the server, another page: the set has ended with what was counted.
    state = tell(session, 1, page="back", restore=keep)
    assert (state.phase, state.reps) == ("off", 0)
    assert "kept below" in state.status
    assert [len(analysis.reps) for analysis in session.analyses] == [3]
    assert tell(session, 2, page="back", events=("start",)).reps == 0
    assert [len(analysis.reps) for analysis in session.analyses] == [3]


def test_another_movement_does_not_take_over_the_repetitions_nor_lose_them() -> None:
    keep = kept(practise(LiveSession(short_plan(repetitions=8)), hinges()))
    squats, state = reloaded(keep, "squat")
    assert state.reps == 0
    tell(squats, 2, page="again", events=("start",))
    tell(squats, 3, page="again", events=("stop",))
    again = LiveSession(short_plan(repetitions=8), before=squats)
    state = tell(again, 4, page="again")
    assert state.reps == 3
    assert "Welcome back" in state.status


def test_what_somebody_else_left_in_this_tab_is_not_taken_in() -> None:
    annas = LiveSession(short_plan(repetitions=8), owner="anna")
    keep = kept(practise(annas, hinges()))
    assert "anna" not in keep
    for owner, reps in (("ben", 0), ("", 0), ("anna", 3)):
        session = LiveSession(short_plan(repetitions=8), owner=owner)
        assert tell(session, 1, page="next", restore=keep).reps == reps


def test_the_page_is_told_what_to_keep_only_when_it_has_changed() -> None:
    session = LiveSession(short_plan(repetitions=8))
    told = []
    for batch in batches(hinges()):
        state = session.take(batch)
        # However often the page's script runs meanwhile, it says the same.
        assert session.state().keep == state.keep
        told.append(state.keep)
    texts = [text for text in told if text]
    assert len(set(texts)) == len(texts) == 3
    assert told.count(None) > len(told) - 6


def test_a_page_that_did_not_read_the_answer_is_told_again() -> None:
    session = LiveSession(short_plan(repetitions=8))
    for batch in batches(hinges()):
        keep = session.take(batch).keep
        if keep:
            assert session.take(batch).keep == keep


@pytest.mark.parametrize("text", ["[" * 100_000, "x" * (MAX_CHARACTERS + 1), '{"sets": [1]}'])
def test_nonsense_is_not_taken_in(text: str) -> None:
    assert read_keepsake(text) is None


def test_the_oldest_sets_give_way_when_there_are_too_many() -> None:
    session = LiveSession(short_plan())
    practise(session, hinges())
    (analysis,) = session.analyses
    many = tuple(analysis for _ in range(200))
    text = write_keepsake(Keepsake("hip_hinge", 1, analysis.reps, many))
    found = read_keepsake(text)
    assert found is not None
    assert len(found.reps) == 3
    assert 10 < len(found.sets) < 200
