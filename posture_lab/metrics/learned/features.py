"""What the networks look at: leans, proportions and the outline of trunk and near leg."""

import math
from typing import Final

import numpy as np

from posture_lab.arrays import Floats
from posture_lab.metrics.signals.geometry import SideBody, unwrap
from posture_lab.metrics.signals.lines import landmark_lines
from posture_lab.pose.landmarks import Landmark, on_side
from posture_lab.pose.sequence import LEG_OUTLINE_SHAPE, OUTLINE_STATIONS, PoseSequence

LENGTHS: Final = (
    ("hip", "shoulder"),
    ("knee", "hip"),
    ("ankle", "knee"),
    ("elbow", "shoulder"),
    ("shoulder", "ear"),
    ("ear", "nose"),
    ("heel", "foot_index"),
)
"""Distances in typical trunk lengths: what points at the camera looks short."""

OFFSETS: Final = (
    ("near nose", "near ear"),
    ("near eye_inner", "near ear"),
    ("near eye", "near ear"),
    ("near eye_outer", "near ear"),
    ("near mouth", "near ear"),
    ("far ear", "near ear"),
    ("far mouth", "near mouth"),
    ("far shoulder", "near shoulder"),
    ("far hip", "near hip"),
    ("far knee", "near knee"),
    ("far ankle", "near ankle"),
    ("far heel", "near heel"),
    ("far foot_index", "near foot_index"),
    ("near wrist", "near elbow"),
    ("near index", "near wrist"),
)
"""Where the first lies from the second. One ear and nose alone say little of how a head is built,
and where the far side is drawn tells how the body is turned."""

FIRST_OFFSET: Final = 7 + len(LENGTHS)
"""Seven leans and the lengths come first, then the offsets, forward and up each."""

LEADING: Final = FIRST_OFFSET + 2 * len(OFFSETS)
"""The edges come after the offsets."""

FAR_LEG: Final = tuple(
    FIRST_OFFSET + 2 * number + axis
    for number, (first, _) in enumerate(OFFSETS)
    if first in ("far knee", "far ankle", "far heel", "far foot_index")
    for axis in (0, 1)
)
"""Which features say where the far leg is: beside the near one, but in a stride."""

TRUNK_EDGES: Final = slice(LEADING, LEADING + 2 * len(OUTLINE_STATIONS))
LEG_EDGES: Final = slice(TRUNK_EDGES.stop, TRUNK_EDGES.stop + int(np.prod(LEG_OUTLINE_SHAPE[1:])))
"""Where the outline of the trunk and of the near leg are among the features."""

LEVEL: Final = LEG_EDGES.stop
"""The last feature says how well it is known what is upright in the picture."""

FEATURES: Final = LEVEL + 1
"""How many features a frame has."""

LEAN_UNIT_DEG: Final = 45.0
_OFFSET_UNIT: Final = 2.0
_TRUNK_UNIT: Final = 2.0
_LEG_UNIT: Final = 4.0


def body_features(body: SideBody, poses: PoseSequence) -> Floats:
    """Return the (T, FEATURES) inputs of the networks, NaN where something was not seen.

    ``body`` is the near side of ``poses``, which are ``upright`` already. The same for whoever
    faces left or right, at any size and place in the picture: leans in units of 45 degrees,
    lengths, offsets and edges in the person's typical trunk length (offsets and edges of the trunk
    times 2, of the leg times 4); the level's standard error in degrees, NaN when it is not known.
    """
    lines = landmark_lines(body)
    neck = unwrap(body.lean("shoulder", "ear"), 20.0)
    leans = [lines.trunk, lines.thigh, lines.shank, lines.arm, lines.sole, lines.face, neck]
    lengths = [body.length(*ends) / body.trunk_px for ends in LENGTHS]
    scale = (_trunk_now(poses) / body.trunk_px)[:, None]
    trunk = _flat(poses.outline) * scale * _TRUNK_UNIT
    leg = _flat(_near_leg_outline(body, poses)) * scale * _LEG_UNIT
    leading = np.stack([*(lean / LEAN_UNIT_DEG for lean in leans), *lengths], axis=1)
    error = np.nan if poses.level is None else poses.level.error_deg
    level = np.full((len(poses), 1), error)
    return np.concatenate([leading, _offsets(body, poses), trunk, leg, level], axis=1)


def _offsets(body: SideBody, poses: PoseSequence) -> Floats:
    """(T, 2 OFFSETS) forward and up, in half of the typical trunk length."""
    flip = np.stack([body.facing, -np.abs(body.facing)], axis=-1)  # the picture's y points down
    ends = [_point(first, body, poses) - _point(second, body, poses) for first, second in OFFSETS]
    scaled = [end * flip / body.trunk_px * _OFFSET_UNIT for end in ends]
    return np.concatenate(scaled, axis=1)


def _point(name: str, body: SideBody, poses: PoseSequence) -> Floats:
    """(T, 2) pixels of, for example, the "far hip"."""
    side, landmark = name.split()
    if landmark == "nose":
        return poses.landmarks_px[:, Landmark.NOSE]
    left = body.left_is_near == (side == "near")
    chosen = np.where(left, on_side(landmark, "left"), on_side(landmark, "right"))
    return poses.landmarks_px[np.arange(len(poses)), chosen]


def _near_leg_outline(body: SideBody, poses: PoseSequence) -> Floats:
    """(T, 2, L, 2) back and front edge beside the near leg's thigh and shank."""
    left = body.left_is_near[:, None, None, None]
    return np.where(left, poses.leg_outline[:, 0], poses.leg_outline[:, 1])


def _flat(edges: Floats) -> Floats:
    """(T, n) from (T, ...), for no frames, too."""
    return edges.reshape(len(edges), math.prod(edges.shape[1:]))


def _trunk_now(poses: PoseSequence) -> Floats:
    """(T,) distance from hip middle to shoulder middle, pixels: the unit of the outline."""
    points = poses.landmarks_px
    hips = (points[:, Landmark.LEFT_HIP] + points[:, Landmark.RIGHT_HIP]) / 2
    shoulders = (points[:, Landmark.LEFT_SHOULDER] + points[:, Landmark.RIGHT_SHOULDER]) / 2
    trunk = shoulders - hips
    return np.hypot(trunk[:, 0], trunk[:, 1])
