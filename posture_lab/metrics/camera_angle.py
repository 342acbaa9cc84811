"""How far the camera stands off the side view, without the wavering of single frames."""

from typing import Final

import numpy as np
from scipy.ndimage import median_filter

from posture_lab.pose.sequence import Floats

WINDOW_S: Final = 20.0
WAVERING_DEG: Final = 10.0
"""Bending moves a frame's reading of the yaw by up to this much, for as long as it lasts (rendered
people who did not turn); further from the seconds around it is somebody who turns."""


def steady_yaw(time_s: Floats, yaw_deg: Floats) -> Floats:
    """(T,) yaw off the side view in degrees, unsigned, from that of single frames; NaN stays NaN.

    A frame that reads more turned than the median of the twenty seconds around it is given that
    median, unless it is so by more than WAVERING_DEG.
    """
    seen = np.flatnonzero(np.isfinite(yaw_deg))
    if len(seen) < 3:
        return yaw_deg
    own = yaw_deg[seen]
    step_s = float(np.median(np.diff(time_s[seen])))
    typical = median_filter(own, size=2 * round(WINDOW_S / 2 / step_s) + 1, mode="nearest")
    steady = yaw_deg.copy()
    turned = own - typical > WAVERING_DEG
    steady[seen] = np.where(turned, own, np.minimum(own, typical))
    return steady
