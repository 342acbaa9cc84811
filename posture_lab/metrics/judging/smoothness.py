"""Smoothness of a movement: spectral arc length of its speed."""

from typing import Final

import numpy as np

from posture_lab.arrays import Floats

_CUTOFF_HZ: Final = (1.5, 4.0)
_CUTOFF_CYCLES: Final = 6.0
"""Only as many cycles as this over the movement's duration are looked at, but no less than the
lower and no more than the upper frequency: what is faster is measurement noise, which weighs more
the slower the movement."""

_AMPLITUDE_FLOOR: Final = 0.05
_ZERO_PADDING: Final = 4


def spectral_arc_length(speed: Floats, rate_hz: float) -> float:
    """Spectral arc length (SPARC) of a speed profile (N,), without unit, negative.

    About -1.5 for one smooth reach; the more stops and jerks, the more negative. It does not
    depend on the size or, nearly, on the duration of the movement. NaN for less than four samples
    or no movement.

    Balasubramanian, Melendez-Calderon, Roby-Brami, Burdet 2015, On the analysis of movement
    smoothness, J NeuroEng Rehabil 12:112, with a lower cut-off.
    """
    if len(speed) < 4 or not np.isfinite(speed).all() or not np.any(speed):
        return float("nan")
    length = int(2 ** (np.ceil(np.log2(len(speed))) + _ZERO_PADDING))
    frequency = np.fft.rfftfreq(length, 1.0 / rate_hz)
    magnitude = np.abs(np.fft.rfft(speed, length))
    magnitude = magnitude / magnitude.max()
    below = frequency <= np.clip(_CUTOFF_CYCLES * rate_hz / len(speed), *_CUTOFF_HZ)
    frequency, magnitude = frequency[below], magnitude[below]
    loud = np.flatnonzero(magnitude >= _AMPLITUDE_FLOOR)
    frequency, magnitude = frequency[: loud[-1] + 1], magnitude[: loud[-1] + 1]
    if len(frequency) < 2:
        return float("nan")
    along = np.diff(frequency) / (frequency[-1] - frequency[0])
    return float(-np.sum(np.hypot(along, np.diff(magnitude))))
