"""What the repetition counter remembers of the current bend, and when it began, turned and ended.

A bend is timed after it is over, from everything that was seen of it, so the times do not carry
the lag that smoothing while it happens would bring.
"""

from collections import deque
from dataclasses import dataclass, field
from math import nan
from typing import Final, NamedTuple

import numpy as np
from scipy.interpolate import CubicHermiteSpline
from scipy.ndimage import gaussian_filter1d

from posture_lab.arrays import Floats

LEAD_S: Final = 3.0
"""How much is kept from before a bend: a slow start is found in it."""

LONGEST_UNSEEN_S: Final = 0.3
"""A bend with a longer gap was not seen throughout."""

_GRID_HZ: Final = 60.0
"""Bends are resampled to this rate, so that the frame rate does not change how they are read."""

_SMOOTHING_S: Final = 0.06
"""Standard deviation of the Gaussian that a bend is smoothed with; short beside a 0.8 s bend."""

_SPEED_S: Final = 0.2
"""The speed beside a gap is read over this long."""

_BESIDE_S: Final = 0.1
_FIRST_S: Final = 0.3
"""What a companion was at the end of a bend is read within the former of it, at first within the
latter after its start."""

_BEFORE_S: Final = 0.5
"""Whoever has just walked in has stepped within this long before a bend."""

_START_SHARE: Final = 0.05
"""A bend starts and ends where it is within this share of its excursion of the start pose."""

_TURN_SHARE: Final = 0.03
"""The turn is the middle of the time spent within this share of the excursion of the extreme."""


@dataclass(frozen=True, slots=True)
class Bend:
    """One excursion from the start pose: its times in seconds and its size in the signal's unit.

    ``began_above`` is how far above the start pose it was when it began, more than a little only
    when that was not seen; ``companion_first`` how far the companion was above the end then.
    ``foot_step`` is the largest step in it and just before it, NaN where feet were not seen.
    ``companion_rise``, ``companion_first``, ``lowest_hand`` and ``deepest_knee`` are NaN when those
    were not seen; ``seen_throughout`` is False when more than LONGEST_UNSEEN_S of it is missing in
    one piece.
    """

    start_s: float
    turn_s: float
    end_s: float
    excursion: float
    companion_rise: float
    lowest_hand: float
    deepest_knee: float
    seen_throughout: bool
    began_above: float = 0.0
    companion_first: float = float("nan")
    foot_step: float = float("nan")


class Beside(NamedTuple):
    """What is looked at beside the driving signal in one frame; NaN where unknown.

    Attributes
    ----------
    companion : the drive's companion signal, its unit.
    hand : height of the lower hand over the ankle in leg lengths.
    knee : knee flexion, degrees.
    foot : how far a foot moves within a third of a second, in leg lengths.
    """

    companion: float = nan
    hand: float = nan
    knee: float = nan
    foot: float = nan


@dataclass(slots=True)
class Track:
    """The frames of the current bend and the seconds before it. Only seen frames are kept."""

    time_s: deque[float] = field(default_factory=deque)
    value: deque[float] = field(default_factory=deque)
    companion: deque[float] = field(default_factory=deque)
    hand: deque[float] = field(default_factory=deque)
    knee: deque[float] = field(default_factory=deque)
    foot: deque[float] = field(default_factory=deque)

    def add(self, time_s: float, value: float, beside: Beside) -> None:
        """Remember one seen frame."""
        self.time_s.append(time_s)
        self.value.append(value)
        self.companion.append(beside.companion)
        self.hand.append(beside.hand)
        self.knee.append(beside.knee)
        self.foot.append(beside.foot)

    def forget_before(self, time_s: float) -> None:
        """Drop the frames before ``time_s``."""
        while self.time_s and self.time_s[0] < time_s:
            for series in self._series():
                series.popleft()

    def clear(self) -> None:
        """Forget everything."""
        for series in self._series():
            series.clear()

    def _series(self) -> tuple[deque[float], ...]:
        return (self.time_s, self.value, self.companion, self.hand, self.knee, self.foot)

    def spread(self, window_s: float) -> float:
        """Range of the values over the last ``window_s``; infinite when less than that was seen."""
        if not self.time_s or self.time_s[-1] - self.time_s[0] < window_s - 1e-6:
            return float("inf")
        recent = self._recent(window_s)
        return max(recent) - min(recent)

    def level(self, window_s: float) -> float:
        """Median of the values over the last ``window_s``."""
        return float(np.median(self._recent(window_s)))

    def _recent(self, window_s: float) -> list[float]:
        since = self.time_s[-1] - window_s - 1e-6
        recent: list[float] = []
        for time_s, value in zip(reversed(self.time_s), reversed(self.value), strict=True):
            if time_s < since:
                break
            recent.append(value)
        return recent

    def bend(
        self, base: float, left_s: float | None, *, returned: bool, begun: bool = True
    ) -> Bend:
        """Time and size the excursion above ``base`` that left the start pose at ``left_s``.

        One that has not returned ends with the last frame seen; the companion of one whose
        beginning was not seen (``begun`` False) is compared with where it ends.
        """
        time_s, value = _resampled(np.array(self.time_s), np.array(self.value))
        after = time_s >= (time_s[0] if left_s is None else min(left_s, time_s[-1]))
        peak = int(np.argmax(np.where(after, value, -np.inf)))
        excursion = float(value[peak] - base)
        near = _START_SHARE * max(excursion, 0.0)
        start, start_s = _last_below(time_s, value, peak, _edge(base, near, value[: peak + 1]))
        end_s = float(time_s[-1])
        if returned:
            end_s = _first_below(time_s, value, peak, _edge(base, near, value[peak:]))
        first, rise = self._companion_since(start_s, end_s)
        if begun:
            rise = self._companion_rise(time_s[start], end_s)
        return Bend(
            start_s=start_s,
            turn_s=_turn(time_s, value, peak, value[peak] - _TURN_SHARE * excursion),
            end_s=end_s,
            excursion=excursion,
            companion_rise=rise,
            lowest_hand=self._percentile(self.hand, 5, time_s[start], end_s),
            deepest_knee=self._percentile(self.knee, 95, time_s[start], end_s),
            seen_throughout=self._seen_throughout(time_s[start], end_s),
            began_above=float(value[start] - base),
            companion_first=first,
            foot_step=self._percentile(self.foot, 95, time_s[start] - _BEFORE_S, end_s),
        )

    def _companion_since(self, start_s: float, end_s: float) -> tuple[float, float]:
        """How far above its end the companion was at first, and at most; NaN where not seen."""
        time_s, companion = np.array(self.time_s), np.array(self.companion)
        inside = (time_s >= start_s) & (time_s <= end_s + _BESIDE_S) & np.isfinite(companion)
        first = inside & (time_s <= start_s + _FIRST_S)
        last = inside & (time_s >= end_s - _BESIDE_S)
        if not (first.any() and last.any()):
            return float("nan"), float("nan")
        end = float(np.median(companion[last]))
        most = float(np.percentile(companion[inside], 95))
        return float(np.median(companion[first])) - end, most - end

    def _companion_rise(self, start_s: float, end_s: float) -> float:
        time_s, companion = np.array(self.time_s), np.array(self.companion)
        # A bend that began unseen rose from where the person was seen last.
        before = time_s[time_s <= start_s]
        from_s = min(start_s - 0.1, float(before[-1]) if before.size else start_s)
        inside = (time_s >= from_s) & (time_s <= end_s) & np.isfinite(companion)
        if not inside.any():
            return float("nan")
        seen, upright = companion[inside], time_s[inside] <= start_s
        upright[0] = True
        return float(np.percentile(seen, 95) - np.median(seen[upright]))

    def _percentile(
        self, series: deque[float], percent: float, start_s: float, end_s: float
    ) -> float:
        time_s, values = np.array(self.time_s), np.array(series)
        inside = (time_s >= start_s) & (time_s <= end_s) & np.isfinite(values)
        return float(np.percentile(values[inside], percent)) if inside.any() else float("nan")

    def _seen_throughout(self, start_s: float, end_s: float) -> bool:
        time_s = np.array(self.time_s)
        overlaps = (time_s[1:] > start_s) & (time_s[:-1] < end_s)
        return bool(np.all(np.diff(time_s)[overlaps] <= LONGEST_UNSEEN_S))


