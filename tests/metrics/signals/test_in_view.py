"""A signal that cannot be judged is NaN, with a reason a person understands."""

from dataclasses import replace

import numpy as np
import pytest

from posture_lab.metrics.signals.compute import raw_signals
from posture_lab.metrics.signals.in_view import why_missing
from posture_lab.metrics.signals.neutral import Neutral
from posture_lab.metrics.signals.sight import sight_of
from posture_lab.metrics.signals.spec import SIGNAL_NAMES
from posture_lab.pose.landmarks import Landmark
from posture_lab.pose.sequence import PoseSequence
from tests.people import stick_person, times

LEGS = [mark for mark in Landmark if "KNEE" in mark.name or mark >= Landmark.LEFT_ANKLE]


def standing() -> PoseSequence:
    return stick_person(times(2.0))


def without(poses: PoseSequence, marks: list[Landmark]) -> PoseSequence:
    pixels = poses.landmarks_px.copy()
    pixels[:, marks] = np.nan
    return replace(poses, landmarks_px=pixels)


def faint(poses: PoseSequence, marks: list[Landmark], visibility: float) -> PoseSequence:
    seen = poses.visibility.copy()
    seen[:, marks] = visibility
    return replace(poses, visibility=seen)


@pytest.mark.parametrize("name", SIGNAL_NAMES)
def test_a_good_side_view_leaves_nothing_out(name: str) -> None:
    assert why_missing(sight_of(standing()), name) is None


@pytest.mark.parametrize("name", SIGNAL_NAMES)
@pytest.mark.parametrize(
    ("yaw_deg", "sentence"), [(40.0, "about 40 degrees"), (85.0, "about 85 degrees")]
)
def test_a_wrong_camera_angle_is_not_judged(name: str, yaw_deg: float, sentence: str) -> None:
    poses = stick_person(times(2.0), yaw_deg=yaw_deg)
    assert np.isnan(raw_signals(poses)[name].values).all()
    assert sentence in (why_missing(sight_of(poses), name) or "")


def test_only_the_frames_that_are_turned_away_are_left_out() -> None:
    poses = standing()
    assert poses.view is not None
    yaw = np.where(poses.time_s < 1.4, 10.0, 30.0)
    poses = replace(poses, view=replace(poses.view, frame_yaw_deg=yaw))
    judged = np.isfinite(raw_signals(poses)["knee_flexion_deg"].values)
    np.testing.assert_array_equal(judged, poses.time_s < 1.4)
    assert why_missing(sight_of(poses), "knee_flexion_deg", end_s=1.3) is None
    assert "degrees away" in (why_missing(sight_of(poses), "knee_flexion_deg") or "")


def test_legs_out_of_view_leave_the_trunk_judged() -> None:
    signals = raw_signals(without(standing(), LEGS))
    assert np.isfinite(signals["trunk_inclination_deg"].values).all()
    for name in ("knee_flexion_deg", "hip_flexion_deg", "shank_inclination_deg", "hip_shift_legs"):
        assert np.isnan(signals[name].values).all()
        assert np.isnan(signals[name].error).all()
    assert (why_missing(sight_of(without(standing(), LEGS)), "knee_flexion_deg") or "").startswith(
        "The legs"
    )


def test_a_landmark_that_is_a_guess_is_not_used() -> None:
    poses = faint(standing(), [Landmark.RIGHT_ELBOW], 0.4)
    assert np.isnan(raw_signals(poses)["shoulder_flexion_deg"].values).all()
    assert (why_missing(sight_of(poses), "shoulder_flexion_deg") or "").startswith("The arms")


def test_the_far_side_is_not_needed() -> None:
    far = [mark for mark in Landmark if mark.name.startswith("LEFT_")]
    poses = faint(standing(), far, 0.1)
    assert np.isfinite(raw_signals(poses)["hip_flexion_deg"].values).all()


def test_nobody_in_view() -> None:
    poses = standing()
    empty = replace(
        poses,
        landmarks_px=np.full_like(poses.landmarks_px, np.nan),
        world_m=np.full_like(poses.world_m, np.nan),
        visibility=np.full_like(poses.visibility, np.nan),
        outline=np.full_like(poses.outline, np.nan),
        view=None,
    )
    for name, signal in raw_signals(empty).items():
        assert np.isnan(signal.values).all()
        assert (why_missing(sight_of(empty), name) or "").startswith("Nobody is in view")


def test_an_unknown_camera_angle_is_not_judged() -> None:
    poses = replace(standing(), view=None)
    assert np.isnan(raw_signals(poses)["trunk_inclination_deg"].values).all()
    assert "camera angle" in (why_missing(sight_of(poses), "trunk_inclination_deg") or "")


def test_a_tiny_person_is_not_judged() -> None:
    poses = stick_person(times(1.0), size_px=60.0)
    assert np.isnan(raw_signals(poses)["knee_flexion_deg"].values).all()
    assert "too small" in (why_missing(sight_of(poses), "knee_flexion_deg") or "")


def test_without_an_outline_the_spine_is_not_judged_but_the_knee_is() -> None:
    poses = replace(standing(), outline=np.full_like(standing().outline, np.nan))
    signals = raw_signals(poses)
    assert np.isnan(signals["lumbar_flexion_deg"].values).all()
    assert np.isfinite(signals["knee_flexion_deg"].values).all()
    assert "outline" in (why_missing(sight_of(poses), "lumbar_flexion_deg") or "")


def test_a_missing_neutral_is_a_reason_only_for_what_is_relative_to_it() -> None:
    none = Neutral("none", reason="There is no still standing moment.")
    assert why_missing(sight_of(standing()), "pelvic_tilt_deg", neutral=none) == none.reason
    assert why_missing(sight_of(standing()), "knee_flexion_deg", neutral=none) is None


def test_the_most_frequent_reason_is_given() -> None:
    poses = standing()
    pixels = poses.landmarks_px.copy()
    pixels[:10] = np.nan
    pixels[10:, Landmark.RIGHT_ANKLE] = np.nan
    poses = replace(poses, landmarks_px=pixels)
    assert (why_missing(sight_of(poses), "knee_flexion_deg") or "").startswith("The legs")
    assert (why_missing(sight_of(poses), "knee_flexion_deg", end_s=0.2) or "").startswith("Nobody")


def test_an_unknown_signal_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError):
        why_missing(sight_of(standing()), "elbow_flexion_deg")


def test_an_arm_before_the_trunk_hides_the_ribs_but_not_the_back() -> None:
    poses = standing()
    outline = poses.outline.copy()
    outline[:, 15:19, 1] += 0.3
    poses = replace(poses, outline=outline)
    signals = raw_signals(poses)
    assert np.isnan(signals["rib_flare_mm"].values).all()
    assert np.isfinite(signals["lumbar_flexion_deg"].values).all()
    assert "arms" in (why_missing(sight_of(poses), "rib_flare_mm") or "")
