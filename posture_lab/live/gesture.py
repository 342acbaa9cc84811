"""A gesture that starts and stops without a hand on the computer: both hands above the head."""

from typing import Final

import numpy as np

from posture_lab.pose.landmarks import Landmark
from posture_lab.pose.sequence import PoseSequence

HOLD_S: Final = 1.0
"""Both hands stay up this long, so that scratching one's head starts nothing."""

_SEEN: Final = 0.5
_GUESSED_UP: Final = 0.5
_WRISTS: Final = (Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST)


def both_hands_up(poses: PoseSequence) -> bool:
    """Whether both hands were above the nose throughout the last HOLD_S seconds given.

    From the side the body and the near arm hide the far hand: where it is not seen, the pose
    model's guess has to be above the nose half of the time. False when the frames span less than
    HOLD_S, when no hand was seen in one of them, or when one was seen to be low.
    """
    if not len(poses):
        return False
    before = np.flatnonzero(poses.time_s <= poses.time_s[-1] - HOLD_S)
    if not len(before):
        return False
    held = slice(int(before[-1]), None)
    nose = poses.landmarks_px[held, Landmark.NOSE, 1]
    up = poses.landmarks_px[held][:, _WRISTS, 1] < nose[:, None]
    seen = poses.visibility[held][:, _WRISTS] >= _SEEN
    unmistaken = np.all((seen & up).any(axis=1)) and not np.any(seen & ~up)
    return bool(unmistaken and np.all(up.mean(axis=0) >= _GUESSED_UP))
