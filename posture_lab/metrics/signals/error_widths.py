"""By how much stated errors have to be wider or narrower in some postures and views.

What a network says of its own error is right on average over the people it was set on. Somebody
who leans, or is filmed from further off the side, is read worse than it thinks, somebody upright
better, and raised arms hide the upper back. ``error_widths.json`` holds by how much, found on
clips of people used for no fit (``groundtruth.learning.widen``).
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np

from posture_lab.arrays import Floats
from posture_lab.figures import figure

YAWS_DEG: Final = (5.0, 15.0, 25.0)
"""Middles of the views that widths are set in; between them they go over into one another."""

WIDEST: Final = 100.0
"""An error wider than so many times what was stated says nothing any more."""

_FILE: Final = "error_widths.json"


@cache
def error_widths() -> Mapping[str, Floats]:
    """Signal to (postures, yaws) factors of its stated error; read once."""
    text = (files("posture_lab.metrics.signals") / _FILE).read_text(encoding="utf-8")
    known = {signal: np.array(widths, float) for signal, widths in json.loads(text).items()}
    for signal, widths in known.items():
        if not np.all((widths > 0.0) & (widths <= WIDEST)):
            raise ValueError(f"{_FILE}: {signal} should be between 0 and {figure(WIDEST)}")
    return known


def error_width(signal: str, postures: Floats, yaw_deg: Floats) -> Floats:
    """(T,) factor by which a signal's stated error is multiplied.

    ``postures`` (T, postures) are the ``posture_shares``, ``yaw_deg`` (T,) the turn off the side
    view; one that is unknown (NaN) counts as far off the side.
    """
    turned = np.nan_to_num(yaw_deg, nan=YAWS_DEG[-1])
    widths = [np.interp(turned, YAWS_DEG, row) for row in error_widths()[signal]]
    return np.asarray((postures * np.stack(widths, axis=1)).sum(axis=1))
