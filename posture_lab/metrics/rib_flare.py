"""Rib flare: how far the lower ribs stand in front of the line from belly to breast bone."""

from typing import Final

import numpy as np

from posture_lab.pose.sequence import OUTLINE_STATIONS, Floats

TRUNK_LENGTH_MM: Final = 500.0
"""Hip to shoulder in an average adult (0.288 of a 1.72 m body height; Winter, Biomechanics and
Motor Control of Human Movement, 2009). The person's own is not known."""

_LOWER_RIBS = 0.55
_BELLY, _BREAST_BONE = 0.30, 0.80


def rib_flare(outline: Floats) -> Floats:
    """(T,) millimetres that the front edge at the lower ribs lies in front of belly and chest.

    ``outline`` is (T, S, 2) trunk lengths; NaN where it was not seen.
    """
    front = outline[..., 1]
    share = (_LOWER_RIBS - _BELLY) / (_BREAST_BONE - _BELLY)
    line = (1 - share) * _edge_at(front, _BELLY) + share * _edge_at(front, _BREAST_BONE)
    return (_edge_at(front, _LOWER_RIBS) - line) * TRUNK_LENGTH_MM


def _edge_at(edge: Floats, height: float) -> Floats:
    """(T,) an edge's distance at a height, as the mean of the three nearest stations."""
    nearest = int(np.argmin(np.abs(OUTLINE_STATIONS - height)))
    mean: Floats = edge[:, nearest - 1 : nearest + 2].mean(axis=1)
    return mean
