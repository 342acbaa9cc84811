from dataclasses import replace

import numpy as np
import pytest

from posture_lab.metrics.counting.load import HANDLES_LOAD, LoadHandling, Shape
from posture_lab.metrics.counting.repetition import NOT_FAR_ENOUGH, Repetition
from posture_lab.metrics.counting.reps import find_repetitions
from posture_lab.metrics.signals.signal import Signals
from posture_lab.movements.catalogue import movement
from tests.metrics.acting import Acted, acted
from tests.people import bumps, stick_person, times

# A hinge with hanging arms keeps the hands at mid-shin; a bend to the floor goes deep in the knees.
HINGE = (65.0, 85.0, 15.0)
TO_FLOOR = (75.0, 135.0, 95.0)


def clip(*bends: tuple[float, float, float]) -> Acted:
    time_s = times(2.0 + 4.0 * len(bends) + 0.5)
    trunk, hip, knee = 0 * time_s, 0 * time_s, 0 * time_s
    for index, bend in enumerate(bends):
        phase = bumps(time_s, [2.0 + 4.0 * index], 3.0, hold_s=0.4)
        trunk, hip, knee = (a + b * phase for a, b in zip((trunk, hip, knee), bend, strict=True))
    return acted(stick_person(time_s, trunk, hip, knee, noise_px=0.5))


def test_the_hands_are_where_the_rule_looks() -> None:
    hands = clip(HINGE, TO_FLOOR).signals["hand_height_legs"].values
    assert hands[30] == pytest.approx(0.9, abs=0.15)
    assert 0.36 < hands[int(3.5 * 30)] < 0.6
    assert hands[int(7.5 * 30)] < 0.25


def test_picking_up_and_setting_down_a_weight_are_not_repetitions() -> None:
    found, partial = clip(TO_FLOOR, HINGE, HINGE, HINGE, TO_FLOOR).counted("hip_hinge")
    assert len(found) == 3
    assert [p.reason for p in partial] == [HANDLES_LOAD, HANDLES_LOAD]
    assert partial[0].end_s < found[0].start_s
    assert found[-1].end_s < partial[1].start_s


def test_a_stoop_between_hinges_is_none_even_when_the_hands_go_little_lower() -> None:
    deep, stoop = (82.0, 104.0, 15.0), (85.0, 135.0, 60.0)
    found, partial = clip(deep, stoop, deep).counted("hip_hinge")
    assert (len(found), len(partial)) == (2, 1)
    found, partial = clip(stoop, deep, deep).counted("hip_hinge")
    assert (len(found), len(partial)) == (2, 1)


def test_reaching_the_floor_every_time_is_counted_every_time() -> None:
    found, partial = clip(TO_FLOOR, TO_FLOOR, TO_FLOOR).counted("hip_hinge")
    assert (len(found), partial) == (3, ())


@pytest.mark.parametrize("hidden", [0, 1, 2])
def test_hands_hidden_behind_the_weight_are_no_lower_than_the_floor(hidden: int) -> None:
    signals = clip(TO_FLOOR, TO_FLOOR, TO_FLOOR).signals
    hand = signals["hand_height_legs"]
    middle_s = 2.0 + 4.0 * hidden + 1.5
    near = np.abs(signals.time_s - middle_s) < 0.5
    on_floor = hand.values - (np.nanmin(hand.values) - 0.08)
    lower = replace(hand, values=np.where(near, on_floor - 0.3, on_floor))
    assert np.nanmin(lower.values) < -0.1
    seen = Signals(signals.time_s, {**signals.by_name, hand.name: lower})
    found, partial = find_repetitions(seen, movement("deadlift"))
    assert (len(found), partial) == (3, ())


def test_a_single_bend_to_the_floor_counts_as_nothing_tells_otherwise() -> None:
    found, partial = clip(TO_FLOOR).counted("hip_hinge")
    assert (len(found), partial) == (1, ())


