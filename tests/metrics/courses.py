"""Courses of an angle over time, built from moves, holds and dropouts, with a known count."""

from dataclasses import dataclass, field
from typing import Self

import numpy as np

from posture_lab.arrays import Floats


@dataclass
class Course:
    """An angle over time. Moves are eased like a person's; every method returns the course."""

    base: float = 0.0
    _time: list[float] = field(default_factory=lambda: [0.0])
    _value: list[float] = field(default_factory=list)
    _gaps: list[tuple[float, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._value.append(self.base)

    @property
    def now(self) -> float:
        return self._time[-1]

    def to(self, value: float, duration_s: float) -> Self:
        """Move to ``value`` above the base."""
        share = np.linspace(0.0, 1.0, 400)[1:]
        start = self._value[-1]
        self._value += list(
            start + (self.base + value - start) * (0.5 - 0.5 * np.cos(np.pi * share))
        )
        self._time += list(self.now + duration_s * share)
        return self

    def stay(self, duration_s: float) -> Self:
        return self.to(self._value[-1] - self.base, duration_s)

    def rep(self, depth: float = 80.0, duration_s: float = 2.0, hold_s: float = 0.0) -> Self:
        moving = (duration_s - hold_s) / 2
        self.to(depth, moving)
        if hold_s:
            self.stay(hold_s)
        return self.to(0.0, moving)

    def unseen(self, start_s: float, end_s: float) -> Self:
        self._gaps.append((start_s, end_s))
        return self

    def at(self, fps: float = 30.0, noise: float = 0.0, seed: int = 0) -> tuple[Floats, Floats]:
        """Frame times and values, with uniform noise of +-``noise``."""
        time_s = np.arange(0.0, self.now, 1.0 / fps)
        value = np.interp(time_s, self._time, self._value)
        value += np.random.default_rng(seed).uniform(-noise, noise, len(time_s))
        for start_s, end_s in self._gaps:
            value[(time_s >= start_s) & (time_s < end_s)] = np.nan
        return time_s, value
