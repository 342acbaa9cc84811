"""Rib flare, read off the outline by networks of their own.

They are taught on people who reach overhead, with ribs that flare or do not; what the outline shows
of it is a bump of a finger's breadth at the front, which depends on the belly and the chest beside
it, on the arms and on the clothes.
"""

from typing import Final

from posture_lab.arrays import Floats
from posture_lab.metrics.learned.networks import stored_networks

_FILE: Final = "ribs.npz"

UNIT_MM: Final = 10.0
"""Millimetres that the networks count in."""


def read_ribs(features: Floats) -> Floats:
    """(T,) how far the lower ribs stand forward in millimetres, of (T, F) features.

    The zero is arbitrary: only differences between frames of one person mean anything. A number
    comes for every frame; whether it may be judged is for ``in_view`` to say.
    """
    mm: Floats = stored_networks(_FILE).outputs(features)[..., 0].mean(axis=0) * UNIT_MM
    return mm
