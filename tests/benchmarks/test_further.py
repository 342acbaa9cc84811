"""Which clips the further sets hold, and what they show."""

import math

import pytest
from against_truth.further import (
    DEVELOPED_ON,
    FURTHER,
    MOVEMENTS,
    YAW_DEG,
    further_clips,
)
from against_truth.plan import FIRST_FURTHER_SEEDS, Further, scenario_of

KINDS = tuple(FIRST_FURTHER_SEEDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_longer_set_adds_clips_and_changes_none(kind: Further) -> None:
    whole = list(further_clips(kind, 60))
    assert list(further_clips(kind, 20)) == whole[:20]
    assert list(further_clips(kind, 20, FIRST_FURTHER_SEEDS[kind] + 40)) == whole[40:]
    assert len({clip.name for clip in whole}) == 60


@pytest.mark.parametrize("kind", KINDS)
def test_each_movement_is_filmed_in_tight_clothes_and_in_loose_ones(kind: Further) -> None:
    seen = {(clip.movement, clip.loose) for clip in further_clips(kind, 24)}
    assert seen == {(movement, loose) for movement in MOVEMENTS[kind] for loose in (0.0, 1.0)}


@pytest.mark.parametrize("kind", KINDS)
def test_people_to_develop_on_are_others_than_those_to_test(kind: Further) -> None:
    test, dev = list(further_clips(kind, 12)), list(further_clips(kind, 12, split="calibrate"))
    assert min(clip.seed for clip in dev) == FIRST_FURTHER_SEEDS[kind] + DEVELOPED_ON
    for clips, split in ((test, "test"), (dev, "calibrate")):
        assert {scenario_of(clip).person.split for clip in clips} == {split}


def test_every_side_goes_from_the_front_quarter_to_behind() -> None:
    yaws = [clip.yaw_deg for clip in further_clips("every side", 120)]
    low, high = YAW_DEG["every side"]
    assert all(low <= abs(yaw) <= high for yaw in yaws)
    # To the front and to the back, on either side of straight ahead.
    quarters = {(yaw > 0, abs(yaw) > 90) for yaw in yaws}
    assert len(quarters) == 4
    scenario = scenario_of(next(further_clips("every side", 1)))
    assert scenario.camera.yaw_deg == yaws[0]


def test_nobody_in_the_unstill_set_has_time_to_stand_still() -> None:
    scenarios = [scenario_of(clip) for clip in further_clips("unstill", 30)]
    for scenario in scenarios:
        assert [event.kind for event in scenario.events] == ["restless"]
        assert max(rep.rest_s for rep in scenario.reps) <= 0.2
        assert max(rep.hold_s for rep in scenario.reps) <= 0.6
        assert scenario.lead_s <= 0.4
        assert all(fault.id != "not_deep_enough" for fault in scenario.faults)
    held = [s.held for s in scenarios if s.movement != "squat"]
    assert sum(bool(what) for what in held) > 0.6 * len(held)


def test_deadlifts_of_the_unstill_set_begin_at_the_floor() -> None:
    for clip in further_clips("unstill", 12):
        scenario = scenario_of(clip)
        first = scenario.reps[0]
        bottom_s = scenario.lead_s + first.down_s
        if clip.movement == "deadlift":
            assert bottom_s < scenario.skip_s < bottom_s + first.hold_s
        else:
            assert math.isclose(scenario.skip_s, 0.0)


def test_only_the_second_hands_set_is_the_second_hands() -> None:
    for kind in KINDS:
        hands = {scenario_of(clip).hand for clip in further_clips(kind, 4)}
        assert hands == {"second" if kind == "second hand" else "first"}
    assert set(FURTHER) == set(KINDS)
