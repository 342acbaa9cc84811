"""Whether a cue's probability comes true: of those due with .8, eight in ten should be."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from against_truth.compare import ClipResult

STEPS: Final = (0.7, 0.8, 0.9, 0.95, 1.0)
"""Edges of the bins of probability."""


@dataclass(frozen=True)
class Bin:
    """Cues with a probability from ``low`` to ``high``: how many, how many truly due, and their
    mean probability (NaN for none)."""

    low: float
    high: float
    cues: int
    due: int
    mean: float

    @property
    def share(self) -> float:
        """Share that is truly due; NaN for none."""
        return self.due / self.cues if self.cues else np.nan


def reliability(results: Sequence[ClipResult]) -> list[Bin]:
    """Cues of repetitions and holds by their probability, and how many of them are truly due.

    A cue is due when the true measure lies beyond its limit.
    """
    pairs = [
        (chance, unit.exceeds.get(cue, 0.0) >= 1.0)
        for result in results
        for unit in result.judged
        for cue, chance in unit.chances.items()
    ]
    bins = []
    for low, high in pairwise(STEPS):
        inside = [(c, due) for c, due in pairs if low <= c < high or c == high == STEPS[-1]]
        mean = float(np.mean([c for c, _ in inside])) if inside else np.nan
        bins.append(Bin(low, high, len(inside), sum(due for _, due in inside), mean))
    return bins
