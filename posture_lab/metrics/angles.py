"""Joint and segment angles of the near side, in the picture plane. Degrees, flexion positive."""

from typing import Final

import numpy as np

from posture_lab.metrics.geometry import SideBody, unwrap
from posture_lab.pose.sequence import Floats

LANDMARK_LEAN_DEG: Final = {"trunk": -1.0, "thigh": -1.0, "arm": 1.0, "sole": 1.5, "face": -2.0}
"""How much too far each line leans forward (sole: toes up, face: down) between the pose model's
landmarks: the mean over rendered people of measured minus true surface points (docs/signals.md).
For the face, true is 0 in people who stand and look straight ahead."""


def trunk_inclination(body: SideBody) -> Floats:
    """(T,) lean of the line hip to shoulder: 0 upright, forward positive."""
    return body.lean("hip", "shoulder") - LANDMARK_LEAN_DEG["trunk"]


def hip_flexion(body: SideBody) -> Floats:
    """(T,) 180 minus the angle shoulder-hip-knee: 0 straight, extension negative."""
    return unwrap(trunk_inclination(body) - _thigh_lean(body), 50.0)


def knee_flexion(body: SideBody) -> Floats:
    """(T,) 180 minus the angle hip-knee-ankle: 0 straight, over-extension negative."""
    return unwrap(shank_inclination(body) - _thigh_lean(body), 60.0)


def shank_inclination(body: SideBody) -> Floats:
    """(T,) lean of the line ankle to knee: 0 upright, forward positive."""
    return body.lean("ankle", "knee")


def ankle_dorsiflexion(body: SideBody) -> Floats:
    """(T,) 90 minus the angle between shank and sole (heel to toe): 0 square, toes up positive."""
    sole = body.points["foot_index"] - body.points["heel"]
    toes_up = np.degrees(np.arctan2(sole[:, 1], sole[:, 0]))
    return unwrap(shank_inclination(body) + toes_up - LANDMARK_LEAN_DEG["sole"], 0.0)


def shoulder_flexion(body: SideBody) -> Floats:
    """(T,) upper arm against the trunk: 0 hanging along it, 90 forward, 180 overhead.

    The range is (-110, 250], so that arms overhead do not jump; behind the body is negative.
    """
    arm = body.lean("elbow", "shoulder") - LANDMARK_LEAN_DEG["arm"]
    return unwrap(trunk_inclination(body) - arm, 70.0)


def head_inclination(body: SideBody) -> Floats:
    """(T,) pitch of the head against the trunk: looking down (flexion) is positive.

    The head's direction is the line from the near ear to the midpoint of near eye and nose.
    0 is how people hold it who stand upright and look straight ahead.
    """
    face = (body.points["eye"] + body.points["nose"]) / 2 - body.points["ear"]
    looking_down = np.degrees(np.arctan2(-face[:, 1], face[:, 0]))
    return unwrap(looking_down - LANDMARK_LEAN_DEG["face"] - trunk_inclination(body), 0.0)


def hip_shift(body: SideBody) -> Floats:
    """(T,) how far the hip lies behind the ankle, in leg lengths, backward positive."""
    behind = body.points["ankle"][:, 0] - body.points["hip"][:, 0]
    return behind / body.leg_px


def _thigh_lean(body: SideBody) -> Floats:
    """(T,) lean of the line knee to hip, forward positive: -90 when sitting."""
    return body.lean("knee", "hip") - LANDMARK_LEAN_DEG["thigh"]
