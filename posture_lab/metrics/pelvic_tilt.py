"""Pelvic tilt as the lower back edge of the outline shows it. A first version by geometry."""

from posture_lab.metrics.outline_edges import BACK, SACRUM, edge_lean
from posture_lab.pose.sequence import Floats


def pelvic_tilt(trunk_inclination_deg: Floats, outline: Floats) -> Floats:
    """(T,) degrees the edge over the sacrum leans forward of upright: anterior tilt is positive.

    ``trunk_inclination_deg`` is (T,), ``outline`` (T, S, 2) trunk lengths.
    """
    return trunk_inclination_deg + edge_lean(outline[..., BACK], *SACRUM)
