"""By how much stated errors have to be wider or narrower in some postures and views.

What a network says of its own error is right on average over the people it was set on. Somebody
who leans, or is filmed from further off the side, is read worse than it thinks, somebody upright
better. ``error_widths.json`` holds by how much, found on clips of people used for no fit
(``groundtruth.learning.widen``).
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np

from posture_lab.pose.sequence import Floats

LEANS_DEG: Final = (10.0, 20.0)
"""Up to the first the trunk counts as upright, from the second on as leaning, either way."""

YAWS_DEG: Final = (5.0, 15.0, 25.0)
"""Middles of the views that widths are set in; between them they go over into one another."""

_FILE: Final = "error_widths.json"


@cache
def error_widths() -> Mapping[str, Floats]:
    """Signal to (leans, yaws) factors of its stated error; read once."""
    text = (files("posture_lab.metrics") / _FILE).read_text(encoding="utf-8")
    return {signal: np.array(widths) for signal, widths in json.loads(text).items()}


def error_width(signal: str, lean_deg: Floats, yaw_deg: Floats) -> Floats:
    """(T,) factor by which a signal's stated error is multiplied.

    ``lean_deg`` (T,) is the trunk's lean, ``yaw_deg`` (T,) the turn off the side view; one that is
    unknown (NaN) counts as leaning, and as far off the side.
    """
    turned = np.nan_to_num(yaw_deg, nan=YAWS_DEG[-1])
    upright, leaning = (np.interp(turned, YAWS_DEG, row) for row in error_widths()[signal])
    share = np.interp(np.nan_to_num(np.abs(lean_deg), nan=LEANS_DEG[-1]), LEANS_DEG, (0.0, 1.0))
    return np.asarray((1.0 - share) * upright + share * leaning)
