"""The same frames from a camera that is held a little less level: more pictures for nothing.

How a camera is rolled changes where everything lies in the picture, but nothing of the person. A
network that has seen each person under many rolls learns to tell the roll from how they stand.
"""

from typing import Final

import numpy as np

from groundtruth.learning.frames import Floats
from groundtruth.learning.targets import TURNED_BY_ROLL
from posture_lab.metrics.learned.ensemble import LINES
from posture_lab.metrics.learned.features import LEADING, LEAN_UNIT_DEG, LENGTHS

ROLL_SD_DEG: Final = 0.7
"""Beside the one degree that the cameras are rolled by where they are drawn."""

_LEANS: Final = len(LINES) + 1
_OFFSETS: Final = slice(_LEANS + len(LENGTHS), LEADING)
# The neck's lean comes after those of the lines and turns like the trunk's.
_LEANS_TURNED: Final = np.append(TURNED_BY_ROLL, np.float32(1.0))


def rolls(count: int, rng: np.random.Generator) -> Floats:
    """(N,) degrees, forward positive."""
    return (ROLL_SD_DEG * rng.standard_normal(count)).astype(np.float32)


def rolled_features(features: Floats, roll_deg: Floats) -> Floats:
    """Features (N, F) of the same people in pictures turned forward by ``roll_deg`` (N,).

    Leans turn along, offsets turn round; lengths and the outline, which counts from the body's own
    lines, stay.
    """
    turned = features.copy()
    turned[:, :_LEANS] += roll_deg[:, None] * _LEANS_TURNED / np.float32(LEAN_UNIT_DEG)
    forward, up = np.moveaxis(features[:, _OFFSETS].reshape(len(features), -1, 2), 2, 0)
    angle = np.radians(roll_deg)[:, None]
    cosine, sine = np.cos(angle), np.sin(angle)
    both = np.stack([forward * cosine + up * sine, up * cosine - forward * sine], axis=2)
    turned[:, _OFFSETS] = both.reshape(len(features), -1)
    return turned


def rolled_residuals(residuals_deg: Floats, roll_deg: Floats) -> Floats:
    """What has to be added (N, lines) to lines that the picture shows turned by ``roll_deg``."""
    return residuals_deg - roll_deg[:, None] * TURNED_BY_ROLL
