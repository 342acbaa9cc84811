"""Outlines held until the next one comes: the camera page sends fewer of them than landmarks."""

from typing import Final

import numpy as np

from posture_lab.arrays import Floats

LONGEST_S: Final = 0.25
"""Beside the landmarks' line, where the outline is measured from, it changes little meanwhile."""


def held(time_s: Floats, edges: Floats) -> Floats:
    """Return (T, ..., 2) edges in which a frame without any has the newest before it.

    Frames whose newest outline is older than LONGEST_S stay NaN.
    """
    if not len(time_s):
        return edges
    seen = np.isfinite(edges).any(axis=tuple(range(1, edges.ndim)))
    newest = np.maximum.accumulate(np.where(seen, np.arange(len(time_s)), -1))
    fresh = (newest >= 0) & (time_s - time_s[newest] <= LONGEST_S)
    source = np.where(fresh, newest, np.arange(len(time_s)))
    found: Floats = edges[source]
    return found
