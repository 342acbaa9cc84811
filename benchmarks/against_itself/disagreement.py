"""How far two readings of the same take differ, beside the errors that both state."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from posture_lab.analysis.result import Analysis
from posture_lab.arrays import Floats
from posture_lab.metrics.signals.spec import SIGNAL_NAMES

NINE_IN_TEN: Final = 0.9


@dataclass(frozen=True)
class Pair:
    """One signal of two readings over the frames that both judged, (N,) each.

    ``difference`` is the second less the first, ``stated`` the error that two independent readings
    with these stated errors would differ by at most in nine of ten frames. ``asked`` counts the
    frames that the first judged.
    """

    signal: str
    difference: Floats
    stated: Floats
    asked: int


def pairs_of(first: Analysis, second: Analysis) -> list[Pair]:
    """Compare every signal of two readings at the first one's times.

    Raises
    ------
    ValueError
        If one of them holds no signals.
    """
    if first.signals is None or second.signals is None:
        raise ValueError("Both analyses have to hold their signals.")
    time_s = first.signals.time_s
    nearest = np.abs(second.signals.time_s[None] - time_s[:, None]).argmin(axis=1)
    found = []
    for name in SIGNAL_NAMES:
        one, other = first.signals[name], second.signals[name]
        values, errors = other.values[nearest], other.error[nearest]
        difference = values - one.values
        if name.endswith("_deg"):
            difference = (difference + 180.0) % 360.0 - 180.0
        both = np.isfinite(difference)
        stated = np.hypot(one.error, errors)
        asked = int(np.isfinite(one.values).sum())
        found.append(Pair(name, difference[both], stated[both], asked))
    return found


@dataclass(frozen=True)
class Agreement:
    """Over clips: how many frames, the share within the stated errors, and what is needed.

    ``disagreement`` is what the readings differ by at most in nine of ten frames, every clip
    counting alike, in the signal's unit. ``floor`` is the 90 % error that two independent readings
    would have to state for that: no honest error is below it. ``stated`` is the median of what one
    reading states, ``lost`` the share of frames that the first judged and the other did not.
    """

    clips: int
    frames: int
    within: float
    disagreement: float
    floor: float
    stated: float
    lost: float


def agreement(pairs: Sequence[Pair]) -> Agreement:
    """Pool the pairs of one signal, one of each clip and change; NaN where there is nothing."""
    kept = [pair for pair in pairs if len(pair.difference)]
    asked = sum(pair.asked for pair in pairs)
    if not kept:
        return Agreement(0, 0, *(np.nan,) * 4, 1.0 if asked else np.nan)
    weight = np.concatenate([np.full(len(p.difference), 1 / len(p.difference)) for p in kept])
    off = np.abs(np.concatenate([pair.difference for pair in kept]))
    stated = np.concatenate([pair.stated for pair in kept])
    share = np.average(off <= stated, weights=weight)
    most = np.quantile(off, NINE_IN_TEN, weights=weight, method="inverted_cdf")
    return Agreement(
        clips=len(kept),
        frames=len(off),
        within=float(share),
        disagreement=float(most),
        floor=float(most / np.sqrt(2.0)),
        stated=float(np.median(stated) / np.sqrt(2.0)),
        lost=1.0 - len(off) / asked,
    )
