"""Legs that stand on the floor, by inverse kinematics from the ankles, and legs that do not."""

from dataclasses import dataclass

import numpy as np

from groundtruth.bodies import Body
from groundtruth.kinematics import Array, rotation, sagittal_direction
from groundtruth.motion import Motion


@dataclass(frozen=True)
class Legs:
    """World rotations of the leg bones, and where the root is (T, 3)."""

    rotations: dict[str, Array]
    root: Array


def plant(body: Body, motion: Motion, pelvis: Array, turn: Array) -> Legs:
    """Place the root over the feet and bend the legs so that the ankles stay put.

    The mean knee flexion and shank inclination of `motion` decide how far the hips go back and
    down; the knees point where the toes point. A leg with a nonzero `free` leaves the floor.
    """
    head = body.skeleton.head
    lifted = np.abs(motion.free) > 1e-9
    share = np.where(lifted, 1e-9, 1.0)
    share = (share / share.sum(axis=1, keepdims=True))[..., None]
    hips = np.stack([pelvis @ (head(f"upperleg01.{s}") - head("root")) for s in "LR"], axis=1)
    ankles = np.stack([_ankle(body, motion, turn, s) for s in "LR"], axis=1)
    lean = np.stack([_hip_above_ankle(body, motion, c, turn) for c in range(2)], axis=1)
    reach_sq = np.sum(lean**2, axis=2)
    root = np.sum(share * (ankles + lean - hips), axis=1)
    # Feet apart cost height: the hip's distance from the ankle stays what the knee allows.
    flat_sq = np.sum((root[:, None] + hips - ankles)[..., :2] ** 2, axis=2)
    height = np.sqrt(np.maximum(reach_sq - flat_sq, 1e-4))
    level = ankles[..., 2] + height - hips[..., 2]
    root[:, 2] = np.sum(share[..., 0] * level, axis=1)
    rotations: dict[str, Array] = {}
    for column, side in enumerate("LR"):
        hip = root + hips[:, column]
        free = lifted[:, column]
        swung = hip - _swing(lean[:, column], motion.free[:, column], turn)
        ankle = np.where(free[:, None], swung, ankles[:, column])
        rotations |= _leg(body, motion, side, (hip, ankle))
    return Legs(rotations, root)


def dangle(body: Body, motion: Motion, pelvis: Array, turn: Array) -> Legs:
    """Bend the legs by shank and knee below a root at the origin; the feet go where they will."""
    head = body.skeleton.head
    rotations: dict[str, Array] = {}
    for column, side in enumerate("LR"):
        hip = pelvis @ (head(f"upperleg01.{side}") - head("root"))
        ankle = hip - _hip_above_ankle(body, motion, column, turn)
        leg = _leg(body, motion, side, (hip, ankle))
        # Such a foot keeps its angle to the shank, not to the floor.
        leg[f"foot.{side}"] = leg[f"lowerleg01.{side}"] @ rotation("x", motion.point[:, column])
        rotations |= leg
    return Legs(rotations, np.zeros((motion.count, 3)))


def _out(motion: Motion, side: str) -> Array:
    return motion.toe_out if side == "L" else -motion.toe_out


def _ankle(body: Body, motion: Motion, turn: Array, side: str) -> Array:
    foot, toe = body.skeleton.head(f"foot.{side}"), body.skeleton.head(f"toe1-1.{side}")
    place = np.zeros((motion.count, 3))
    place[:, 0] = motion.half_width if side == "L" else -motion.half_width
    # Heels lift about the ball of the foot, which raises the ankle and brings it forward.
    angle = np.radians(motion.heel_lift)
    reach, rise = float(foot[1] - toe[1]), float(foot[2] - toe[2])
    place[:, 1] = reach * (np.cos(angle) - 1.0) - rise * np.sin(angle)
    place[:, 2] = toe[2] - body.floor_z + reach * np.sin(angle) + rise * np.cos(angle)
    moved: Array = (turn @ place[..., None])[..., 0] + motion.travel
    return moved


