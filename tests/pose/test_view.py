from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from posture_lab.pose.landmarks import LANDMARK_COUNT, Landmark
from posture_lab.pose.sequence import LEG_OUTLINE_SHAPE, OUTLINE_STATIONS, PoseSequence
from posture_lab.pose.view import estimate_view, frame_yaw
from tests.people import Side, bumps, mirrored, moved, stick_person, times


def hinging(yaw_deg: float, facing: Side = "right") -> PoseSequence:
    time_s = times(4.0)
    bend = bumps(time_s, [1.0])
    return stick_person(time_s, 70 * bend, 80 * bend, 15 * bend, facing=facing, yaw_deg=yaw_deg)


@pytest.mark.parametrize("facing", ["left", "right"])
@pytest.mark.parametrize("yaw_deg", [-50.0, -35.0, 0.0, 15.0, 35.0, 50.0])
def test_yaw_facing_and_near_side(yaw_deg: float, facing: Side) -> None:
    view = estimate_view(hinging(yaw_deg, facing))
    assert view.yaw_deg == pytest.approx(abs(yaw_deg), abs=6.0)
    assert view.kind == ("side" if abs(yaw_deg) <= 25 else "oblique")
    assert view.facing == facing
    assert view.near_side == facing
    assert view.frame_facing is not None
    np.testing.assert_array_equal(view.frame_facing, 1.0 if facing == "right" else -1.0)


@pytest.mark.parametrize("yaw_deg", [-90.0, 80.0, 90.0])
def test_front_and_back_have_no_facing(yaw_deg: float) -> None:
    view = estimate_view(hinging(yaw_deg))
    assert (view.kind, view.facing, view.near_side) == ("front", None, None)
    assert view.yaw_deg > 65.0


@pytest.mark.parametrize("facing", ["left", "right"])
@pytest.mark.parametrize("yaw_deg", [-40.0, 40.0])
def test_yaw_is_positive_towards_the_camera(yaw_deg: float, facing: Side) -> None:
    poses = hinging(yaw_deg, facing)
    shoulders = poses.landmarks_px[:, [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER], 0]
    # Whoever shows the camera their face has their left on its right.
    towards = np.sign(np.median(shoulders[:, 0] - shoulders[:, 1]))
    yaw = np.median(frame_yaw(poses.landmarks_px, poses.world_m))
    assert yaw == pytest.approx(40.0 * towards, abs=6.0)


@pytest.mark.parametrize("yaw_deg", [0.0, 20.0, 45.0])
def test_the_mirrored_clip_has_the_mirrored_view(yaw_deg: float) -> None:
    poses = hinging(yaw_deg)
    view, turned = estimate_view(poses), estimate_view(mirrored(poses))
    assert (view.facing, turned.facing) == ("right", "left")
    assert (view.near_side, turned.near_side) == ("right", "left")
    assert turned.yaw_deg == pytest.approx(view.yaw_deg, abs=1e-6)
    np.testing.assert_allclose(turned.frame_yaw_deg, view.frame_yaw_deg, atol=1e-6)


def test_scale_and_place_in_the_picture_do_not_matter() -> None:
    poses = hinging(30.0)
    view, other = estimate_view(poses), estimate_view(moved(poses, 0.4, (37.0, -11.0)))
    assert other.yaw_deg == pytest.approx(view.yaw_deg, abs=1e-6)


def test_somebody_who_turns_round_changes_facing_once() -> None:
    before, after = hinging(0.0, "right"), hinging(0.0, "left")
    half = len(before) // 2
    fields = ("landmarks_px", "world_m")
    parts: dict[str, Any] = {
        n: np.concatenate([getattr(before, n)[:half], getattr(after, n)[half:]]) for n in fields
    }
    facing = estimate_view(replace(before, **parts)).frame_facing
    assert facing is not None
    assert (facing[0], facing[-1]) == (1.0, -1.0)
    changes = np.flatnonzero(np.diff(facing))
    assert len(changes) == 1
    assert abs(int(changes[0]) - (half - 1)) <= 2


def test_nobody_and_no_frames_are_unknown() -> None:
    for frames in (0, 5):
        nobody = PoseSequence(
            time_s=np.arange(frames) / 30,
            landmarks_px=np.full((frames, LANDMARK_COUNT, 2), np.nan),
            world_m=np.full((frames, LANDMARK_COUNT, 3), np.nan),
            visibility=np.full((frames, LANDMARK_COUNT), np.nan),
            outline=np.full((frames, len(OUTLINE_STATIONS), 2), np.nan),
            leg_outline=np.full((frames, *LEG_OUTLINE_SHAPE), np.nan),
            image_size_px=(640, 480),
        )
        view = estimate_view(nobody)
        assert (view.kind, view.facing, view.near_side) == ("unknown", None, None)
        assert np.isnan(view.yaw_deg)
        assert view.frame_yaw_deg.shape == (frames,)


def test_one_frame_has_a_view() -> None:
    view = estimate_view(stick_person([0.0], facing="left", yaw_deg=10.0))
    assert (view.kind, view.facing) == ("side", "left")


def test_frames_without_the_person_have_neither_yaw_nor_facing() -> None:
    poses = hinging(10.0)
    pixels, world = poses.landmarks_px.copy(), poses.world_m.copy()
    pixels[20:40] = world[20:40] = np.nan
    view = estimate_view(replace(poses, landmarks_px=pixels, world_m=world))
    assert view.frame_facing is not None
    for series in (view.frame_yaw_deg, view.frame_facing):
        assert np.flatnonzero(np.isnan(series)).tolist() == list(range(20, 40))
