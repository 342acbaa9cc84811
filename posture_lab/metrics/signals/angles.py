"""Joint and segment angles of the near side, in the picture plane. Degrees, flexion positive."""

from collections.abc import Callable, Mapping
from typing import Final

from posture_lab.arrays import Floats
from posture_lab.metrics.signals.geometry import SideBody, unwrap
from posture_lab.metrics.signals.lines import Lines


def trunk_inclination(lines: Lines) -> Floats:
    """(T,) lean of the line hip to shoulder: 0 upright, forward positive."""
    return lines.trunk


def hip_flexion(lines: Lines) -> Floats:
    """(T,) 180 minus the angle shoulder-hip-knee: 0 straight, extension negative."""
    return unwrap(lines.trunk - lines.thigh, 50.0)


def knee_flexion(lines: Lines) -> Floats:
    """(T,) 180 minus the angle hip-knee-ankle: 0 straight, over-extension negative."""
    return unwrap(lines.shank - lines.thigh, 60.0)


def shank_inclination(lines: Lines) -> Floats:
    """(T,) lean of the line ankle to knee: 0 upright, forward positive."""
    return lines.shank


def ankle_dorsiflexion(lines: Lines) -> Floats:
    """(T,) 90 minus the angle between shank and sole (heel to toe): 0 square, toes up positive."""
    return unwrap(lines.shank + lines.sole, 0.0)


def shoulder_flexion(lines: Lines) -> Floats:
    """(T,) upper arm against the trunk: 0 hanging along it, 90 forward, 180 overhead.

    The range is (-110, 250], so that arms overhead do not jump; behind the body is negative.
    """
    return unwrap(lines.trunk - lines.arm, 70.0)


def head_inclination(lines: Lines) -> Floats:
    """(T,) pitch of the head against the trunk: looking down (flexion) is positive.

    The head's direction is the line from the near ear to the midpoint of near eye and nose.
    0 is how people hold it who stand upright and look straight ahead.
    """
    return unwrap(lines.face - lines.trunk, 0.0)


FROM_LINES: Final[Mapping[str, Callable[[Lines], Floats]]] = {
    "trunk_inclination_deg": trunk_inclination,
    "hip_flexion_deg": hip_flexion,
    "knee_flexion_deg": knee_flexion,
    "ankle_dorsiflexion_deg": ankle_dorsiflexion,
    "shank_inclination_deg": shank_inclination,
    "shoulder_flexion_deg": shoulder_flexion,
    "head_inclination_deg": head_inclination,
}
"""Each signal that is an angle between lines, and how it is made of them."""


def hip_shift(body: SideBody) -> Floats:
    """(T,) how far the hip lies behind the ankle, in leg lengths, backward positive."""
    behind = body.points["ankle"][:, 0] - body.points["hip"][:, 0]
    return behind / body.leg_px
