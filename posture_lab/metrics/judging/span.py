"""Reading signals over a stretch of time, so that the frame rate does not matter."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np
from scipy.ndimage import gaussian_filter1d

from posture_lab.arrays import Floats
from posture_lab.metrics.judging.judgement import Measure
from posture_lab.metrics.signals.signal import Signal

GRID_HZ: Final = 60.0
"""Signals are read on a grid of this rate, whatever the clip's own."""

LONGEST_UNSEEN_S: Final = 0.3
"""A moment further than this from any seen frame was not seen."""

STAND_BEFORE_S: Final = 0.25
"""How much of the standing before a repetition is looked at."""

_BACK_DEG: Final = 2.0
"""The driving signal wavers by less in somebody who stands."""

_NEAR_REST: Final = 0.15
_ON_THE_WAY: Final = 0.4
"""Shares of the way from the neutral to the extreme of the driving signal: up to the first somebody
is in the start pose, up to the second they have at least left the extreme; half repetitions between
whole ones turn back at more."""

_MOMENT_S: Final = 0.05

_SMOOTHING_S: Final = 0.04
_REACH: Final = round(4 * _SMOOTHING_S * GRID_HZ)
"""Samples that the smoothing reaches to each side."""


@dataclass(frozen=True, slots=True)
class Series:
    """A signal over a stretch, on an even grid of GRID_HZ: ``time_s``, ``values``, ``error``.

    All (N,); NaN where the signal was not seen.
    """

    time_s: Floats
    values: Floats
    error: Floats

    def part(self, start_s: float, end_s: float) -> "Series":
        """The series between two times, at least one sample long."""
        inside = (self.time_s >= start_s - 1e-9) & (self.time_s <= end_s + 1e-9)
        if not inside.any():
            inside = np.zeros(len(self.time_s), dtype=bool)
            inside[int(np.argmin(np.abs(self.time_s - (start_s + end_s) / 2)))] = True
        return Series(self.time_s[inside], self.values[inside], self.error[inside])

    def mean(self) -> Measure | None:
        """Mean value; None when less than half of the stretch was seen.

        The error is that of a single frame: it comes from body shape, clothes and camera more
        than from noise, so averaging does not make it smaller.
        """
        seen = np.isfinite(self.values)
        if seen.mean() < 0.5:
            return None
        return Measure(float(self.values[seen].mean()), float(np.nanmedian(self.error[seen])))

    def extreme(self, sign: float = 1.0) -> Measure | None:
        """Largest (``sign`` 1) or smallest (-1) value; None when less than half was seen."""
        seen = np.isfinite(self.values)
        if seen.mean() < 0.5:
            return None
        index = int(np.nanargmax(sign * self.values))
        return Measure(float(self.values[index]), float(self.error[index]))


def read_series(signal: Signal, time_s: Floats, start_s: float, end_s: float) -> Series:
    """Read ``signal`` with frame times ``time_s`` between two times.

    Gaps up to LONGEST_UNSEEN_S are bridged by straight lines; longer ones stay NaN. A light
    smoothing (0.04 s) keeps single frames from making the extremes.
    """
    count = max(round((end_s - start_s) * GRID_HZ) + 1, 2)
    # Wider by what the smoothing reaches, so that the ends are as good as the middle.
    step = max(end_s - start_s, 1e-3) / (count - 1)
    grid: Floats = start_s + step * np.arange(-_REACH, count + _REACH, dtype=np.float64)
    kept = slice(_REACH, -_REACH)
    nothing = np.full(count, np.nan)
    near = slice(
        int(np.searchsorted(time_s, start_s - LONGEST_UNSEEN_S)),
        int(np.searchsorted(time_s, end_s + LONGEST_UNSEEN_S, side="right")),
    )
    seen = np.isfinite(signal.values[near])
    if not seen.any():
        return Series(grid[kept], nothing, nothing)
    times = time_s[near][seen]
    values = gaussian_filter1d(
        np.interp(grid, times, signal.values[near][seen]), _SMOOTHING_S * GRID_HZ, mode="nearest"
    )
    error = np.interp(grid, times, signal.error[near][seen])
    covered = _covered(grid, times)
    values, error = np.where(covered, values, np.nan), np.where(covered, error, np.nan)
    return Series(grid[kept], values[kept], error[kept])


def _covered(grid: Floats, times: Floats) -> np.typing.NDArray[np.bool_]:
    """(N,) whether each moment lies between seen frames close together, or near one."""
    after = np.searchsorted(times, grid)
    last = len(times) - 1
    nearest = np.minimum(
        np.abs(grid - times[np.clip(after - 1, 0, last)]),
        np.abs(times[np.clip(after, 0, last)] - grid),
    )
    between = times[np.clip(after, 0, last)] - times[np.clip(after - 1, 0, last)]
    inside = (after > 0) & (after <= last) & (between <= LONGEST_UNSEEN_S)
    return np.asarray(inside | (nearest <= 0.1))


