"""Standing that happened out of view: the head leaves the picture on the way up.

Many film a lift so closely that the person is lost at the top. Whoever goes up out of view and
comes back into it on the way down has stood in between, which only a whole recording can tell.
"""

from itertools import pairwise
from typing import Final

import numpy as np

from posture_lab.arrays import Floats
from posture_lab.movements.record import RepetitionDrive

GAP_S: Final = (0.5, 2.5)
"""Shorter gaps are bridged by the counter; what happens in longer ones nobody knows."""

_SPEED_S: Final = 0.3
"""The speed beside a gap is read over this long."""

_WAY_SHARE: Final = 0.3
"""So much of a gap is spent coming up, and as much going down."""


def with_unseen_tops(
    time_s: Floats, values: Floats, companion: Floats, drive: RepetitionDrive, standing: float
) -> tuple[Floats, Floats]:
    """Fill gaps in which somebody stood up and bent again, as far as the companion tells.

    Parameters
    ----------
    time_s, values, companion : (T,) seconds, the driving signal and its companion, NaN unseen.
    drive : the companion must fall before and rise after the gap by ``companion_min`` a second.
    standing : the driving signal's value in standing.

    Returns
    -------
    Driving signal and companion, with the way to standing and back in such gaps.
    """
    seen = np.flatnonzero(np.isfinite(values) & np.isfinite(companion))
    if len(seen) < 2:
        return values, companion
    values, companion = values.copy(), companion.copy()
    upright = float(np.percentile(companion[seen], 5))
    for last, first in pairwise(seen.tolist()):
        if not GAP_S[0] < time_s[first] - time_s[last] <= GAP_S[1]:
            continue
        before = _speed(time_s, companion, time_s[last] - _SPEED_S, time_s[last])
        after = _speed(time_s, companion, time_s[first], time_s[first] + _SPEED_S)
        if not (before <= -drive.companion_min and after >= drive.companion_min):
            continue
        gap = slice(last, first + 1)
        for series, level in ((values, standing), (companion, upright)):
            series[gap] = _up_and_down(time_s[gap], series[last], series[first], level)
    return values, companion


def _up_and_down(time_s: Floats, before: float, after: float, standing: float) -> Floats:
    length = time_s[-1] - time_s[0]
    up, down = time_s[0] + _WAY_SHARE * length, time_s[-1] - _WAY_SHARE * length
    course = np.interp(
        time_s, [time_s[0], up, down, time_s[-1]], [before, standing, standing, after]
    )
    return np.asarray(course)


def _speed(time_s: Floats, values: Floats, start_s: float, end_s: float) -> float:
    """Slope of the line through what was seen between two moments, NaN of fewer than three."""
    inside = (time_s >= start_s) & (time_s <= end_s) & np.isfinite(values)
    if inside.sum() < 3:
        return float("nan")
    return float(np.polyfit(time_s[inside] - start_s, values[inside], 1)[0])
