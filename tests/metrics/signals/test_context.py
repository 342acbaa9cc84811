import numpy as np
import pytest

from posture_lab.metrics.signals.compute import raw_signals
from posture_lab.metrics.signals.context import with_context
from posture_lab.metrics.signals.spec import SIGNAL_NAMES
from posture_lab.pose.landmarks import Landmark
from tests.people import stick_person, times


def test_the_other_signals_stay_as_they_are() -> None:
    poses = stick_person(times(1.0), 30.0, 50.0, 20.0)
    raw = raw_signals(poses)
    more = with_context(raw, poses)
    assert all(more[name] is raw[name] for name in SIGNAL_NAMES)
    assert set(more) - set(raw) == {
        "hand_height_legs", "side_difference_deg", "sole_pitch_deg", "cuts_before",
        "hip_bend_deg", "knee_bend_deg", "trunk_lean_deg", "arm_lift_deg",
        "hip_height_legs", "foot_step_legs",
    }  # fmt: skip


def test_the_lower_hand_counts() -> None:
    poses = stick_person(times(1.0))
    hanging = with_context(raw_signals(poses), poses)["hand_height_legs"].values
    poses.landmarks_px[:, Landmark.LEFT_WRIST, 1] -= 200.0
    assert with_context(raw_signals(poses), poses)["hand_height_legs"].values == pytest.approx(
        hanging
    )
    poses.visibility[:, [Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST]] = 0.2
    assert np.isnan(with_context(raw_signals(poses), poses)["hand_height_legs"].values).all()


def test_sides_are_compared_only_when_both_are_seen() -> None:
    poses = stick_person(times(1.0), 0.0, 40.0, 60.0)
    assert with_context(raw_signals(poses), poses)["side_difference_deg"].values == pytest.approx(
        0.0, abs=1e-6
    )
    poses.landmarks_px[:, Landmark.LEFT_ANKLE, 0] += 60.0
    uneven = with_context(raw_signals(poses), poses)["side_difference_deg"]
    assert (uneven.values > 10).all()
    assert (uneven.error > 5).all()
    poses.visibility[:, Landmark.LEFT_KNEE] = 0.3
    assert np.isnan(with_context(raw_signals(poses), poses)["side_difference_deg"].values).all()


def test_nobody_gives_nothing() -> None:
    poses = stick_person(times(0.5))
    nobody = poses.with_step("hide", landmarks_px=np.full_like(poses.landmarks_px, np.nan))
    found = with_context(raw_signals(nobody), nobody)
    assert np.isnan(found["hand_height_legs"].values).all()
    assert np.isnan(found["hand_height_legs"].error).all()
