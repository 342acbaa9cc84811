"""Joint and segment angles of the near side, in the picture plane. Degrees, flexion positive."""

import numpy as np

from posture_lab.metrics.geometry import SideBody, unwrap
from posture_lab.pose.sequence import Floats

_FACE_SLOPE_DEG = 0.0
"""How far the line from the ear to eye and nose slopes down in somebody looking straight ahead."""


def trunk_inclination(body: SideBody) -> Floats:
    """(T,) lean of the line hip to shoulder: 0 upright, forward positive."""
    return body.lean("hip", "shoulder")


def hip_flexion(body: SideBody) -> Floats:
    """(T,) 180 minus the angle shoulder-hip-knee: 0 straight, extension negative."""
    return unwrap(trunk_inclination(body) - body.lean("knee", "hip"), 50.0)


def knee_flexion(body: SideBody) -> Floats:
    """(T,) 180 minus the angle hip-knee-ankle: 0 straight, over-extension negative."""
    return unwrap(shank_inclination(body) - body.lean("knee", "hip"), 60.0)


def shank_inclination(body: SideBody) -> Floats:
    """(T,) lean of the line ankle to knee: 0 upright, forward positive."""
    return body.lean("ankle", "knee")


def ankle_dorsiflexion(body: SideBody) -> Floats:
    """(T,) 90 minus the angle between shank and sole (heel to toe): 0 square, toes up positive."""
    sole = body.points["foot_index"] - body.points["heel"]
    toes_up = np.degrees(np.arctan2(sole[:, 1], sole[:, 0]))
    return unwrap(shank_inclination(body) + toes_up, 0.0)


def shoulder_flexion(body: SideBody) -> Floats:
    """(T,) upper arm against the trunk: 0 hanging along it, 90 forward, 180 overhead.

    The range is (-110, 250], so that arms overhead do not jump; behind the body is negative.
    """
    return unwrap(trunk_inclination(body) - body.lean("elbow", "shoulder"), 70.0)


def head_inclination(body: SideBody) -> Floats:
    """(T,) pitch of the head against the trunk: looking down (flexion) is positive.

    The head's direction is the line from the near ear to the midpoint of near eye and nose.
    0 is that line square to the line hip to shoulder, less the slope it has in people who look
    straight ahead.
    """
    face = (body.points["eye"] + body.points["nose"]) / 2 - body.points["ear"]
    looking_down = np.degrees(np.arctan2(-face[:, 1], face[:, 0]))
    return unwrap(looking_down - _FACE_SLOPE_DEG - trunk_inclination(body), 0.0)


def hip_shift(body: SideBody) -> Floats:
    """(T,) how far the hip lies behind the ankle, in leg lengths, backward positive."""
    behind = body.points["ankle"][:, 0] - body.points["hip"][:, 0]
    return behind / body.leg_px
