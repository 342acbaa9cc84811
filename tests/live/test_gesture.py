"""Both hands held up, as a camera at the side sees them: the far one is hidden by the near one."""

from dataclasses import replace

import numpy as np
import pytest

from posture_lab.live.gesture import HOLD_S, both_hands_up
from posture_lab.pose.landmarks import Landmark
from posture_lab.pose.sequence import PoseSequence
from tests.people import stick_person, times

NEAR, FAR = Landmark.RIGHT_WRIST, Landmark.LEFT_WRIST


def raised(
    duration_s: float = 1.2, *, fps: float = 15.0, far_visibility: float = 1.0
) -> PoseSequence:
    time_s = times(duration_s, fps)
    poses = stick_person(time_s, shoulder_flexion_deg=np.full(len(time_s), 170.0), noise_px=0.3)
    visibility = poses.visibility.copy()
    visibility[:, FAR] = far_visibility
    return replace(poses, visibility=visibility)


def lowered(poses: PoseSequence, wrist: int, frames: slice) -> PoseSequence:
    landmarks_px = poses.landmarks_px.copy()
    landmarks_px[frames, wrist, 1] = landmarks_px[frames, Landmark.RIGHT_HIP, 1]
    return replace(poses, landmarks_px=landmarks_px)


@pytest.mark.parametrize("fps", [5.0, 30.0])
@pytest.mark.parametrize("far_visibility", [1.0, 0.2])
def test_hands_held_up_are_noticed_also_when_one_hides_the_other(
    fps: float, far_visibility: float
) -> None:
    assert both_hands_up(raised(1.5, fps=fps, far_visibility=far_visibility))


def test_a_far_hand_is_lost_for_moments_behind_the_near_one() -> None:
    poses = raised(far_visibility=0.2)
    assert both_hands_up(lowered(poses, FAR, slice(None, None, 3)))


@pytest.mark.parametrize("far_visibility", [1.0, 0.2])
def test_one_hand_is_no_gesture(far_visibility: float) -> None:
    poses = raised(far_visibility=far_visibility)
    assert not both_hands_up(lowered(poses, FAR, slice(None)))
    assert not both_hands_up(lowered(poses, NEAR, slice(None)))


def test_hands_have_to_stay_up() -> None:
    poses = raised()
    assert not both_hands_up(lowered(poses, NEAR, slice(-8, -6)))
    assert not both_hands_up(raised(HOLD_S / 2))
    assert not both_hands_up(raised(0.0))


def test_hands_that_nobody_saw_are_no_gesture() -> None:
    poses = raised()
    unseen = np.zeros_like(poses.visibility)
    assert not both_hands_up(replace(poses, visibility=unseen))
