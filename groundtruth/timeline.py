"""When what happens: repetitions as a phase from 0 to 1 over time, and their exact windows."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from groundtruth.kinematics import Array

ONSET = 0.05
"""A repetition starts and ends where its phase passes this share of its depth."""


@dataclass(frozen=True)
class Rep:
    """One repetition: seconds down, held at the bottom, up, and rest after it; depth 0-1.

    A depth below the one that counts is a partial repetition. `skew` moves the fastest moment of
    the way down earlier (below 0) or later.
    """

    down_s: float = 1.6
    hold_s: float = 0.2
    up_s: float = 1.4
    rest_s: float = 0.6
    depth: float = 1.0
    partial: bool = False
    skew: float = 0.0


TIMES = ("start_s", "turn_s", "end_s", "bottom_start_s", "bottom_end_s")


@dataclass(frozen=True)
class Window:
    """Seconds at which a repetition starts, reaches and leaves its turning point, and ends.

    turn_s is the middle of the turning point's plateau (depth within 1 % of the deepest).
    """

    start_s: float
    turn_s: float
    end_s: float
    bottom_start_s: float
    bottom_end_s: float
    depth: float
    partial: bool

    def earlier(self, seconds: float) -> "Window":
        """The same window in a clip that begins `seconds` later."""
        times = {n: getattr(self, n) - seconds for n in TIMES}
        return replace(self, **times)

    def to_dict(self) -> dict[str, Any]:
        """Plain data, rounded."""
        return {k: round(v, 4) if isinstance(v, float) else v for k, v in asdict(self).items()}


def ease(share: Array, skew: float = 0.0) -> Array:
    """A minimum-jerk rise from 0 to 1 (Flash & Hogan 1985), optionally skewed in time."""
    s = np.clip(share, 0.0, 1.0) ** (2.0**skew)
    rise: Array = s**3 * (10.0 - 15.0 * s + 6.0 * s**2)
    return rise


def _crossing(level: float, skew: float = 0.0) -> float:
    grid = np.linspace(0, 1, 2001)
    return float(np.interp(level, ease(grid, skew), grid))


def phase_of(time_s: Array, start_s: float, reps: Sequence[Rep]) -> tuple[Array, list[Window]]:
    """The phase (T,) of a series of repetitions that begins at `start_s`, and their windows."""
    phase = np.zeros_like(time_s)
    windows = []
    begin = start_s
    for rep in reps:
        bottom = begin + rep.down_s
        leave = bottom + rep.hold_s
        end = leave + rep.up_s
        down = ease((time_s - begin) / rep.down_s, rep.skew)
        up = 1.0 - ease((time_s - leave) / rep.up_s)
        inside = (time_s >= begin) & (time_s < end)
        phase = np.where(inside, rep.depth * np.minimum(down, up), phase)
        first = begin + rep.down_s * _crossing(0.99, rep.skew)
        last = leave + rep.up_s * _crossing(0.01)
        windows.append(
            Window(
                start_s=begin + rep.down_s * _crossing(ONSET, rep.skew),
                turn_s=0.5 * (first + last),
                end_s=leave + rep.up_s * _crossing(1.0 - ONSET),
                bottom_start_s=first,
                bottom_end_s=last,
                depth=rep.depth,
                partial=rep.partial,
            )
        )
        begin = end + rep.rest_s
    return phase, windows


def duration_of(start_s: float, reps: Sequence[Rep], tail_s: float) -> float:
    """Seconds that the still start, the repetitions and the still end take together."""
    return start_s + sum(r.down_s + r.hold_s + r.up_s + r.rest_s for r in reps) + tail_s


def topping(time_s: Array, windows: Sequence[Window]) -> Array:
    """A bump (T,) of 1 that rises just before each repetition ends and is gone a second later."""
    total = np.zeros_like(time_s)
    for window in windows:
        share = (time_s - window.end_s + 0.25) / 1.1
        total = np.maximum(total, np.minimum(ease(share * 2), ease((1 - share) * 2)))
    return total


def wander(
    time_s: Array, rng: np.random.Generator, amplitude: float, period_s: float = 3.0
) -> Array:
    """A smooth small random movement (T,) with about this amplitude and period."""
    total = np.zeros_like(time_s)
    for factor in (0.6, 1.0, 1.7):
        angle = 2 * np.pi * (time_s / period_s * factor * rng.uniform(0.8, 1.2) + rng.random())
        total += np.sin(angle) * rng.normal() / factor**0.5
    return amplitude * total / 1.6
