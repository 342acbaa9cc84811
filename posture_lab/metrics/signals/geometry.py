"""The near side of the body in its own axes, and the lean of lines in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from posture_lab.arrays import Floats
from posture_lab.metrics.signals.camera_angle import steady_yaw
from posture_lab.pose.landmarks import Landmark, on_side
from posture_lab.pose.sequence import PoseSequence

BODY_POINTS: Final = (
    "shoulder",
    "elbow",
    "hip",
    "knee",
    "ankle",
    "heel",
    "foot_index",
    "ear",
    "eye",
    "nose",
)
"""The near-side points that signals are made of, by landmark name."""

_LONG_LEG_PERCENTILE = 75.0
"""Bending out of the picture plane only shortens a leg, so its length is read from long ones."""

_LONG_TRUNK_PERCENTILE = 90.0
"""Raised arms lift the shoulders, bending brings them down: read from long trunks, the length is
the same however much of the clip is standing."""


@dataclass(frozen=True, slots=True)
class SideBody:
    """The near side of one person in body axes, over T frames.

    Attributes
    ----------
    points : name of BODY_POINTS to (T, 2) pixels, forward and up; NaN where missing.
    visibility : name to (T,) 0 to 1, NaN where nobody was found.
    facing : (T,) +1 facing right in the picture, -1 left, NaN unknown.
    left_is_near : (T,) whether these are the points labelled left.
    yaw_deg : (T,) rotation away from the pure side view, unsigned; NaN where unknown.
    trunk_px : trunk length in the picture (near hip to near shoulder) at its longest, over the
        clip.
    leg_px : thigh plus shank length in the picture, over the clip; NaN if no leg was seen.
    time_s : (T,) seconds.
    """

    points: Mapping[str, Floats]
    visibility: Mapping[str, Floats]
    facing: Floats
    left_is_near: NDArray[np.bool_]
    yaw_deg: Floats
    trunk_px: float
    leg_px: float
    time_s: Floats

    def length(self, first: str, second: str) -> Floats:
        """(T,) distance between two points, pixels."""
        difference = self.points[second] - self.points[first]
        return np.hypot(difference[:, 0], difference[:, 1])

    def lean(self, lower: str, upper: str) -> Floats:
        """(T,) how far a line leans forward of straight up, degrees in (-150, 210]."""
        difference = self.points[upper] - self.points[lower]
        return unwrap(np.degrees(np.arctan2(difference[:, 0], difference[:, 1])), 30.0)


def side_body(poses: PoseSequence) -> SideBody:
    """Take the near side's points out of ``poses``, forward and up whichever way they face.

    Frames in which the facing is unknown are NaN. Somebody who turns round shows the other side.
    """
    sign = _facing_sign(poses)
    left_is_near = _left_is_near(poses, sign)
    flip = np.stack([sign, -np.abs(sign)], axis=-1)  # the picture's y points down
    points: dict[str, Floats] = {}
    visibility: dict[str, Floats] = {}
    for name in BODY_POINTS:
        if name == "nose":
            left = right = Landmark.NOSE
        else:
            left, right = on_side(name, "left"), on_side(name, "right")
        chosen = np.where(left_is_near, left, right)
        frames = np.arange(len(poses))
        points[name] = poses.landmarks_px[frames, chosen] * flip
        visibility[name] = poses.visibility[frames, chosen]
    trunk = _distance(points["hip"], points["shoulder"])
    leg = _distance(points["hip"], points["knee"]) + _distance(points["knee"], points["ankle"])
    yaw = np.full(len(poses), np.nan)
    if poses.view is not None:
        yaw = steady_yaw(poses.time_s, poses.view.frame_yaw_deg)
    return SideBody(
        points=points,
        visibility=visibility,
        facing=sign,
        left_is_near=left_is_near,
        yaw_deg=yaw,
        trunk_px=_percentile(trunk, _LONG_TRUNK_PERCENTILE),
        leg_px=_percentile(leg, _LONG_LEG_PERCENTILE),
        time_s=poses.time_s,
    )


def unwrap(angle_deg: Floats, centre_deg: float) -> Floats:
    """Bring angles into (centre - 180, centre + 180], so that they never jump inside a movement."""
    turned: Floats = centre_deg + 180.0 - np.mod(centre_deg + 180.0 - angle_deg, 360.0)
    return turned


def _facing_sign(poses: PoseSequence) -> Floats:
    """(T,) +1 where the person faces right in the picture, -1 left, NaN unknown."""
    view = poses.view
    if view is None:
        return np.full(len(poses), np.nan)
    if view.frame_facing is not None:
        return view.frame_facing
    of_clip = {"right": 1.0, "left": -1.0, None: np.nan}[view.facing]
    return np.full(len(poses), of_clip)


def _left_is_near(poses: PoseSequence, sign: Floats) -> NDArray[np.bool_]:
    """(T,) whether the left side is towards the camera: it is for whoever faces left."""
    left = sign < 0
    view = poses.view
    if view is None or view.near_side is None or view.facing is None:
        return left
    # The view may know better which label lies near; somebody who turns round shows the other.
    agrees = view.near_side == view.facing
    return left if agrees else ~left


def _distance(first: Floats, second: Floats) -> Floats:
    difference = second - first
    return np.hypot(difference[:, 0], difference[:, 1])


def _percentile(length: Floats, percent: float) -> float:
    seen = length[np.isfinite(length)]
    return float(np.percentile(seen, percent)) if seen.size else float("nan")
