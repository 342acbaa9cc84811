"""The definitions of the true angles: from surface points and bone transforms to degrees.

Every angle lies in the person's own sagittal plane (which turns with the heading). docs/truth.md
says in words what each one means.
"""

from collections.abc import Mapping

import numpy as np

from groundtruth.kinematics import Array


def sagittal(points: Array, heading_deg: Array) -> Array:
    """(forward, up) coordinates (T, 2) of world points (T, 3) for a person with this heading."""
    angle = np.radians(heading_deg)
    forward = points[:, 0] * np.sin(angle) - points[:, 1] * np.cos(angle)
    return np.stack([forward, points[:, 2]], axis=1)


def inclination(lower: Array, upper: Array) -> Array:
    """Degrees that the line from lower to upper (T, 2) leans forward of vertical."""
    line = upper - lower
    angle: Array = np.degrees(np.arctan2(line[:, 0], line[:, 1]))
    return angle


def wrap(angle_deg: Array) -> Array:
    """The same angles within -180 to 180 degrees."""
    return (angle_deg + 180.0) % 360.0 - 180.0


def surface_angles(points: Mapping[str, Array], side: str, heading_deg: Array) -> dict[str, Array]:
    """Angles (T,) from the surface points of one side ("left" or "right"), flexion positive."""
    p = {
        name: sagittal(points[f"{side}_{name}"], heading_deg)
        for name in ("shoulder", "hip", "knee", "ankle", "elbow", "ear", "eye", "heel", "big_toe")
    }
    nose = sagittal(points["nose"], heading_deg)
    trunk = inclination(p["hip"], p["shoulder"])
    thigh = inclination(p["knee"], p["hip"])
    shank = inclination(p["ankle"], p["knee"])
    foot = p["big_toe"] - p["heel"]
    pitch = np.degrees(np.arctan2(foot[:, 1], foot[:, 0]))
    # The upper arm points down at rest; flexion lifts the elbow forward, away from the trunk line.
    arm = inclination(p["elbow"], p["shoulder"])
    face = (p["eye"] + nose) / 2 - p["ear"]
    looking_down = np.degrees(np.arctan2(-face[:, 1], face[:, 0]))
    leg = np.linalg.norm(points[f"{side}_hip"] - points[f"{side}_knee"], axis=1)
    leg = leg + np.linalg.norm(points[f"{side}_knee"] - points[f"{side}_ankle"], axis=1)
    return {
        "trunk_inclination_deg": trunk,
        "hip_flexion_deg": wrap(trunk - thigh),
        "knee_flexion_deg": wrap(shank - thigh),
        "shank_inclination_deg": shank,
        "ankle_dorsiflexion_deg": wrap(shank + pitch),
        "shoulder_flexion_deg": (trunk - arm + 90.0) % 360.0 - 90.0,
        "head_inclination_deg": wrap(looking_down - trunk),
        "ear_inclination_deg": inclination(p["shoulder"], p["ear"]),
        "hip_shift_legs": (p["ankle"][:, 0] - p["hip"][:, 0]) / leg,
    }


def bone_angles(pivots: Mapping[str, Array], side: str, heading_deg: Array) -> dict[str, Array]:
    """The same angles from the bones' own pivots: they differ from the surface points'."""
    short = {"left": "L", "right": "R"}[side]
    p = {
        name: sagittal(pivots[f"{bone}.{short}"], heading_deg)
        for name, bone in (
            ("shoulder", "upperarm01"),
            ("hip", "upperleg01"),
            ("knee", "lowerleg01"),
            ("ankle", "foot"),
        )
    }
    trunk = inclination(p["hip"], p["shoulder"])
    thigh = inclination(p["knee"], p["hip"])
    shank = inclination(p["ankle"], p["knee"])
    return {
        "bone_trunk_inclination_deg": trunk,
        "bone_hip_flexion_deg": wrap(trunk - thigh),
        "bone_knee_flexion_deg": wrap(shank - thigh),
        "bone_shank_inclination_deg": shank,
    }


def bone_pitch(transforms: Array, bone: int, heading_deg: Array) -> Array:
    """Forward pitch (T,) of a bone relative to the rest pose, in the person's sagittal plane."""
    up = transforms[:, bone, :, 2]
    flat = sagittal(up, heading_deg)
    pitch: Array = np.degrees(np.arctan2(flat[:, 0], flat[:, 1]))
    return pitch
