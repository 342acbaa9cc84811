"""Where repetitions start from: the person's own start pose, followed slowly."""

from math import exp, isfinite
from typing import Final

from posture_lab.movements.record import RepetitionDrive

_ADAPT_S: Final = 3.0
"""Time constant with which the start pose follows the person."""

_SETTLE_PACE_S: Final = 0.5
_SETTLING_S: Final = 2.0
"""The start pose may have been taken while still coming up: this long it follows faster."""

_CREEP_PER_S: Final = 0.02
"""It never rises faster than this share of a full excursion a second: a slow start is no drift."""


class StartPose:
    """The value of the driving signal from which excursions are measured.

    Attributes
    ----------
    home : the person's neutral value, or 0 when unknown: the start pose is looked for around it.
    value : the start pose now, never further from home than the drive's ``start_max``.
    """

    def __init__(self, drive: RepetitionDrive, neutral_value: float | None) -> None:
        known = neutral_value is not None and isfinite(neutral_value)
        self.home = float(neutral_value) if known and neutral_value is not None else 0.0
        self.value = self.home
        self._home_known = known
        self._reach = drive.start_max
        self._creep_per_s = _CREEP_PER_S * drive.min_excursion
        self._settling_until_s = 0.0

    def is_near(self, value: float) -> bool:
        """Whether a value may belong to the start pose at all."""
        return abs(value - self.home) <= self._reach

    def take(self, value: float, time_s: float) -> None:
        """Start from this value, seen while standing still at ``time_s``."""
        self.value = value
        self._settling_until_s = time_s + _SETTLING_S

    def follow(self, value: float, time_s: float, since_s: float) -> None:
        """Come closer to a value seen in the start pose, ``since_s`` after the one before."""
        # Leaning back is not a straighter start pose where the neutral is known.
        straightest = self.home if self._home_known else value
        settling = straightest <= value < self.value and time_s < self._settling_until_s
        share = 1.0 - exp(-since_s / (_SETTLE_PACE_S if settling else _ADAPT_S))
        step = min(share * (value - self.value), self._creep_per_s * since_s)
        self.value = min(max(self.value + step, self.home - self._reach), self.home + self._reach)
