"""Forward kinematics of a skeleton over time, in plain NumPy.

World axes: X to the person's left, Y backwards (the person faces -Y), Z up; metres. A forward
pitch of a segment is a positive rotation about +X. All angles are in degrees.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Skeleton:
    """Bones in the rest pose: labels, parents (B,) with -1 for the root, heads (B, 3) in metres."""

    labels: tuple[str, ...]
    parents: tuple[int, ...]
    heads: Array

    def index(self, label: str) -> int:
        """The number of a bone."""
        return self.labels.index(label)

    def head(self, label: str) -> Array:
        """A bone's head (3,) in the rest pose."""
        head: Array = self.heads[self.index(label)]
        return head


def rotation(axis: str, angle_deg: Array) -> Array:
    """Rotation matrices (T, 3, 3) about a world axis, "x", "y" or "z", for angles (T,)."""
    angle = np.radians(np.asarray(angle_deg, float))
    cos, sin = np.cos(angle), np.sin(angle)
    out = np.zeros((*angle.shape, 3, 3))
    i = "xyz".index(axis)
    j, k = (i + 1) % 3, (i + 2) % 3
    out[..., i, i] = 1.0
    out[..., j, j] = out[..., k, k] = cos
    out[..., k, j], out[..., j, k] = sin, -sin
    return out


def rotation_between(start: Array, end: Array) -> Array:
    """The smallest rotations (T, 3, 3) that turn the directions `start` into `end`, both (T, 3)."""
    a = start / np.linalg.norm(start, axis=-1, keepdims=True)
    b = end / np.linalg.norm(end, axis=-1, keepdims=True)
    v = np.cross(a, b)
    # Opposite directions have no unique axis; a tiny denominator would blow up, so it is bounded.
    c = np.maximum(np.sum(a * b, axis=-1), -0.9999)
    k = np.zeros((*v.shape[:-1], 3, 3))
    k[..., 0, 1], k[..., 0, 2], k[..., 1, 2] = -v[..., 2], v[..., 1], -v[..., 0]
    k[..., 1, 0], k[..., 2, 0], k[..., 2, 1] = v[..., 2], -v[..., 1], v[..., 0]
    result: Array = np.eye(3) + k + (k @ k) / (1.0 + c)[..., None, None]
    return result


def sagittal_direction(inclination_deg: Array, sign: float = 1.0) -> Array:
    """Unit vectors (T, 3) in the sagittal plane, `inclination_deg` forward of straight up.

    With sign -1 they point the other way: a thigh that hangs, its upper end leaning forward.
    """
    angle = np.radians(np.asarray(inclination_deg, float))
    return sign * np.stack([np.zeros_like(angle), -np.sin(angle), np.cos(angle)], axis=-1)


def forward(skeleton: Skeleton, rotations: Mapping[str, Array], root: Array) -> Array:
    """Bone transforms (T, B, 3, 4) that carry rest-pose points into the world.

    `rotations` gives the world rotation (T, 3, 3) of a bone from its rest orientation; a bone
    that is not named moves rigidly with its parent. `root` (T, 3) is where the root's head goes.
    """
    count = len(root)
    out = np.zeros((count, len(skeleton.labels), 3, 4))
    for bone, (label, parent) in enumerate(zip(skeleton.labels, skeleton.parents, strict=True)):
        head = skeleton.heads[bone]
        if parent < 0:
            turn = rotations.get(label, np.broadcast_to(np.eye(3), (count, 3, 3)))
            place = root
        else:
            turn = rotations.get(label, out[:, parent, :, :3])
            place = out[:, parent, :, :3] @ head + out[:, parent, :, 3]
        out[:, bone, :, :3] = turn
        out[:, bone, :, 3] = place - turn @ head
    return out


def carry(transforms: Array, bone: int, point: Array) -> Array:
    """Where a rest-pose point (3,) fixed to a bone is over time (T, 3)."""
    carried: Array = transforms[:, bone, :, :3] @ point + transforms[:, bone, :, 3]
    return carried
