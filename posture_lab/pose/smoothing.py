"""Filling short gaps and smoothing: zero-phase for recorded clips, One Euro for live ones."""

import math
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, sosfiltfilt

from posture_lab.arrays import Floats

MAX_GAP_S: Final = 0.25
"""Longest gap that is filled, from the last seen frame to the next seen one, in seconds."""

CUTOFF_HZ: Final = 5.0
"""Cut-off of the zero-phase low-pass; voluntary movement lies below it (docs/pose.md)."""

_TOGETHER: Final = 16
"""Series that are filtered together."""


def fill_gaps(time_s: Floats, values: Floats, max_gap_s: float = MAX_GAP_S) -> Floats:
    """Return ``values`` with short gaps filled by straight lines in time.

    Parameters
    ----------
    time_s : (T,) seconds, strictly increasing.
    values : (T, ...) any number of series; NaN is missing. Each series is treated by itself.
    max_gap_s : a gap is filled when the seen frames on its two sides are at most this far apart.

    Returns
    -------
    (T, ...) a new array. Longer gaps and missing ends stay NaN.
    """
    flat = values.reshape(len(values), math.prod(values.shape[1:])).copy()
    for series in flat.T:
        seen = np.flatnonzero(np.isfinite(series))
        if len(seen) < 2 or seen[-1] - seen[0] + 1 == len(seen):
            continue
        missing = np.flatnonzero(~np.isfinite(series))
        missing = missing[(missing > seen[0]) & (missing < seen[-1])]
        after = np.searchsorted(seen, missing)
        width = time_s[seen[after]] - time_s[seen[after - 1]]
        short = missing[width <= max_gap_s + 1e-9]
        series[short] = np.interp(time_s[short], time_s[seen], series[seen])
    return flat.reshape(values.shape)


def smooth(time_s: Floats, values: Floats, cutoff_hz: float = CUTOFF_HZ) -> Floats:
    """Return ``values`` low-pass filtered forwards and backwards, so that nothing lags.

    A fourth-order zero-phase Butterworth filter (second order, both ways), run over each unbroken
    run of frames on an even time grid and read back at the frames' own times: uneven timestamps
    and other frame rates give the same curve.

    Parameters
    ----------
    time_s : (T,) seconds, strictly increasing.
    values : (T, ...) any number of series; NaN is missing and stays missing.
    cutoff_hz : frequency at which half the amplitude is left.
    """
    flat = values.reshape(len(values), math.prod(values.shape[1:])).copy()
    seen = np.isfinite(flat)
    # Series with the same missing frames share their runs: usually all of them.
    alike: dict[bytes, list[int]] = {}
    for index, pattern in enumerate(np.ascontiguousarray(seen.T)):
        alike.setdefault(pattern.tobytes(), []).append(index)
    for columns in alike.values():
        for start, stop in _runs(seen[:, columns[0]]):
            # A few at a time: the filter needs several copies of what it is given.
            for some in range(0, len(columns), _TOGETHER):
                block = columns[some : some + _TOGETHER]
                flat[start:stop, block] = _smooth_run(
                    time_s[start:stop], flat[start:stop, block], cutoff_hz
                )
    return flat.reshape(values.shape)


def _runs(seen: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return (start, stop) of each unbroken run of True."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], seen.astype(np.int8), [0]))))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def _smooth_run(time_s: Floats, values: Floats, cutoff_hz: float) -> Floats:
    if len(time_s) < 4:
        return values
    step = float(np.median(np.diff(time_s)))
    rate = 1.0 / step
    if rate <= 2.2 * cutoff_hz:
        return values
    count = max(2, round((time_s[-1] - time_s[0]) * rate) + 1)
    grid_rate = round((count - 1) / float(time_s[-1] - time_s[0]), 3)
    if grid_rate <= 2.2 * cutoff_hz:
        # A few uneven frames: the whole number of steps made them slower still.
        return values
    grid = np.linspace(time_s[0], time_s[-1], count)
    even = _interpolate(grid, time_s, values)
    sections = _low_pass(cutoff_hz, grid_rate)
    padding = min(count - 1, max(3, round(0.5 * rate)))
    filtered = sosfiltfilt(sections, even, axis=0, padlen=padding)
    return _interpolate(time_s, grid, filtered)


@lru_cache(maxsize=16)
def _low_pass(cutoff_hz: float, rate_hz: float) -> Floats:
    """Second-order sections of the filter; runs of one clip share them."""
    return np.asarray(butter(2, cutoff_hz, fs=rate_hz, output="sos"))


def _interpolate(at: Floats, known_at: Floats, known: Floats) -> Floats:
    """Straight-line interpolation of (N, C) values in time."""
    right = np.clip(np.searchsorted(known_at, at), 1, len(known_at) - 1)
    left = right - 1
    share = (at - known_at[left]) / (known_at[right] - known_at[left])
    return known[left] + (known[right] - known[left]) * share[:, None]


class OneEuroFilter:
    """Smooths live values as they come: steady when still, quick when moving.

    Casiez, Roussel and Vogel, "1 Euro Filter", CHI 2012 (doi 10.1145/2207676.2208639).

    Parameters
    ----------
    min_cutoff_hz : cut-off at rest; lower is steadier.
    beta : growth of the cut-off with speed, in hertz per (value unit per second); higher lags
        less.
    speed_cutoff_hz : cut-off of the filter on the speed itself.
    """

    def __init__(
        self, min_cutoff_hz: float = 1.5, beta: float = 0.01, speed_cutoff_hz: float = 1.0
    ) -> None:
        self._min_cutoff_hz = min_cutoff_hz
        self._beta = beta
        self._speed_cutoff_hz = speed_cutoff_hz
        self._time_s: float | None = None
        self._values: Floats | None = None
        self._speed: Floats | None = None

    def __call__(self, time_s: float, values: Floats) -> Floats:
        """Return the smoothed values of any shape at ``time_s`` seconds; 0 is a time like others.

        Missing values (NaN) come back as NaN, and that value starts afresh when it is seen again.

        Raises
        ------
        ValueError
            If time does not move on.
        """
        values = np.asarray(values, dtype=np.float64)
        if self._time_s is None or self._values is None or self._speed is None:
            self._time_s, self._values, self._speed = time_s, values, np.zeros_like(values)
            return values
        step = time_s - self._time_s
        if step <= 0:
            raise ValueError(f"time must move on: {time_s} s after {self._time_s} s")
        speed = (values - self._values) / step
        fresh = ~np.isfinite(speed)
        pull = _pull(np.full_like(values, self._speed_cutoff_hz), step)
        speed = np.where(fresh, 0.0, self._speed + pull * (speed - self._speed))
        pull = _pull(self._min_cutoff_hz + self._beta * np.abs(speed), step)
        smoothed = np.where(fresh, values, self._values + pull * (values - self._values))
        self._time_s, self._values, self._speed = time_s, smoothed, speed
        return smoothed


def _pull(cutoff_hz: Floats, step_s: float) -> Floats:
    """Weight of the newest value in a first-order low-pass."""
    ratio = 2.0 * math.pi * cutoff_hz * step_s
    return ratio / (ratio + 1.0)
