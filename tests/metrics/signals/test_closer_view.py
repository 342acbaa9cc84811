"""The view, read more closely: on held-out rendered people whose yaw is known exactly."""

from dataclasses import replace

import numpy as np
import pytest

from posture_lab.metrics.signals.closer_view import FARTHEST_DEG, with_closer_view
from posture_lab.pose.sequence import PoseSequence, View
from tests.metrics.heldout import REACHING, Rows, people
from tests.people import mirrored


def taken_for(poses: PoseSequence, yaw_deg: float) -> PoseSequence:
    """The poses as if the landmarks alone told this yaw in every frame."""
    assert poses.view is not None
    yaw = np.full(len(poses), yaw_deg)
    return replace(poses, view=replace(poses.view, yaw_deg=yaw_deg, frame_yaw_deg=yaw))


def told_deg(poses: PoseSequence) -> np.ndarray:
    view = with_closer_view(poses).view
    assert view is not None
    return view.frame_yaw_deg


def in_the_mirror(poses: PoseSequence) -> PoseSequence:
    return replace(mirrored(poses), leg_outline=poses.leg_outline[:, ::-1], level=None)


def first() -> tuple[PoseSequence, Rows]:
    return next(people())


def test_the_yaw_of_held_out_people_is_read_whatever_it_was_taken_for() -> None:
    off, far_off = [], []
    for file_people in (people(), people(REACHING)):
        for poses, rows in file_people:
            true = np.abs(rows["yaw_deg"].astype(float))
            told = told_deg(taken_for(poses, 12.0))
            read = told != 12.0
            off.append(np.abs(told - true)[read])
            far_off.append(np.abs(told - true)[read & (true > 15.0)])
    assert np.concatenate(off).mean() < 3.2
    assert np.concatenate(far_off).mean() < 4.5
    assert len(np.concatenate(off)) > 1000


def test_reading_twice_changes_nothing() -> None:
    once = with_closer_view(taken_for(first()[0], 5.0))
    twice = with_closer_view(once)
    assert once.view is not None
    assert twice.view is not None
    np.testing.assert_allclose(twice.view.frame_yaw_deg, once.view.frame_yaw_deg)


def test_the_mirrored_person_is_seen_from_the_same_angle() -> None:
    poses = replace(first()[0], level=None)
    turned = in_the_mirror(poses)
    np.testing.assert_allclose(told_deg(turned), told_deg(poses), atol=1e-6)


def test_without_an_outline_the_landmarks_tell() -> None:
    poses = first()[0]
    bare = replace(taken_for(poses, 11.0), outline=np.full_like(poses.outline, np.nan))
    np.testing.assert_array_equal(told_deg(bare), 11.0)


def test_far_off_the_side_the_landmarks_tell() -> None:
    far = taken_for(first()[0], FARTHEST_DEG + 1.0)
    np.testing.assert_array_equal(told_deg(far), FARTHEST_DEG + 1.0)


def test_who_lies_on_their_back_is_left_to_the_landmarks() -> None:
    poses = taken_for(first()[0], 9.0)
    middle = np.array(poses.image_size_px) / 2
    lying = (poses.landmarks_px - middle)[..., ::-1] * (1.0, -1.0) + middle
    told = told_deg(replace(poses, landmarks_px=lying, level=None))
    np.testing.assert_array_equal(told[:2], 9.0)  # the neutral, laid down


@pytest.mark.parametrize("facing", ["left", "right"])
def test_who_is_near_stays(facing: str) -> None:
    poses = first()[0]
    poses = poses if facing == "right" else in_the_mirror(poses)
    view = with_closer_view(poses).view
    assert view is not None
    assert (view.facing, view.near_side, view.kind) == (facing, facing, "side")


def test_poses_without_a_view_stay_as_they_are() -> None:
    poses = replace(first()[0], view=None)
    assert with_closer_view(poses) is poses
    unseen = View("unknown", None, float("nan"), None, np.full(len(poses), np.nan))
    poses = replace(poses, view=unseen)
    assert with_closer_view(poses) is poses
