"""The same frames from a camera that is held otherwise: more level, or a little less.

How a camera is rolled changes where everything lies in the picture, but nothing of the person. A
network that has seen each person under many rolls learns to tell the roll from how they stand.
"""

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from groundtruth.learning.frames import Floats, Frames
from groundtruth.learning.targets import TURNED_BY_ROLL
from posture_lab.metrics.learned.ensemble import LINES
from posture_lab.metrics.learned.features import FIRST_OFFSET, LEADING, LEAN_UNIT_DEG, LEVEL

ROLL_SD_DEG: Final = 0.7
"""Beside the one degree that the cameras are rolled by where they are drawn."""

_LEANS: Final = len(LINES) + 1
_OFFSETS: Final = slice(FIRST_OFFSET, LEADING)
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


def made_upright(frames: Frames, known: NDArray[np.bool_] | None = None) -> Frames:
    """The frames with upright up in the picture, where the room tells and ``known`` (N,) is True.

    The others stay as the camera saw them.
    """
    told = np.isfinite(frames.level_error_deg) & np.isfinite(frames.neutral_up_lean_deg)
    told &= np.isfinite(frames.up_lean_deg)
    if known is not None:
        told &= known
    lean = np.where(told, frames.up_lean_deg, np.float32(0.0))
    of_neutral = np.where(told, frames.neutral_up_lean_deg, np.float32(0.0))
    features = rolled_features(frames.features, -lean)
    neutral = rolled_features(frames.neutral_features, -of_neutral)
    for inputs in (features, neutral):
        inputs[:, LEVEL] = np.where(told, frames.level_error_deg, np.float32(np.nan))
    residuals = rolled_residuals(frames.residuals, -lean)
    return replace(frames, features=features, neutral_features=neutral, residuals=residuals)
