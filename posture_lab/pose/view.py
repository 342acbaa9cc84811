"""From where the camera sees the person: side, oblique, front; facing; near side."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from posture_lab.pose.landmarks import Landmark
from posture_lab.pose.sequence import PoseSequence, View

Floats = NDArray[np.float64]

SIDE_LIMIT_DEG: Final = 25.0
"""Up to this far off the pure side view, sagittal angles are judged."""


def frame_forward(world_m: Floats) -> Floats:
    """Return the (T, 2) direction each body faces, as (x right, z away from the camera).

    Unit length; NaN where shoulders or hips are missing. It is the horizontal normal to the lines
    across the shoulders and the hips.
    """
    left = (world_m[:, Landmark.LEFT_SHOULDER] - world_m[:, Landmark.RIGHT_SHOULDER]) + (
        world_m[:, Landmark.LEFT_HIP] - world_m[:, Landmark.RIGHT_HIP]
    )
    forward: Floats = np.stack([left[:, 2], -left[:, 0]], axis=1)
    length: Floats = np.linalg.norm(forward, axis=1, keepdims=True)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.divide(forward, length)


def estimate_view(poses: PoseSequence) -> View:
    """Return the view of the whole clip and of each frame."""
    forward = frame_forward(poses.world_m)
    frame_yaw = np.degrees(np.arctan2(np.abs(forward[:, 1]), np.abs(forward[:, 0])))
    seen = np.isfinite(frame_yaw)
    if not seen.any():
        return View("unknown", None, float("nan"), None, frame_yaw)
    yaw = float(np.median(frame_yaw[seen]))
    if yaw > 90.0 - SIDE_LIMIT_DEG:
        return View("front", None, yaw, None, frame_yaw)
    right = bool(np.median(forward[seen, 0]) > 0)
    return View(
        "side" if yaw <= SIDE_LIMIT_DEG else "oblique",
        "right" if right else "left",
        yaw,
        "right" if right else "left",
        frame_yaw,
    )
