from dataclasses import replace

import numpy as np
import pytest

from posture_lab.pose.landmarks import Landmark
from posture_lab.pose.plausibility import body_size, drop_implausible, impossible_bones, jumps
from posture_lab.pose.sequence import PoseSequence
from tests.people import bumps, stick_person, times


def hinging(fps: float = 30.0) -> PoseSequence:
    time_s = times(4.0, fps)
    bend = bumps(time_s, [1.0], 1.6)
    return stick_person(time_s, 70 * bend, 80 * bend, 15 * bend, noise_px=0.5)


@pytest.mark.parametrize("fps", [15.0, 30.0, 60.0])
def test_a_quick_clean_hinge_loses_nothing(fps: float) -> None:
    poses = hinging(fps)
    assert np.isfinite(drop_implausible(poses).landmarks_px).all()


def test_landmarks_outside_the_picture_go_with_their_world_points_but_keep_visibility() -> None:
    poses = stick_person(times(1.0), ankle_px=(640.0, 1250.0))  # legs below the picture
    clean = drop_implausible(poses)
    below = poses.landmarks_px[..., 1] > 960 + 10
    assert below[:, Landmark.LEFT_ANKLE].all()
    assert not below[:, Landmark.NOSE].any()
    np.testing.assert_array_equal(np.isnan(clean.landmarks_px[..., 0]), below)
    np.testing.assert_array_equal(np.isnan(clean.world_m[..., 0]), below)
    np.testing.assert_array_equal(clean.visibility, poses.visibility)


def test_legs_alone_invent_no_trunk() -> None:
    poses = stick_person(times(1.0), ankle_px=(640.0, 300.0))
    clean = drop_implausible(poses)
    assert np.isnan(clean.landmarks_px[:, Landmark.LEFT_SHOULDER]).all()
    assert np.isfinite(clean.landmarks_px[:, Landmark.LEFT_ANKLE]).all()
    assert np.isnan(clean.outline).all()


def test_a_bone_twice_as_long_loses_its_far_end_and_what_hangs_on_it() -> None:
    poses = hinging()
    pixels = poses.landmarks_px.copy()
    knee, ankle = pixels[40:50, Landmark.LEFT_KNEE], pixels[40:50, Landmark.LEFT_ANKLE]
    pixels[40:50, Landmark.LEFT_ANKLE] = knee + 2.0 * (ankle - knee)
    wrong = impossible_bones(poses.time_s, pixels, poses.world_m)
    expected = np.zeros(len(poses), dtype=bool)
    expected[40:50] = True
    for landmark in (Landmark.LEFT_ANKLE, Landmark.LEFT_HEEL, Landmark.LEFT_FOOT_INDEX):
        np.testing.assert_array_equal(wrong[:, landmark], expected)
    assert not wrong[:, Landmark.RIGHT_ANKLE].any()
    assert not wrong[:, Landmark.LEFT_KNEE].any()


def test_a_bone_that_points_to_the_camera_is_only_foreshortened() -> None:
    poses = hinging()
    pixels = poses.landmarks_px.copy()
    elbow, wrist = pixels[40:60, Landmark.LEFT_ELBOW], pixels[40:60, Landmark.LEFT_WRIST]
    pixels[40:60, Landmark.LEFT_WRIST] = elbow + 0.2 * (wrist - elbow)
    assert not impossible_bones(poses.time_s, pixels, poses.world_m).any()


def test_a_bone_short_in_space_is_impossible() -> None:
    poses = hinging()
    world = poses.world_m.copy()
    knee = world[50, Landmark.RIGHT_KNEE].copy()
    world[50, Landmark.RIGHT_ANKLE] = knee + 0.4 * (world[50, Landmark.RIGHT_ANKLE] - knee)
    wrong = impossible_bones(poses.time_s, poses.landmarks_px, world)
    assert np.flatnonzero(wrong[:, Landmark.RIGHT_ANKLE]).tolist() == [50]


def test_a_landmark_that_leaps_away_and_back_is_left_out() -> None:
    poses = hinging()
    pixels = poses.landmarks_px.copy()
    pixels[60:62, Landmark.LEFT_KNEE] += [120.0, 0.0]
    leaps = jumps(poses.time_s, pixels)
    assert np.flatnonzero(leaps[:, Landmark.LEFT_KNEE]).tolist() == [60, 61]
    assert leaps.sum() == 2


def test_somebody_who_walks_quickly_has_not_jumped() -> None:
    poses = stick_person(times(2.0))
    walked = poses.landmarks_px + np.outer(poses.time_s, [700.0, 0.0])[:, None]  # 2 m/s
    assert not jumps(poses.time_s, walked - [500.0, 0.0]).any()


def test_size_is_told_from_the_trunk_when_no_leg_is_seen() -> None:
    poses = stick_person(times(1.0))
    whole = body_size(poses.time_s, poses.landmarks_px)
    pixels = poses.landmarks_px.copy()
    pixels[:, Landmark.LEFT_KNEE :] = np.nan
    np.testing.assert_allclose(body_size(poses.time_s, pixels), whole, rtol=0.05)


@pytest.mark.parametrize("frames", [0, 1, 2])
def test_a_few_frames_and_nobody_are_no_trouble(frames: int) -> None:
    poses = stick_person(times(1.0))
    fields = ("time_s", "landmarks_px", "world_m", "visibility", "outline", "leg_outline")
    few = replace(poses, **{name: getattr(poses, name)[:frames] for name in fields})
    assert len(drop_implausible(few)) == frames
    nobody = replace(few, landmarks_px=few.landmarks_px * np.nan, world_m=few.world_m * np.nan)
    assert np.isnan(drop_implausible(nobody).landmarks_px).all()
