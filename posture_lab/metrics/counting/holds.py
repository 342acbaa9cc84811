"""Held postures: the quiet stretches of a clip over which a posture is judged."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from posture_lab.arrays import Floats
from posture_lab.metrics.signals.signal import Signals
from posture_lab.movements.recognition import Stillness

MIN_HOLD_S: Final = 1.0
"""A shorter stop is a pause in a movement."""

BRIDGE_S: Final = 1.0
"""A dropout or a fidget up to this long does not end a hold."""

_SAME_DEG: Final = 10.0
"""The trunk leans as before when it differs by no more than this."""

_WINDOW_S: Final = 0.5
_STILL_DEG: Final = 6.0
"""Still means that trunk, hip and knee each stay within this range for half a second."""


def hold_windows(signals: Signals, posture: Stillness) -> tuple[tuple[float, float], ...]:
    """Return (start_s, end_s) of every stretch in which the person is still in a posture.

    Frames in which the trunk is not seen belong to no hold; a dropout or a fidget up to BRIDGE_S
    does not end one when the trunk leans as before.
    """
    fits = held(signals, posture)
    time_s, trunk = signals.time_s, signals["trunk_inclination_deg"].values
    windows: list[tuple[float, float]] = []
    for begin_s, end_s in stretches(time_s, fits):
        start_s = begin_s
        lean = _median(trunk, fits & (time_s >= start_s) & (time_s <= end_s))
        if windows and start_s - windows[-1][1] <= BRIDGE_S:
            before = fits & (time_s >= windows[-1][0]) & (time_s <= windows[-1][1])
            if abs(_median(trunk, before) - lean) <= _SAME_DEG:
                start_s = windows.pop()[0]
        windows.append((start_s, end_s))
    return tuple(window for window in windows if window[1] - window[0] >= MIN_HOLD_S)


def _median(values: Floats, where: NDArray[np.bool_]) -> float:
    return float(np.median(values[where]))


def held(signals: Signals, posture: Stillness) -> NDArray[np.bool_]:
    """(T,) whether the person is still in a posture."""
    fits = np.ones(len(signals.time_s), dtype=bool)
    for name, (low, high) in posture.limits.items():
        values = signals[name].values
        inside = (values >= low) & (values <= high)
        if name not in posture.needed:
            inside |= np.isnan(values)
        fits &= inside & ~(moving_range(signals.time_s, values) > _STILL_DEG)
    return fits


def moving_range(time_s: Floats, values: Floats, window_s: float = _WINDOW_S) -> Floats:
    """(T,) range of ``values`` within ``window_s`` around each frame; NaN frames count not."""
    if not len(time_s):
        return np.zeros(0)
    step = float(np.median(np.diff(time_s))) if len(time_s) > 1 else window_s
    size = max(1, round(window_s / step)) | 1
    top = ndimage.maximum_filter1d(np.nan_to_num(values, nan=-np.inf), size)
    low = ndimage.minimum_filter1d(np.nan_to_num(values, nan=np.inf), size)
    return np.where(np.isnan(values), np.nan, top - low)


def stretches(
    time_s: Floats, fits: NDArray[np.bool_], bridge_s: float = 0.25
) -> list[tuple[float, float]]:
    """Start and end in seconds of each run of True, runs closer than ``bridge_s`` being one."""
    if not fits.any():
        return []
    labels, _ = ndimage.label(fits)
    found: list[tuple[float, float]] = []
    for (run,) in ndimage.find_objects(labels):
        start_s, end_s = float(time_s[run.start]), float(time_s[run.stop - 1])
        if found and start_s - found[-1][1] <= bridge_s:
            found[-1] = (found[-1][0], end_s)
        else:
            found.append((start_s, end_s))
    return found
