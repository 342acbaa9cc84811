"""The same poses as an exactly level camera would show them."""

from dataclasses import replace

import numpy as np

from posture_lab.arrays import Floats
from posture_lab.pose.sequence import PoseSequence


def upright(poses: PoseSequence) -> PoseSequence:
    """Turn each frame's landmarks round the trunk's middle until upright is up in the picture.

    What a camera that looks up or down shows as leaning, away from the middle of its picture, is
    turned back as well, and so is each frame of a camera that rolls by its own roll. Outlines count
    from the body's own lines and stay. Without a known level and roll, or once they are upright,
    poses come back as they are.
    """
    level = poses.level
    is_level = level is None or (level.roll_deg == 0.0 and level.pitch_deg == 0.0)
    if is_level and poses.turned_deg is None:
        return poses
    angle = -np.radians(up_lean_deg(poses))
    return replace(
        poses,
        landmarks_px=_turned(poses.landmarks_px, poses.trunk_middle_px, angle),
        level=None if level is None else replace(level, roll_deg=0.0, pitch_deg=0.0),
        turned_deg=None,
    )


def up_lean_deg(poses: PoseSequence) -> Floats:
    """(T,) degrees by which upright things lean to the picture's right where the person is.

    0 where that is not known: up is then the picture's own. NaN where nobody is seen.
    """
    middles = poses.trunk_middle_px
    turned = 0.0 if poses.turned_deg is None else poses.turned_deg
    if poses.level is None:
        return np.where(np.isfinite(middles).all(axis=1), turned, np.nan)
    return poses.level.up_lean_deg(middles, poses.image_size_px) + turned


def _turned(points: Floats, middles: Floats, angle: Floats) -> Floats:
    """(T, K, 2) points turned by ``angle`` (T,) clockwise round (T, 2) middles.

    Where no middle is seen nothing is turned.
    """
    known = np.isfinite(angle)
    angle = np.where(known, angle, 0.0)
    centre = np.where(known[:, None], middles, 0.0)[:, None]
    cosine, sine = np.cos(angle)[:, None], np.sin(angle)[:, None]
    x, y = np.moveaxis(points - centre, -1, 0)
    return np.stack([x * cosine - y * sine, y * cosine + x * sine], axis=-1) + centre
