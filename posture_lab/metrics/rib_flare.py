"""Rib flare: how far the lower ribs stand in front of the line from belly to breast bone."""

from typing import Final

from posture_lab.metrics.outline_edges import FRONT, edge_at
from posture_lab.pose.sequence import Floats

TRUNK_LENGTH_MM: Final = 500.0
"""Hip to shoulder in an average adult (0.288 of a 1.72 m body height; Winter, Biomechanics and
Motor Control of Human Movement, 2009). The person's own is not known."""

_LOWER_RIBS = 0.55
_BELLY, _BREAST_BONE = 0.30, 0.80


def rib_flare(outline: Floats) -> Floats:
    """(T,) millimetres that the front edge at the lower ribs lies in front of belly and chest.

    ``outline`` is (T, S, 2) trunk lengths; NaN where it was not seen.
    """
    front = outline[..., FRONT]
    share = (_LOWER_RIBS - _BELLY) / (_BREAST_BONE - _BELLY)
    line = (1 - share) * edge_at(front, _BELLY) + share * edge_at(front, _BREAST_BONE)
    return (edge_at(front, _LOWER_RIBS) - line) * TRUNK_LENGTH_MM
