"""Measures and their targets as people read them: with a unit, and no more digits than are known.

A measure's id ends in its unit. Two have none that a person knows: a ratio is said as "times as
much", smoothness in words alone. Its number is in the JSON.
"""

import math
from dataclasses import dataclass
from typing import Final

from posture_lab.figures import figure
from posture_lab.metrics.judging.recipes import RATIO_CAP

UNKNOWN: Final = "–"
"""Stands for a value that could not be judged."""

SMOOTH_SPARC: Final = -1.9
STOPPED_SPARC: Final = -2.3
"""Spectral arc length of a movement that is still called smooth, and of one with a full stop in it:
see the source of the criterion in ``movements/criteria.py``."""


@dataclass(frozen=True, slots=True)
class Unit:
    """How numbers of one unit are written.

    Attributes
    ----------
    after : what follows the number.
    decimals : digits after the point.
    factor : what the number is multiplied with before.
    """

    after: str
    decimals: int = 0
    factor: float = 1.0


_PLAIN: Final = Unit("", 1)
_UNITS: Final = {
    "deg": Unit("°"),
    "mm": Unit(" mm"),
    "legs": Unit(" % of leg", factor=100.0),
    "s": Unit(" s", 1),
    "px": Unit(" px"),
    "pct": Unit(" %"),
    "percent": Unit(" %"),
    "ratio": Unit(" times", 1),
}
_MANY: Final = 3.0
"""From so many times on nobody needs a tenth."""


def with_unit(name: str, value: float | None, error: float | None = None) -> str:
    """Return a measure's value, e.g. ``"62 ± 3°"``, ``"26 ± 4 % of leg"``, ``"smooth"``.

    "–" stands for a missing value. The error is never written smaller than the last digit.

    Example
    -------
    >>> with_unit("hip_flexion_peak_deg", 62.3, 2.8)
    '62 ± 3°'
    >>> with_unit("hip_to_knee_ratio", 7.04, 1.2)
    '7 ± 1 times'
    """
    if value is None or not math.isfinite(value):
        return UNKNOWN
    if _ending(name) == "sparc":
        return _smoothness(value)
    unit = _unit(name, value)
    if _ending(name) == "ratio" and value >= RATIO_CAP - 0.05:
        return f"{figure(RATIO_CAP)} times or more"
    text = _number(value, unit)
    if error is not None and math.isfinite(error):
        least = 10.0**-unit.decimals / unit.factor
        text += f" ± {_number(max(error, least), unit)}"
    return text + unit.after


def band(name: str, low: float | None, high: float | None) -> str:
    """Return a target: ``"60 to 100°"``, ``"at least 60°"``, ``"smooth"``."""
    if _ending(name) == "sparc":
        return "any" if low is None else _smoothness(low)
    if low is not None and high is not None:
        return f"{_target(name, low, bare=True)} to {_target(name, high)}"
    if low is not None:
        as_much = _ending(name) == "ratio" and low == 1.0
        return "at least as much" if as_much else f"at least {_target(name, low)}"
    return f"at most {_target(name, high)}" if high is not None else "any"


def _target(name: str, edge: float, *, bare: bool = False) -> str:
    unit = _unit(name, edge)
    whole = unit.decimals and float(_number(edge, unit)).is_integer() and unit is _UNITS["ratio"]
    text = figure(edge) if whole else _number(edge, unit)
    return text if bare else text + unit.after


def _ending(name: str) -> str:
    return name.rsplit("_", 1)[-1]


def _unit(name: str, value: float) -> Unit:
    unit = _UNITS.get(_ending(name), _PLAIN)
    if unit is _UNITS["ratio"] and value >= _MANY:
        return Unit(unit.after)
    return unit


def _smoothness(sparc: float) -> str:
    if sparc >= SMOOTH_SPARC:
        return "smooth"
    return "a little uneven" if sparc >= STOPPED_SPARC else "uneven, with stops"


def _number(value: float, unit: Unit) -> str:
    return figure(value * unit.factor, unit.decimals)
