"""The floor: how far off angles in the picture are when every point is seen perfectly.

What is left is the camera's: perspective, its height and roll, and the turn off the side view.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np

from posture_lab.arrays import Floats

FLOOR_SIGNALS: Final = (
    "trunk_inclination_deg",
    "hip_flexion_deg",
    "knee_flexion_deg",
    "shank_inclination_deg",
)


def angles_in_picture(
    points_px: Mapping[str, Floats], near_side: str, facing: str
) -> dict[str, Floats]:
    """FLOOR_SIGNALS (T,) from the surface points (T, 2) of the near side, x right and y down."""
    ahead = 1.0 if facing == "right" else -1.0
    shoulder, hip, knee, ankle = (
        points_px[f"{near_side}_{name}"] * [ahead, -1.0]
        for name in ("shoulder", "hip", "knee", "ankle")
    )
    trunk, thigh, shank = _lean(hip, shoulder), _lean(knee, hip), _lean(ankle, knee)
    found = (trunk, _wrapped(trunk - thigh), _wrapped(shank - thigh), shank)
    return dict(zip(FLOOR_SIGNALS, found, strict=True))


def hand_height(points_px: Mapping[str, Floats]) -> Floats:
    """(T,) height of the lower wrist over the lower ankle from points (T, 2), in leg lengths."""
    wrist, ankle = (
        np.maximum(points_px[f"left_{name}"][:, 1], points_px[f"right_{name}"][:, 1])
        for name in ("wrist", "ankle")
    )
    legs = [
        np.linalg.norm(points_px[f"{side}_{upper}"] - points_px[f"{side}_{lower}"], axis=1)
        for side in ("left", "right")
        for upper, lower in (("hip", "knee"), ("knee", "ankle"))
    ]
    height: Floats = (ankle - wrist) / np.percentile(np.sum(legs, axis=0) / 2, 75)
    return height


def _lean(lower: Floats, upper: Floats) -> Floats:
    line = upper - lower
    lean: Floats = np.degrees(np.arctan2(line[:, 0], line[:, 1]))
    return lean


def _wrapped(angle_deg: Floats) -> Floats:
    return (angle_deg + 180.0) % 360.0 - 180.0
