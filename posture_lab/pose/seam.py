"""Where two parts of a clip meet: do both follow the same person?"""

from typing import Final

import numpy as np

from posture_lab.arrays import Floats
from posture_lab.pose.landmarks import TRUNK
from posture_lab.pose.sequence import PoseSequence

_SAME_PERSON: Final = 0.5
"""Middle of the trunk, nearer than this many trunk lengths: one person, seen twice."""


def someone_else_at(earlier: PoseSequence, later: PoseSequence) -> tuple[float, float] | None:
    """Where the earlier part's person stands at the seam if the later part saw another one.

    None when both saw the same person, or when they cannot be compared.
    """
    here, apart = _compared(earlier, later)
    if not len(here) or np.median(apart) < _SAME_PERSON:
        return None
    x, y = here[-1]
    return float(x), float(y)


def is_same_at(earlier: PoseSequence, later: PoseSequence) -> bool:
    """Whether both parts saw one person at the seam; False also when they cannot be compared."""
    here, apart = _compared(earlier, later)
    return bool(len(here)) and bool(np.median(apart) < _SAME_PERSON)


def _compared(earlier: PoseSequence, later: PoseSequence) -> tuple[Floats, Floats]:
    """(N, 2) where the earlier part sees its person in frames that both parts saw somebody in.

    With it (N,) how far from there the later part sees its own, in trunk lengths.
    """
    _, first, second = np.intersect1d(
        np.round(earlier.time_s, 4), np.round(later.time_s, 4), return_indices=True
    )
    here, there = (p.trunk_middle_px[i] for p, i in ((earlier, first), (later, second)))
    apart = np.linalg.norm(here - there, axis=1) / _trunk_px(earlier)
    known = np.isfinite(apart)
    return here[known], apart[known]


def _trunk_px(poses: PoseSequence) -> float:
    points = poses.landmarks_px[:, TRUNK]
    lengths = np.linalg.norm(points[:, :2].mean(axis=1) - points[:, 2:].mean(axis=1), axis=1)
    return float(np.nanmax(lengths, initial=1.0))
