"""Frames of many bursts as the networks learn from them."""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from groundtruth.learning.targets import line_residuals
from posture_lab.level.level import Level
from posture_lab.metrics.learned.ensemble import LINES, SPINE
from posture_lab.metrics.learned.features import LEAN_UNIT_DEG

Floats = NDArray[np.float32]

MAX_YAW_DEG = 25.0
LEVEL_ERROR = [field.name for field in fields(Level)].index("error_deg")
RAISED_DEG = 110.0
"""From here on arms count as overhead."""


@dataclass(frozen=True)
class Frames:
    """N frames: inputs (N, F), each person's neutral inputs (N, F), and what is true.

    ``residuals`` (N, lines) are what has to be added to the landmarks' lines, ``spine``
    (N, 3) and ``ribs_mm`` (N,) the change from neutral; NaN where unknown. ``raised`` (N,) tells
    whose arms are overhead. ``up_lean_deg`` (N,) is what leans forward in the picture although it
    is upright, and in that of the neutral, as far as ``level_error_deg`` (N,) says; NaN where the
    room does not tell.
    """

    features: Floats
    neutral_features: Floats
    residuals: Floats
    spine: Floats
    ribs_mm: Floats
    raised: NDArray[np.bool_]
    loose: NDArray[np.bool_]
    yaw_deg: Floats
    body: NDArray[np.int64]
    neutral: NDArray[np.bool_]
    up_lean_deg: Floats
    neutral_up_lean_deg: Floats
    level_error_deg: Floats

    @property
    def trunk_change_deg(self) -> Floats:
        """(N,) how much the trunk's line between the landmarks leans beyond the neutral."""
        change: Floats = (self.features[:, 0] - self.neutral_features[:, 0]) * LEAN_UNIT_DEG
        return change

    def take(self, chosen: NDArray[np.bool_ | np.int64]) -> Self:
        """Return the frames that are True in ``chosen``, or whose numbers these are."""
        return type(self)(*(getattr(self, field.name)[chosen] for field in fields(self)))


def read_frames(paths: list[Path], max_yaw_deg: float = MAX_YAW_DEG) -> Frames:
    """Read what ``groundtruth.learning.seen`` kept, as far as ``max_yaw_deg`` off the side view.

    Frames in which nobody was found are left out.
    """
    return _joined([_read(path, max_yaw_deg) for path in paths])


def _joined(parts: list[Frames]) -> Frames:
    return Frames(
        *(np.concatenate([getattr(p, field.name) for p in parts]) for field in fields(Frames))
    )


def _read(path: Path, max_yaw_deg: float) -> Frames:
    with np.load(path, allow_pickle=False) as data:
        rows = {name: data[name] for name in data.files}
    features = rows["features"]
    names = [str(name) for name in rows["signal_names"]]
    signals = {name: rows["signals"][:, k].astype(float) for k, name in enumerate(names)}
    seen = features[:, : len(LINES)].astype(float) * LEAN_UNIT_DEG
    _, group = np.unique(rows["burst"], return_inverse=True)
    neutral = _of_neutral(features, group, rows["neutral"])
    usable = np.isfinite(features[:, 0]) & np.isfinite(neutral[:, 0])
    usable &= np.abs(rows["yaw_deg"]) <= max_yaw_deg
    return Frames(
        features,
        neutral,
        line_residuals(signals, seen).astype(np.float32),
        np.stack([signals[name] for name in SPINE], axis=1).astype(np.float32),
        rows["ribs_mm"],
        signals["shoulder_flexion_deg"] > RAISED_DEG,
        rows["loose"],
        np.abs(rows["yaw_deg"]),
        rows["body"].astype(np.int64),
        rows["neutral"],
        rows["up_lean_deg"],
        _of_neutral(rows["up_lean_deg"][:, None], group, rows["neutral"])[:, 0],
        rows["level"][:, LEVEL_ERROR],
    ).take(usable)


def _of_neutral(values: Floats, group: NDArray[np.int64], neutral: NDArray[np.bool_]) -> Floats:
    """(N, F) for each row the mean of its group's neutral rows, NaN where none is seen."""
    means = np.full((group.max() + 1, values.shape[1]), np.nan, np.float32)
    for index in range(len(means)):
        own = values[(group == index) & neutral]
        seen = np.isfinite(own).any(axis=0)
        means[index, seen] = np.nanmean(own[:, seen], axis=0)
    of_group: Floats = means[group]
    return of_group
