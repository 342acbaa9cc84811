"""Which way the person faces, when parts of the evidence disagree or are missing."""

from dataclasses import replace

import numpy as np
import pytest

from posture_lab.metrics.facing import facing_sign
from posture_lab.pose.landmarks import Landmark
from posture_lab.pose.sequence import PoseSequence
from tests.people import mirrored, stick_person, times


@pytest.mark.parametrize("trunk_deg", [0.0, 60.0, 110.0])
def test_right_is_positive_and_left_negative_at_any_depth(trunk_deg: float) -> None:
    right = stick_person(times(1.0), trunk_deg, trunk_deg)
    np.testing.assert_array_equal(facing_sign(right), 1.0)
    np.testing.assert_array_equal(facing_sign(mirrored(right)), -1.0)


def test_a_head_hanging_down_in_a_deep_hinge_does_not_turn_the_person() -> None:
    poses = stick_person(times(1.0), 100.0, 100.0, head_inclination_deg=70.0)
    np.testing.assert_array_equal(facing_sign(poses), 1.0)


def test_a_short_glitch_of_depth_does_not_turn_the_person() -> None:
    poses = stick_person(times(2.0))
    world = poses.world_m.copy()
    world[20:24, :, 2] *= -1
    np.testing.assert_array_equal(facing_sign(replace(poses, world_m=world)), 1.0)


def test_without_depth_and_head_the_feet_still_tell() -> None:
    poses = stick_person(times(1.0), facing="left")
    pixels = poses.landmarks_px.copy()
    pixels[:, : Landmark.MOUTH_RIGHT + 1] = np.nan
    blind = replace(
        poses, landmarks_px=pixels, world_m=np.full_like(poses.world_m, np.nan), view=None
    )
    np.testing.assert_array_equal(facing_sign(blind), -1.0)


def without_evidence(poses: PoseSequence) -> PoseSequence:
    return replace(
        poses,
        landmarks_px=np.full_like(poses.landmarks_px, np.nan),
        world_m=np.full_like(poses.world_m, np.nan),
    )


def test_where_nothing_tells_the_clip_decides() -> None:
    blind = without_evidence(stick_person(times(1.0), facing="left"))
    np.testing.assert_array_equal(facing_sign(blind), -1.0)


def test_where_nothing_tells_and_the_clip_is_unknown_it_is_missing() -> None:
    blind = replace(without_evidence(stick_person(times(1.0))), view=None)
    assert np.isnan(facing_sign(blind)).all()


def test_one_frame_is_enough() -> None:
    np.testing.assert_array_equal(facing_sign(stick_person([0.0], facing="left")), [-1.0])
