"""The signals of an analysis as plain data beside it, for whoever wants to draw them again."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from posture_lab.export.ranges import Range, range_for
from posture_lab.metrics.signals.signal import Signal, Signals, columns
from posture_lab.metrics.signals.spec import SIGNAL_NAMES

DECIMALS: Final = 3
"""A millisecond, a thousandth of a degree: far below any measurement error."""

MAX_FRAMES: Final = 200_000
"""An hour and a half of a clip."""


def signals_to_plain(signals: Signals) -> dict[str, Any]:
    """Return ``time_s`` and, for every signal, ``<name>`` and ``<name>_error``.

    Lists of one number a frame; None where a frame cannot be judged.
    """
    plain = {"time_s": _listed(signals.time_s)}
    plain |= {name: _listed(series) for name, series in columns(signals).items()}
    return plain


def signals_from_plain(plain: Any) -> Signals:
    """Return the signals that :func:`signals_to_plain` made; unknown names are left out.

    Raises
    ------
    ValueError
        If it is something else; the message says what.
    """
    if not isinstance(plain, dict):
        raise ValueError("signals should be an object")
    time_s = _series(plain, "time_s", range_for("time_s"))
    if not len(time_s) or not np.isfinite(time_s).all() or np.any(np.diff(time_s) <= 0):
        raise ValueError("signals.time_s should increase")
    by_name = {}
    for name in SIGNAL_NAMES:
        if name in plain:
            values = _series(plain, name, range_for(name))
            error = _series(plain, f"{name}_error", range_for("error", name))
            if not len(values) == len(error) == len(time_s):
                raise ValueError(f"signals.{name} should be as long as the time")
            by_name[name] = Signal(name, values, error)
    return Signals(time_s, by_name)


def _listed(values: NDArray[np.float64]) -> list[float | None]:
    rounded = np.round(np.asarray(values, dtype=float), DECIMALS)
    return [float(value) if np.isfinite(value) else None for value in rounded]


def _series(plain: dict[str, Any], name: str, allowed: Range) -> NDArray[np.float64]:
    listed = plain.get(name)
    if not isinstance(listed, list) or len(listed) > MAX_FRAMES or not all(map(_fits, listed)):
        raise ValueError(f"signals.{name} should be a list of numbers")
    if not all(item is None or allowed.holds(item) for item in listed):
        raise ValueError(f"signals.{name} should be {allowed.words()}")
    return np.array([np.nan if item is None else item for item in listed], dtype=np.float64)


def _fits(item: object) -> bool:
    return item is None or (isinstance(item, int | float) and not isinstance(item, bool))
