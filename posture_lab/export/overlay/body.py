"""The person drawn: skeleton, head, and the arcs of hip, knee and trunk."""

import numpy as np

from posture_lab.arrays import Floats
from posture_lab.export.overlay import strokes
from posture_lab.export.overlay.strokes import Picture
from posture_lab.export.overlay.style import (
    ANGLE_COLOURS,
    FAR,
    NEAR,
    PAPER,
    Sizes,
)
from posture_lab.pose.landmarks import SKELETON, Landmark, Side, on_side

MIN_VISIBILITY = 0.5
"""Points the model itself doubts are not drawn."""

MIN_ARC_DEG = 8.0
"""Smaller arcs would only clutter the standing person; the number is in the corner anyway."""


def draw_skeleton(
    picture: Picture, points: Floats, visibility: Floats, near: Side | None, sizes: Sizes
) -> None:
    """Draw the bones that are seen; the far side thinner and paler, below the near one."""
    seen = np.isfinite(points).all(axis=1) & (visibility >= MIN_VISIBILITY)
    far_name = {"left": "RIGHT", "right": "LEFT", None: ""}[near]

    def is_far(mark: Landmark) -> bool:
        return bool(far_name) and far_name in mark.name

    for far in (True, False):
        for start, end in SKELETON:
            if (is_far(start) or is_far(end)) is not far or not (seen[start] and seen[end]):
                continue
            width = sizes.thin if far else sizes.stroke
            ends = [points[start], points[end]]
            strokes.line(picture, ends, FAR if far else NEAR, width, sizes.rim)
    for mark in Landmark:
        if seen[mark] and not is_far(mark) and _is_joint(mark):
            strokes.dot(picture, points[mark], sizes.joint, PAPER, sizes.rim)


def draw_angles(
    picture: Picture,
    points: Floats,
    angles: dict[str, float],
    near: Side,
    sizes: Sizes,
    *,
    up_lean_deg: float = 0.0,
) -> None:
    """Draw hip, knee and trunk angle where they are; ``angles`` degrees by name, NaN left out.

    An arc opens between the straight continuation of the thigh and the trunk (hip) or the shank
    (knee), and between upright and the trunk, so its opening is the angle itself. Upright leans to
    the right by ``up_lean_deg`` where the camera is tilted.
    """
    shoulder, hip, knee, ankle = (
        points[on_side(name, near)] for name in ("shoulder", "hip", "knee", "ankle")
    )
    trunk, thigh, shank = shoulder - hip, knee - hip, ankle - knee
    reach = float(np.linalg.norm(trunk))
    lean = np.radians(up_lean_deg)
    upright = np.array([np.sin(lean), -np.cos(lean)])
    arcs = (
        ("trunk", hip, (upright, trunk), 0.62),
        ("hip", hip, (-thigh, trunk), 0.36),
        ("knee", knee, (thigh, shank), 0.30),
    )
    for name, joint, (base, limb), share in arcs:
        drawn = abs(angles.get(name, np.nan)) >= MIN_ARC_DEG
        if not (drawn and np.isfinite([*joint, *base, *limb]).all()):
            continue
        colour = ANGLE_COLOURS[name]
        radius = share * reach
        unit = base / max(float(np.linalg.norm(base)), 1e-9)
        strokes.dashes(picture, joint, joint + unit * radius * 1.15, colour, sizes)
        strokes.arc(picture, joint, (base, limb), radius=radius, colour=colour, sizes=sizes)


def _is_joint(mark: Landmark) -> bool:
    return any(part in mark.name for part in ("SHOULDER", "ELBOW", "WRIST", "HIP", "KNEE", "ANKLE"))