def _resampled(time_s: Floats, value: Floats) -> tuple[Floats, Floats]:
    """Values on an even grid, smoothed without shifting them in time."""
    count = max(int(np.ceil((time_s[-1] - time_s[0]) * _GRID_HZ)) + 1, 2)
    grid = np.linspace(time_s[0], max(time_s[-1], time_s[0] + 1e-3), count)
    even = np.interp(grid, time_s, value)
    for gap in np.flatnonzero(np.diff(time_s) > LONGEST_UNSEEN_S):
        inside = (grid > time_s[gap]) & (grid < time_s[gap + 1])
        even[inside] = _carried_on(time_s, value, int(gap), grid[inside])
    return grid, gaussian_filter1d(even, _SMOOTHING_S * _GRID_HZ, mode="nearest")


def _carried_on(time_s: Floats, value: Floats, gap: int, at_s: Floats) -> Floats:
    """The smoothest course through a gap: it leaves and arrives with the speeds seen beside it.

    A straight line would cut off a turn that happened unseen.
    """
    ends = np.array([gap, gap + 1])
    before = slice(int(np.searchsorted(time_s, time_s[gap] - _SPEED_S)), gap + 1)
    after = slice(gap + 1, int(np.searchsorted(time_s, time_s[gap + 1] + _SPEED_S, side="right")))
    speeds = [_speed(time_s[part], value[part]) for part in (before, after)]
    course: Floats = CubicHermiteSpline(time_s[ends], value[ends], speeds)(at_s)
    return course


def _speed(time_s: Floats, value: Floats) -> float:
    """Slope of the line through some frames, 0 for fewer than three."""
    return float(np.polyfit(time_s - time_s[0], value, 1)[0]) if len(time_s) >= 3 else 0.0


def _edge(base: float, near: float, value: Floats) -> float:
    """The level at which a bend begins or ends; higher when it never came near the start pose."""
    return max(base + near, float(value.min()) + near / 2)


def _last_below(time_s: Floats, value: Floats, peak: int, level: float) -> tuple[int, float]:
    """Index and time of the last moment before ``peak`` at or below ``level``."""
    below = np.flatnonzero(value[:peak] <= level)
    if not below.size:
        return 0, float(time_s[0])
    index = int(below[-1])
    return index, _crossing(time_s, value, index, level)


def _first_below(time_s: Floats, value: Floats, peak: int, level: float) -> float:
    below = np.flatnonzero(value[peak + 1 :] <= level)
    if not below.size:
        return float(time_s[-1])
    return _crossing(time_s, value, peak + int(below[0]), level)


def _turn(time_s: Floats, value: Floats, peak: int, level: float) -> float:
    _, first = _last_below(time_s, value, peak, level)
    return (first + _first_below(time_s, value, peak, level)) / 2


def _crossing(time_s: Floats, value: Floats, index: int, level: float) -> float:
    """When the straight line between two samples meets ``level``."""
    low, high = value[index], value[index + 1]
    share = 0.0 if high == low else float(np.clip((level - low) / (high - low), 0.0, 1.0))
    return float(time_s[index] + share * (time_s[index + 1] - time_s[index]))