def test_a_deadlift_takes_the_weight_from_the_floor_every_time() -> None:
    found, partial = clip(TO_FLOOR, TO_FLOOR, TO_FLOOR).counted("deadlift")
    assert (len(found), partial) == (3, ())


def test_without_hands_in_view_a_bend_in_the_knees_is_not_told_apart() -> None:
    upright = (60.0, 135.0, 95.0)
    signals = clip(upright, HINGE, HINGE).signals
    blind = type(signals)(
        signals.time_s, {k: v for k, v in signals.by_name.items() if k != "hand_height_legs"}
    )
    found, _ = find_repetitions(blind, movement("hip_hinge"))
    assert len(found) == 3


def test_hands_seen_lower_in_a_bend_no_deeper_than_the_others_are_no_reason_to_drop_it() -> None:
    signals = clip(TO_FLOOR, TO_FLOOR, TO_FLOOR).signals
    hand = signals["hand_height_legs"]
    # In the second bend one hand is at the face, and the one at the weight is not found.
    up = hand.values.copy()
    up[np.abs(signals.time_s - 7.5) < 1.5] += 0.3
    by_name = {**signals.by_name, "hand_height_legs": replace(hand, values=up)}
    found, partial = find_repetitions(Signals(signals.time_s, by_name), movement("hip_hinge"))
    assert (len(found), partial) == (3, ())


STOOP = (96.0, 128.0, 40.0)
"""Straight down to the floor: the trunk to the horizontal, the knees as they come."""
DEADLIFT = (60.0, 125.0, 80.0)
"""As low with the hands, but in the knees and with a trunk that stays up."""


def with_hands_on_body(acted_clip: Acted) -> Signals:
    signals = acted_clip.signals
    hand = signals["hand_height_legs"]
    on_hips = replace(hand, values=np.full(len(hand.values), 1.0))
    return Signals(signals.time_s, {**signals.by_name, hand.name: on_hips})


@pytest.mark.parametrize(("usual", "name"), [(HINGE, "hip_hinge"), (DEADLIFT, "deadlift")])
def test_a_first_stoop_is_told_by_its_trunk_when_the_hands_say_nothing(
    usual: tuple[float, float, float], name: str
) -> None:
    seen = with_hands_on_body(clip(STOOP, usual, usual))
    found, partial = find_repetitions(seen, movement(name))
    assert (len(found), [p.reason for p in partial]) == (2, [HANDLES_LOAD])
    assert partial[0].end_s < found[0].start_s


def test_hinges_that_all_go_to_the_horizontal_are_all_counted() -> None:
    deep = (84.0, 105.0, 15.0)
    shallower = (76.0, 96.0, 12.0)
    seen = with_hands_on_body(clip(deep, shallower, deep, shallower))
    assert len(find_repetitions(seen, movement("hip_hinge"))[0]) == 4


def test_a_half_hinge_before_the_others_makes_no_load_of_them() -> None:
    half, deep = (32.0, 40.0, 6.0), (82.0, 104.0, 16.0)
    found, partial = clip(half, deep, deep, deep).counted("hip_hinge")
    assert len(found) == 3
    assert HANDLES_LOAD not in [p.reason for p in partial]


def test_a_half_one_after_the_first_does_not_make_the_first_a_stoop() -> None:
    half = (30.0, 55.0, 35.0)
    found, partial = clip(TO_FLOOR, half, TO_FLOOR).counted("deadlift")
    assert len(found) == 2
    assert [p.reason for p in partial] == [NOT_FAR_ENOUGH]


def test_whoever_waits_for_the_number_gets_it_at_once_unless_hands_were_at_the_floor() -> None:
    shape = Shape(excursion=100.0, hand=0.8, knee=20.0, trunk=85.0)
    repetition = Repetition(1.0, 2.0, 3.0)
    assert LoadHandling().sort(repetition, shape) == [repetition]
    assert LoadHandling(in_hindsight=True).sort(repetition, shape) == []
    assert LoadHandling().sort(repetition, shape._replace(hand=0.2)) == []
