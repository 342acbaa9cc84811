"""Scenarios are data: seeded, within their limits, bodies kept apart."""

import numpy as np
import pytest

from groundtruth.bodies import SPLITS, split_of
from groundtruth.events import Event, hidden_frames, stage
from groundtruth.motion import still
from groundtruth.movements import FAULTS, MOVEMENTS
from groundtruth.sampling import (
    FAULT_RANGES,
    SPREAD,
    STILL_FAULTS,
    pick_body,
    sample_large_fault,
    sample_scenario,
)
from groundtruth.scenario import at_most, at_rate, seen_from


@pytest.mark.parametrize("movement", MOVEMENTS)
def test_the_same_seed_gives_the_same_scenario(movement: str) -> None:
    first = sample_scenario(5, movement, "test", hard=1.0)
    assert first == sample_scenario(5, movement, "test", hard=1.0)
    assert first != sample_scenario(6, movement, "test", hard=1.0)
    assert first.person.split == "test"


def test_every_movement_has_its_faults_and_its_spread() -> None:
    assert set(FAULT_RANGES) == set(SPREAD) == set(MOVEMENTS)
    assert {fault for ranges in FAULT_RANGES.values() for fault in ranges} <= set(FAULTS)


def test_large_faults_are_noticeable_and_go_beyond_those_of_clips() -> None:
    rng = np.random.default_rng(0)
    drawn = [sample_large_fault(rng) for _ in range(400)]
    assert {fault.id for fault in drawn} == set(STILL_FAULTS)
    for name in STILL_FAULTS:
        ranges = [each[name] for each in FAULT_RANGES.values() if name in each]
        sizes = [fault.size for fault in drawn if fault.id == name]
        assert min(sizes) >= min(low for low, _ in ranges)
        assert max(sizes) > max(high for _, high in ranges)


def test_a_body_belongs_to_one_split() -> None:
    rng = np.random.default_rng(0)
    picked = {split: {pick_body(rng, split) for _ in range(60)} for split in SPLITS}
    for split, bodies in picked.items():
        assert {split_of(body) for body in bodies} == {split}
    assert not picked["train"] & picked["test"]


def test_hard_clips_have_what_makes_them_hard_and_easy_ones_do_not() -> None:
    hard = [sample_scenario(seed, hard=1.0) for seed in range(60)]
    easy = [sample_scenario(seed) for seed in range(60)]
    assert any(rep.partial for s in hard for rep in s.reps)
    assert any(s.skip_s > 0 for s in hard)
    kinds = {event.kind for s in hard for event in s.events}
    assert {"fidget", "dropout", "enter", "pick_up"} <= kinds
    assert not any(s.events or s.skip_s or any(r.partial for r in s.reps) for s in easy)


def test_a_dropout_hides_its_frames_only() -> None:
    time_s = np.arange(90) / 30
    hidden = hidden_frames(time_s, (Event("dropout", 1.0, 0.5),), "dropout")
    assert hidden.sum() == 15
    assert hidden[30]
    assert not hidden[29]
    assert not hidden_frames(time_s, (Event("dropout", 1.0, 0.5),), "blank").any()


def test_who_walks_in_ends_where_they_stand_and_who_leaves_goes_forward() -> None:
    person = sample_scenario(1).person
    time_s = np.arange(120) / 30
    entered = stage(still(120, person), time_s, (Event("enter", 0.0, 1.8, 1.5),))
    assert entered.travel[0, 1] == pytest.approx(1.5)
    np.testing.assert_allclose(entered.travel[time_s > 2], 0, atol=1e-9)
    left = stage(still(120, person), time_s, (Event("leave", 2.0, 1.6, 1.5),))
    np.testing.assert_allclose(left.travel[time_s < 2], 0, atol=1e-9)
    assert left.travel[-1, 1] == pytest.approx(-1.5)


def test_fewer_pictures_a_second_are_exposed_for_as_long_as_before() -> None:
    clips = [sample_scenario(seed, hard=1.0) for seed in range(20)]
    slow = [at_rate(clip, 15.0) for clip in clips]
    assert any(clip.sensor.shutter > 0 for clip in clips)
    for before, after in zip(clips, slow, strict=True):
        assert after.fps == 15.0
        assert after.sensor.shutter / 15.0 == pytest.approx(before.sensor.shutter / before.fps)
        assert after.person == before.person
    blurred = next(clip for clip in clips if clip.sensor.shutter > 0)
    assert at_rate(blurred, 240.0).sensor.shutter == 1.0


def test_a_clip_may_be_cut_to_fewer_repetitions_and_seen_from_elsewhere() -> None:
    clip = sample_scenario(3)
    assert at_most(clip, 1).reps == clip.reps[:1]
    assert at_most(clip, 99) == clip
    assert seen_from(clip, -17.0).camera.yaw_deg == -17.0
    desks = [sample_scenario(seed, "desk") for seed in range(20)]
    laptop = next(desk for desk in desks if desk.camera.yaw_deg > 60)
    assert seen_from(laptop, 5.0) == laptop


def test_nobody_touches_their_face_with_something_in_their_hands() -> None:
    movements = ("hip_hinge", "deadlift")
    clips = [sample_scenario(seed, name, hard=1.0) for seed in range(60) for name in movements]
    touching = [s.held for s in clips if "touch_face" in {event.kind for event in s.events}]
    assert touching
    assert not any(touching)
    assert any(s.held for s in clips)
