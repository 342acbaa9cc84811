"""How far the camera stands off the side view, without the wavering of single frames."""

from typing import Final

import numpy as np
from scipy.ndimage import median_filter

from posture_lab.arrays import Floats

WINDOW_S: Final = 60.0
WAVERING_DEG: Final = 10.0
"""Bending moves a frame's reading of the yaw by up to this much, for as long as it lasts (95 of 100
clips of rendered people who set errors and did not turn; half of them by no more than 2); further
from the minute around it is somebody who turns."""


def steady_yaw(time_s: Floats, yaw_deg: Floats) -> Floats:
    """(T,) yaw off the side view in degrees, unsigned, from that of single frames; NaN stays NaN.

    A frame that reads more turned than the median of the minute around it is given that median,
    unless it is so by more than WAVERING_DEG.
    """
    seen = np.flatnonzero(np.isfinite(yaw_deg))
    if len(seen) < 3:
        return yaw_deg
    own = yaw_deg[seen]
    step_s = float(np.median(np.diff(time_s[seen])))
    # Never wider than the clip: beyond its ends only what was seen counts, mirrored.
    size = min(2 * round(WINDOW_S / 2 / step_s) + 1, len(seen))
    whole = np.full(len(seen), np.median(own))
    typical = whole if size == len(seen) else median_filter(own, size=size, mode="reflect")
    steady = yaw_deg.copy()
    turned = own - typical > WAVERING_DEG
    steady[seen] = np.where(turned, own, np.minimum(own, typical))
    return steady
