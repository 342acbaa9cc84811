"""From where the camera sees the person: side, oblique, front; facing; near side."""

from dataclasses import replace
from typing import Final

import numpy as np
from scipy.ndimage import median_filter

from posture_lab.arrays import Floats
from posture_lab.pose.facing import frame_facing, frame_forward
from posture_lab.pose.landmarks import Landmark
from posture_lab.pose.outline import orient_outline
from posture_lab.pose.sequence import Facing, PoseSequence, View, ViewKind

SIDE_LIMIT_DEG: Final = 25.0
"""Up to this far off the pure side view, sagittal angles are judged."""
SHOULDERS_PER_TRUNK: Final = 0.73
"""Distance between the shoulder landmarks of an adult, in trunk lengths (docs/pose.md)."""
HIPS_PER_TRUNK: Final = 0.42
"""Distance between the hip landmarks of an adult, in trunk lengths (docs/pose.md)."""
HIPS_OFFSET_DEG: Final = 4.0
"""The hip landmarks read this much too far towards the camera in a side view (docs/pose.md)."""
WIDTH_TELLS_DEG: Final = (45.0, 65.0)
"""Widths in the picture tell the yaw up to the first, depth alone from the second on."""
WINDOW_S: Final = 1.0
"""The yaw of a moment is the median over this long."""

LANDMARKS_ERROR_DEG: Final = (9.0, 0.15)
NETWORKS_ERROR_DEG: Final = (5.0, 0.1)
"""Half-width of the 90 % interval of a yaw near the side view, and how much it grows with every
degree off it. Rendered people give the first numbers; the second are such that it holds in four
calibrated cameras round a walking man, 47 to 68 degrees off and looking down on him by 18 to 25,
where 5 to 14 degrees too few were read (docs/pose.md)."""

_FRAME: Final = [
    Landmark[f"{side}_{joint}"]
    for joint in ("SHOULDER", "HIP", "KNEE", "ANKLE")
    for side in ("LEFT", "RIGHT")
]


def estimate_view(poses: PoseSequence) -> View:
    """Return the view of the whole clip and of each frame.

    The clip's yaw and facing are those of the median frame. The near side is the body side
    towards the camera: the left one for somebody who faces picture left.
    """
    facing = frame_facing(poses.time_s, poses.landmarks_px, poses.world_m)
    yaw = np.abs(steadied(frame_yaw(poses.landmarks_px, poses.world_m), poses.time_s))
    facing[~np.isfinite(yaw)] = np.nan
    return view_of(yaw, facing)


def view_of(yaw: Floats, facing: Floats) -> View:
    """Return the view of frames with an unsigned yaw (T,) and a facing (T,), NaN where unseen."""
    seen = np.isfinite(yaw)
    if not seen.any():
        return View("unknown", None, float("nan"), None, yaw, facing)
    middle = float(np.median(yaw[seen]))
    view = View("front", None, middle, None, yaw, facing, yaw_error(middle))
    turned = np.nansum(facing)
    if middle > 90.0 - SIDE_LIMIT_DEG or turned == 0:
        return view
    side: Facing = "right" if turned > 0 else "left"
    kind: ViewKind = "side" if middle <= SIDE_LIMIT_DEG else "oblique"
    return replace(view, kind=kind, facing=side, near_side=side)


def yaw_error(yaw_deg: float, by_networks: float = 0.0) -> float:
    """Half-width of the 90 % interval of a yaw, degrees.

    ``by_networks`` is the share of it that networks read from the outline (``with_closer_view``);
    the rest is told from landmarks alone.
    """
    (landmarks, more), (networks, less) = LANDMARKS_ERROR_DEG, NETWORKS_ERROR_DEG
    coarse, close = landmarks + more * yaw_deg, networks + less * yaw_deg
    return coarse + (close - coarse) * by_networks


def with_view(poses: PoseSequence, view: View) -> PoseSequence:
    """Return raw poses with their view, and with outlines' edges turned into back and front."""
    assert view.frame_facing is not None
    return replace(
        poses,
        view=view,
        outline=orient_outline(poses.outline, view.frame_facing),
        leg_outline=orient_outline(poses.leg_outline, view.frame_facing),
    )


def frame_yaw(landmarks_px: Floats, world_m: Floats) -> Floats:
    """Return the (T,) rotation away from the pure side view in degrees, -90 to 90.

    0 is a side view to either side, 90 faces the camera, -90 faces away from it. NaN where hips or
    shoulders are missing. Told from how far the shoulders and hips are apart in the picture,
    relative to the trunk's length in space; near the front view, where that hardly changes, from
    the depth of the world landmarks.
    """
    trunk = world_m[:, [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]].mean(axis=1)
    trunk = trunk - world_m[:, [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=1)
    trunk_px = _pixels_per_metre(landmarks_px, world_m) * np.linalg.norm(trunk, axis=1)
    trunk_px = np.where(trunk_px > 0, trunk_px, np.nan)
    across = landmarks_px[..., 0]
    shoulders = across[:, Landmark.LEFT_SHOULDER] - across[:, Landmark.RIGHT_SHOULDER]
    hips = across[:, Landmark.LEFT_HIP] - across[:, Landmark.RIGHT_HIP]
    by_width = (
        _arcsine_deg(shoulders / trunk_px / SHOULDERS_PER_TRUNK)
        + _arcsine_deg(hips / trunk_px / HIPS_PER_TRUNK)
        - HIPS_OFFSET_DEG
    ) / 2.0
    by_depth = _arcsine_deg(-frame_forward(world_m)[:, 1])
    low, high = WIDTH_TELLS_DEG
    share = np.clip((np.abs(by_width) - low) / (high - low), 0.0, 1.0)
    return np.asarray((1.0 - share) * by_width + share * by_depth)


def _pixels_per_metre(landmarks_px: Floats, world_m: Floats) -> Floats:
    """(T,) scale of the picture at the person, from the spread of trunk and leg landmarks."""

    def spread(points: Floats) -> Floats:
        known = np.isfinite(landmarks_px[:, _FRAME, 0])[..., None]
        count = np.maximum(known.sum(axis=1, keepdims=True), 1)
        inside = np.where(known, points, 0.0)
        off = np.where(known, inside - inside.sum(axis=1, keepdims=True) / count, 0.0)
        total: Floats = np.sqrt((off * off).sum(axis=(1, 2)))
        return total

    metres = spread(world_m[:, _FRAME, :2])
    return np.divide(spread(landmarks_px[:, _FRAME]), np.where(metres > 0, metres, np.nan))


def _arcsine_deg(ratio: Floats) -> Floats:
    return np.asarray(np.degrees(np.arcsin(np.clip(ratio, -1.0, 1.0))))


def steadied(yaw: Floats, time_s: Floats, window_s: float = WINDOW_S) -> Floats:
    """(T,) running median over ``window_s`` of seen frames; NaN stays where nobody is seen."""
    seen = np.flatnonzero(np.isfinite(yaw))
    if len(time_s) < 3 or not len(seen):
        return yaw
    frames = max(1, round(window_s / float(np.median(np.diff(time_s))))) | 1
    steady = yaw.copy()
    steady[seen] = median_filter(yaw[seen], frames, mode="nearest")
    return steady
