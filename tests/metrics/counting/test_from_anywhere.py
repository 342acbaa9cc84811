"""Which repetitions stand when the side view sees only some of a clip."""

from dataclasses import replace

import numpy as np
import pytest

from posture_lab.metrics.counting.from_anywhere import Counted, SideView, with_those_from_elsewhere
from posture_lab.metrics.counting.repetition import (
    NO_START,
    NOT_FAR_ENOUGH,
    OUT_OF_VIEW,
    PartialRepetition,
    Repetition,
)
from posture_lab.metrics.counting.reps import find_repetitions
from posture_lab.movements.catalogue import movement
from posture_lab.pose.sequence import PoseSequence
from tests.metrics.acting import Acted, acted, perform

TIME_S = np.arange(0.0, 20.0, 0.1)
ONE, TWO = Repetition(2.0, 3.0, 4.0), Repetition(12.0, 13.0, 14.0)


def view() -> SideView:
    """From the side for ten seconds, then from elsewhere."""
    seen = np.zeros_like(TIME_S)
    return SideView(TIME_S, np.where(TIME_S >= 10.0, np.nan, seen), seen)


def test_where_the_side_view_sees_it_alone_counts() -> None:
    other = Repetition(6.0, 7.0, 8.0)
    found = with_those_from_elsewhere(((ONE,), ()), ((ONE, other), ()), view())
    assert found == ((ONE,), ())


def test_what_it_does_not_see_is_added() -> None:
    found = with_those_from_elsewhere(((ONE,), ()), ((ONE, TWO), ()), view())
    assert found == ((ONE, TWO), ())


def test_a_bend_it_lost_is_replaced_by_the_whole_one() -> None:
    lost = PartialRepetition(12.2, 12.8, 13.0, OUT_OF_VIEW)
    assert with_those_from_elsewhere(((), (lost,)), ((TWO,), ()), view()) == ((TWO,), ())


def test_a_bend_whose_beginning_it_did_not_see_is_added() -> None:
    late = PartialRepetition(7.5, 8.0, 9.0, NO_START)
    whole = Repetition(7.0, 8.0, 9.8)
    assert with_those_from_elsewhere(((), (late,)), ((whole,), ()), view()) == ((whole,), ())
    short = replace(late, reason=NOT_FAR_ENOUGH)
    assert with_those_from_elsewhere(((), (short,)), ((whole,), ()), view()) == ((), (short,))


def test_two_bends_that_it_took_for_one_are_two() -> None:
    both = Repetition(11.0, 13.0, 18.0)
    later = replace(TWO, start_s=15.0, turn_s=16.0, end_s=17.0)
    whole, _ = with_those_from_elsewhere(((both,), ()), ((TWO, later), ()), view())
    assert whole == (TWO, later)


def test_partial_ones_are_told_once() -> None:
    side = PartialRepetition(12.0, 12.5, 13.0, OUT_OF_VIEW)
    coarse = PartialRepetition(12.1, 12.6, 13.2, NO_START)
    alone = PartialRepetition(16.0, 16.5, 17.0, NO_START)
    found: Counted = with_those_from_elsewhere(((), (side,)), ((), (coarse, alone)), view())
    assert found == ((), (side, alone))


def test_nobody_to_be_seen_is_nothing_missed() -> None:
    unseen = np.where(TIME_S > 10, np.nan, 0.0)
    assert SideView(TIME_S, unseen, unseen).is_whole
    assert not view().is_whole


def joined(one: PoseSequence, other: PoseSequence) -> PoseSequence:
    """One clip with a cut to another camera in it."""
    later = other.time_s + one.time_s[-1] + 1 / 30
    assert one.view is not None
    assert other.view is not None
    assert one.view.frame_facing is not None
    assert other.view.frame_facing is not None
    names = ("landmarks_px", "world_m", "visibility", "outline", "leg_outline")
    parts = {name: np.concatenate([getattr(each, name) for each in (one, other)]) for name in names}
    both = replace(
        one.view,
        frame_yaw_deg=np.concatenate([one.view.frame_yaw_deg, other.view.frame_yaw_deg]),
        frame_facing=np.concatenate([one.view.frame_facing, other.view.frame_facing]),
    )
    time_s = np.concatenate([one.time_s, later])
    return replace(one, time_s=time_s, view=both, cuts_s=(float(later[0]),), **parts)  # type: ignore[arg-type]


@pytest.mark.parametrize(("pose", "movement_id"), [("hinge", "hip_hinge"), ("squat", "squat")])
def test_a_clip_that_cuts_from_the_side_to_the_front(pose: str, movement_id: str) -> None:
    side, front = (perform(pose, yaw_deg=yaw_deg).poses for yaw_deg in (0.0, 85.0))
    clip: Acted = acted(joined(side, front))
    found, partial = find_repetitions(clip.signals, movement(movement_id))
    assert (len(found), partial) == (4, ())
