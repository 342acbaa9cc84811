"""The trunk outline's back and front edge: which stretch of it is what."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from posture_lab.pose.sequence import OUTLINE_STATIONS

BACK: Final = 0
FRONT: Final = 1
"""Last index of an outline array."""

SACRUM: Final = (-0.05, 0.20)
UPPER_BACK: Final = (0.70, 1.00)
"""Stretches of the back edge, in trunk lengths above the hips."""

RIBS: Final = (0.25, 0.85)
"""The front edge from the belly over the lower ribs to the breast bone."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the trunk's outline: which edge, from and to which height in trunk lengths
    above the hips."""

    edge: int
    low: float
    high: float


WHOLE_BACK: Final = Stretch(BACK, SACRUM[0], UPPER_BACK[1])
"""From the sacrum to the shoulders."""


def stations(low: float, high: float) -> NDArray[np.bool_]:
    """(S,) which of OUTLINE_STATIONS lie from ``low`` to ``high``, both included."""
    heights = OUTLINE_STATIONS
    tolerance = 1e-9
    return np.asarray((heights >= low - tolerance) & (heights <= high + tolerance))