def _hip_above_ankle(body: Body, motion: Motion, column: int, turn: Array) -> Array:
    """Ankle-to-hip vectors (T, 3) from the shank's inclination and the knee's flexion."""
    side = "LR"[column]
    head = body.skeleton.head
    thigh_m = np.linalg.norm(head(f"upperleg01.{side}") - head(f"lowerleg01.{side}"))
    shank_m = np.linalg.norm(head(f"lowerleg01.{side}") - head(f"foot.{side}"))
    shank, knee = motion.shank[:, column], motion.knee[:, column]
    line = shank_m * sagittal_direction(shank) + thigh_m * sagittal_direction(shank - knee)
    turned: Array = (turn @ line[..., None])[..., 0]
    return turned


def _swing(line: Array, free_deg: Array, turn: Array) -> Array:
    """A leg's ankle-to-hip vector swung about the hip, backwards positive."""
    flat = np.swapaxes(turn, 1, 2)
    swung: Array = (turn @ rotation("x", free_deg) @ flat @ line[..., None])[..., 0]
    return swung


def _leg(body: Body, motion: Motion, side: str, ends: tuple[Array, Array]) -> dict[str, Array]:
    """World rotations of one leg's bones between its ends: hip and ankle, both (T, 3)."""
    hip, ankle = ends
    turn = rotation("z", motion.heading)
    head = body.skeleton.head
    rest_hip, rest_knee = head(f"upperleg01.{side}"), head(f"lowerleg01.{side}")
    rest_ankle = head(f"foot.{side}")
    thigh_m = float(np.linalg.norm(rest_hip - rest_knee))
    shank_m = float(np.linalg.norm(rest_knee - rest_ankle))
    out = rotation("z", _out(motion, side))
    facing = turn @ rotation("x", motion.lie) @ out
    forward = (facing @ np.array([0.0, -1.0, 0.0])[:, None])[..., 0]
    line = hip - ankle
    length = np.linalg.norm(line, axis=1, keepdims=True)
    up = line / length
    length = np.minimum(length, (thigh_m + shank_m) * 0.99999)
    along = (shank_m**2 - thigh_m**2 + length**2) / (2 * length)
    ahead = np.sqrt(np.maximum(shank_m**2 - along**2, 0.0))
    normal = _unit(np.cross(up, forward))
    knee = ankle + along * up + ahead * np.cross(normal, up)
    rest_up = _unit((rest_hip - rest_ankle)[None])
    rest_normal = _unit(np.cross(rest_up, np.array([[0.0, -1.0, 0.0]])))
    # When a straight leg cannot reach, the foot gives way, not the length of the bones.
    thigh = _frame(hip - knee, normal) @ _frame((rest_hip - rest_knee)[None], rest_normal).mT
    shank = _frame(knee - ankle, normal) @ _frame((rest_knee - rest_ankle)[None], rest_normal).mT
    toe = head(f"toe2-1.{side}") - rest_ankle
    rest_out = np.degrees(np.arctan2(toe[0], -toe[1]))
    lift = motion.heel_lift - motion.free[:, "LR".index(side)]
    flat = rotation("z", _out(motion, side) - rest_out)
    foot = turn @ flat @ rotation("x", lift)
    return {
        f"upperleg01.{side}": thigh,
        f"lowerleg01.{side}": shank,
        f"foot.{side}": foot,
    }


def _unit(vectors: Array) -> Array:
    scaled: Array = vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)
    return scaled


def _frame(up: Array, normal: Array) -> Array:
    """Right-handed frames (T, 3, 3) with z along `up` and x as near to `normal` as can be."""
    z = _unit(up)
    x = _unit(normal - np.sum(normal * z, axis=-1, keepdims=True) * z)
    return np.stack([x, np.cross(z, x), z], axis=-1)
