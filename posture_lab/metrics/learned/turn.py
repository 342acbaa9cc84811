"""How far the camera stands off the side view, read by networks of their own.

How far apart near and far side are drawn says it best; what of that is the body's own breadth, the
outline tells. The far leg is left out: it is elsewhere in a stride, too. The networks are taught on
people filmed up to 60 degrees off.
"""

from typing import Final

import numpy as np

from posture_lab.arrays import Floats
from posture_lab.metrics.learned.features import FAR_LEG
from posture_lab.metrics.learned.networks import stored_networks

_FILE: Final = "turn.npz"

UNIT_DEG: Final = 10.0
"""Degrees that the networks count in."""


def without_far_leg(features: Floats) -> Floats:
    """The (T, F) features as they are when the far leg is not seen."""
    hidden = features.copy()
    hidden[:, FAR_LEG] = np.nan
    return hidden


def read_yaw(features: Floats) -> tuple[Floats, Floats]:
    """(T,) yaw off the side view, degrees, unsigned, of (T, F) features, and its (T,) doubt.

    The doubt is by how much the networks disagree (standard deviation, degrees). It is large for
    some bodies unlike those that they were taught on, but not for all: of lying ones they may
    agree. A number comes for every frame.
    """
    said = stored_networks(_FILE).outputs(without_far_leg(features))[..., 0] * UNIT_DEG
    yaw: Floats = said.mean(axis=0).clip(min=0.0)
    doubt: Floats = said.std(axis=0, ddof=1)
    return yaw, doubt
