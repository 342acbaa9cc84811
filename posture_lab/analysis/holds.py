"""The stretches of a clip in which a posture is held."""

from typing import Final

import numpy as np
from scipy import ndimage

from posture_lab.metrics.signals import Floats, Signals

MIN_HOLD_S: Final = 1.0
"""A shorter stop is a pause in a movement."""

BRIDGE_S: Final = 1.0
"""A dropout or a fidget up to this long does not end a hold."""

MAX_SPEED_DEG_PER_S: Final = 20.0
"""Slower changes of the trunk are sway and shifting about; bending down is faster."""


def hold_windows(signals: Signals) -> tuple[tuple[float, float], ...]:
    """Return (start_s, end_s) of every stretch in which the trunk is seen and kept still."""
    time_s, trunk = signals.time_s, signals["trunk_inclination_deg"].values
    if len(time_s) < 2:
        return ()
    still = np.abs(np.gradient(trunk, time_s)) <= MAX_SPEED_DEG_PER_S
    labels, _ = ndimage.label(still)
    windows: list[tuple[float, float]] = []
    for (run,) in ndimage.find_objects(labels):
        start_s, end_s = float(time_s[run.start]), float(time_s[run.stop - 1])
        if windows and start_s - windows[-1][1] <= BRIDGE_S and _same(trunk, time_s, windows, run):
            start_s = windows.pop()[0]
        windows.append((start_s, end_s))
    return tuple(window for window in windows if window[1] - window[0] >= MIN_HOLD_S)


def _same(
    trunk: Floats, time_s: Floats, windows: list[tuple[float, float]], run: slice
) -> bool:
    """Whether the posture after the gap is the one before it, within a sway."""
    before = trunk[(time_s >= windows[-1][0]) & (time_s <= windows[-1][1])]
    return abs(float(np.median(before)) - float(np.median(trunk[run]))) <= 10.0
