"""The person drawn: trunk area, skeleton, and the arcs of hip, knee and trunk."""

import numpy as np
from numpy.typing import NDArray

from posture_lab.export.overlay import strokes
from posture_lab.export.overlay.strokes import Picture, Point
from posture_lab.export.overlay.style import (
    ANGLE_COLOURS,
    BACK_EDGE,
    FAR,
    NEAR,
    PAPER,
    TRUNK,
    Sizes,
)
from posture_lab.pose.landmarks import SKELETON, Landmark, Side, on_side
from posture_lab.pose.sequence import OUTLINE_STATIONS, Floats

MIN_VISIBILITY = 0.5
"""Points the model itself doubts are not drawn."""

_TRUNK_SPAN = (-0.15, 1.0)
"""Stations of the outline that are drawn, in trunk lengths above the hips."""

_LARGEST_STEP = 0.09
"""Trunk lengths an edge moves between stations: more is a slope of 60 degrees, not a trunk."""

_FARTHEST = 0.5
"""Trunk lengths from the trunk's middle line to its edge; beyond are thighs or arms."""

MIN_ARC_DEG = 8.0
"""Smaller arcs would only clutter the standing person; the number is in the corner anyway."""

_FACE = frozenset(
    {mark for mark in Landmark if any(part in mark.name for part in ("EYE", "EAR", "NOSE"))}
)


def draw_trunk(
    picture: Picture, points: Floats, outline: Floats, facing: Side, sizes: Sizes
) -> None:
    """Tint the trunk between its back and front edge and stress the back edge.

    ``points`` (33, 2) pixels; ``outline`` (S, 2) in trunk lengths, positive where the person
    faces. Where an edge jumps, the silhouette goes on along an arm or a thigh: that is left out.
    """
    hip = _middle(points, "hip")
    along = _middle(points, "shoulder") - hip
    if not np.isfinite(along).all():
        return
    forward = np.array([-along[1], along[0]])  # a quarter turn to the right of "up" in pictures
    if facing == "left":
        forward = -forward
    low, high = _TRUNK_SPAN
    shown = (low <= OUTLINE_STATIONS) & (high >= OUTLINE_STATIONS)
    middle = hip + OUTLINE_STATIONS[shown, None] * along
    back, front = (middle + outline[shown, edge, None] * forward for edge in (0, 1))
    whole = _without_jumps(outline[shown])
    for run in _runs(whole[:, 0] & whole[:, 1]):
        strokes.area(picture, np.concatenate([back[run], front[run][::-1]]), TRUNK, 0.16)
    for edge, colour, known in ((front, PAPER, whole[:, 1]), (back, BACK_EDGE, whole[:, 0])):
        for run in _runs(known):
            strokes.line(picture, list(edge[run]), colour, sizes.thin, 1)


def _without_jumps(outline: Floats) -> NDArray[np.bool_]:
    """(N, 2) where each edge is near and runs on from the middle of the trunk without a jump."""
    steps = np.abs(np.diff(outline, axis=0)) <= _LARGEST_STEP  # False for a missing neighbour
    start = len(outline) // 2
    kept = np.abs(outline) <= _FARTHEST
    for edge in (0, 1):
        breaks = np.flatnonzero(~steps[:, edge])
        below, above = breaks[breaks < start], breaks[breaks >= start]
        kept[: below.max(initial=-1) + 1, edge] = False
        kept[above.min(initial=len(outline)) + 1 :, edge] = False
    return kept


def _runs(known: NDArray[np.bool_]) -> list[slice]:
    """Stretches of at least two neighbours."""
    edges = np.flatnonzero(np.diff(np.r_[False, known, False].astype(int)))
    pairs = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    return [slice(start, stop) for start, stop in pairs if stop - start >= 2]


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
            face = start in _FACE
            width = sizes.thin if far or face else sizes.stroke
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


def _middle(points: Floats, name: str) -> Point:
    middle: Point = (points[on_side(name, "left")] + points[on_side(name, "right")]) / 2
    return middle
