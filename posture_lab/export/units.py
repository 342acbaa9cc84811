"""Measures and signals in words: a number with its unit, as people read it."""

import math

_UNITS = {
    "deg": "°",
    "mm": " mm",
    "legs": " leg lengths",
    "s": " s",
    "px": " px",
    "pct": " %",
    "percent": " %",
}
_DECIMALS = {"legs": 2, "s": 1, "ratio": 2}


def unit_of(name: str) -> str:
    """Return the unit that ends a measure's or signal's id, e.g. ``"deg"``; "" if none is known."""
    ending = name.rsplit("_", 1)[-1]
    return ending if ending in _UNITS or ending in _DECIMALS else ""


def with_unit(name: str, value: float | None, error: float | None = None) -> str:
    """Return e.g. ``"62°"``, ``"62 ± 3°"`` or ``"0.18 leg lengths"``; "–" for a missing value.

    Example
    -------
    >>> with_unit("hip_flexion_peak_deg", 62.3, 2.8)
    '62 ± 3°'
    """
    if value is None or not math.isfinite(value):
        return "–"
    ending = unit_of(name)
    decimals = _DECIMALS.get(ending, 0 if ending in _UNITS else 2)
    text = _number(value, decimals)
    if error is not None and math.isfinite(error):
        text += f" ± {_number(error, decimals)}"
    return text + _UNITS.get(ending, "")


def band(name: str, low: float | None, high: float | None) -> str:
    """Return a target band in words: ``"60 to 100°"``, ``"at least 60°"``, ``"at most 12°"``."""
    if low is not None and high is not None:
        ending = unit_of(name)
        decimals = _DECIMALS.get(ending, 0 if ending in _UNITS else 2)
        return f"{_number(low, decimals)} to {with_unit(name, high)}"
    if low is not None:
        return f"at least {with_unit(name, low)}"
    return f"at most {with_unit(name, high)}" if high is not None else "any"


def _number(value: float, decimals: int) -> str:
    text = f"{value:.{decimals}f}"
    return text[1:] if float(text) == 0 and text.startswith("-") else text
