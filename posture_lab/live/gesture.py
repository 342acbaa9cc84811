"""A gesture that starts and stops without a hand on the computer: both hands above the head."""

from typing import Final

import numpy as np

from posture_lab.pose.landmarks import Landmark
from posture_lab.pose.sequence import PoseSequence

HOLD_S: Final = 1.0
"""Both hands stay up this long, so that scratching one's head starts nothing."""

_SEEN: Final = 0.5
_WRISTS: Final = (Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST)


def both_hands_up(poses: PoseSequence) -> bool:
    """Whether both hands were above the nose throughout the frames given.

    False when there are no frames, when they span less than HOLD_S, or when nose or hands were
    not seen in one of them.
    """
    if len(poses) < 2 or poses.time_s[-1] - poses.time_s[0] < HOLD_S:
        return False
    nose = poses.landmarks_px[:, Landmark.NOSE, 1]
    hands = poses.landmarks_px[:, _WRISTS, 1]
    seen = poses.visibility[:, _WRISTS] >= _SEEN
    return bool(np.all(seen & (hands < nose[:, None])))