@dataclass(frozen=True)
class RepetitionSpan:
    """One repetition and the signals around it: what a measure is computed from.

    Attributes
    ----------
    signals : the clip's signals by name.
    time_s : (T,) frame times.
    start_s, turn_s, end_s : the repetition.
    stand_until_s : how long the standing after it may be looked at.
    drive : name of the driving signal.
    rest : signal to its value in the person's neutral, as far as it is known: what stands for the
        start pose where the repetition began or ended elsewhere, as a lift from the floor does.
    """

    signals: Mapping[str, Signal]
    time_s: Floats
    start_s: float
    turn_s: float
    end_s: float
    stand_until_s: float
    drive: str
    rest: Mapping[str, Measure] = field(default_factory=dict)

    def series(self, name: str, start_s: float | None = None, end_s: float | None = None) -> Series:
        """A signal over the repetition, or between two times. KeyError if there is none."""
        first = self.start_s if start_s is None else start_s
        last = self.end_s if end_s is None else end_s
        return read_series(self.signals[name], self.time_s, first, last)

    def standing(self, name: str) -> Measure | None:
        """A signal in the start pose: just before the repetition, or wherever else it was seen.

        A lift that begins at the floor ends in standing; where neither end was seen there, the
        person's neutral stands for it.
        """
        if self._is_near_rest(self.start_s):
            return self.series(name, self._stands_from_s, self.start_s).mean()
        if self._is_near_rest(self.end_s):
            return self.series(name, self.end_s, self.stand_until_s).mean()
        return self.rest.get(name)

    @cached_property
    def saw_way_there(self) -> bool:
        """Whether the repetition began before its extreme, not already in it."""
        return self._share_at(self.start_s) <= _ON_THE_WAY

    @cached_property
    def saw_way_back(self) -> bool:
        """Whether the repetition went on after its extreme to somewhere near its start."""
        return self._share_at(self.end_s) <= _ON_THE_WAY

    def _is_near_rest(self, time_s: float) -> bool:
        return self._share_at(time_s) <= _NEAR_REST

    def _share_at(self, time_s: float) -> float:
        """How far from the neutral towards its extreme the driving signal is at a moment, 0 to 1.

        0 where that cannot be told, and within the error of the neutral.
        """
        rest, peak = self.rest.get(self.drive), self.series(self.drive).extreme()
        there = self.series(self.drive, time_s - _MOMENT_S, time_s + _MOMENT_S).mean()
        if rest is None or peak is None or there is None:
            return 0.0
        away = there.value - rest.value
        return 0.0 if away <= rest.error else away / max(peak.value - rest.value, 1e-6)

    @cached_property
    def _stands_from_s(self) -> float:
        """From when on the person stands before the repetition, up to STAND_BEFORE_S before it.

        Without a rest the way back of the one before is not standing yet.
        """
        first = max(self.start_s - STAND_BEFORE_S, float(self.time_s[0]))
        drive = self.series(self.drive, first, self.start_s)
        still_back = np.flatnonzero(drive.values > drive.values[-1] + _BACK_DEG)
        if not len(still_back):
            return first
        return float(drive.time_s[min(still_back[-1] + 1, len(drive.time_s) - 1)])

    def bottom(self, share: float = 0.15) -> tuple[float, float] | None:
        """From when to when the driving signal is within ``share`` of its extreme.

        None where it was not seen, or seems to go no further than in standing: the repetition was
        then counted by the trunk, behind something that hides the legs.
        """
        drive = self.series(self.drive)
        lowest, peak = self.standing(self.drive), drive.extreme()
        if lowest is None or peak is None or peak.value <= lowest.value:
            return None
        level = peak.value - share * (peak.value - lowest.value)
        near = np.flatnonzero(np.nan_to_num(drive.values, nan=-np.inf) >= level)
        return float(drive.time_s[near[0]]), float(drive.time_s[near[-1]])

    @cached_property
    def _near_bottom(self) -> tuple[float, float] | None:
        return self.bottom()

    def at_bottom(self, name: str) -> Measure | None:
        """Mean of a signal while the driving signal is near its extreme."""
        bottom = self._near_bottom
        return None if bottom is None else self.series(name, *bottom).mean()

    def change(self, name: str) -> Measure | None:
        """How much a signal changed from the start pose to the bottom.

        The larger of the two errors stands for the change: what they have in common (body
        shape, clothes, camera) cancels.
        """
        before, after = self.standing(name), self.at_bottom(name)
        if before is None or after is None:
            return None
        return Measure(after.value - before.value, max(before.error, after.error))
