"""What the spine model looks at: leans, proportions and the trunk's outline, frame by frame."""

from typing import Final

import numpy as np

from posture_lab.metrics.geometry import SideBody, unwrap
from posture_lab.pose.sequence import OUTLINE_STATIONS, Floats

LEANS: Final = (
    ("hip", "shoulder"),
    ("knee", "hip"),
    ("ankle", "knee"),
    ("elbow", "shoulder"),
    ("shoulder", "ear"),
    ("ear", "nose"),
)
"""Lines, from the lower to the upper point, whose lean against the trunk or upright is used."""

LENGTHS: Final = (("hip", "shoulder"), ("hip", "knee"), ("shoulder", "ear"), ("ear", "nose"))
"""Distances in typical trunk lengths: a rounding back brings hip and shoulder together."""

_DEGREES: Final = 45.0

FEATURES: Final = 2 * (len(LEANS) + len(LENGTHS)) + 4 * len(OUTLINE_STATIONS)
"""Number of features: each value and whether it was missing."""


def spine_features(body: SideBody, outline: Floats) -> Floats:
    """Return the (T, FEATURES) inputs of the spine model.

    Parameters
    ----------
    body : the near side, in body axes.
    outline : (T, S, 2) back and front edge in trunk lengths.

    Returns
    -------
    Values first, then for each 1 where it was missing and 0 where it was seen; a missing value is
    0 (the model knows from the second half). The same for whoever faces left or right, at any
    size and place in the picture.
    """
    trunk = body.lean("hip", "shoulder")
    columns = [trunk / _DEGREES]
    for lower, upper in LEANS[1:]:
        columns.append(unwrap(body.lean(lower, upper) - trunk, 0.0) / _DEGREES)
    columns += [body.length(first, second) / body.trunk_px for first, second in LENGTHS]
    flat = outline.reshape(len(outline), -1)
    values = np.concatenate([np.stack(columns, axis=1), flat], axis=1)
    missing = np.isnan(values)
    return np.concatenate([np.where(missing, 0.0, values), missing.astype(np.float64)], axis=1)
