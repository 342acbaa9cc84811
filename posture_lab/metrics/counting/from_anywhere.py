"""Repetitions seen from the side, with those that were seen only from elsewhere between them."""

from collections.abc import Iterable
from typing import Final

import numpy as np

from posture_lab.arrays import Floats
from posture_lab.metrics.counting.repetition import (
    NO_START,
    OUT_OF_VIEW,
    PartialRepetition,
    Repetition,
    RepetitionEvent,
)

MAX_UNSEEN_SHARE: Final = 0.2
"""A bend of which more could not be read from the side is left to the coarse signals."""

A_BIT: Final = 0.05
"""Where the side view lost a bend's beginning or part of it, so much is enough."""

BESIDE_S: Final = 0.5
"""The standing beside a bend has to be read, too: this much of it."""

Counted = tuple[tuple[Repetition, ...], tuple[PartialRepetition, ...]]


class SideView:
    """Where the driving signal could be read from the side, of what could be seen at all.

    Parameters
    ----------
    time_s : (T,) seconds.
    side, coarse : (T,) the driving signal as read from the side and from anywhere.
    """

    def __init__(self, time_s: Floats, side: Floats, coarse: Floats) -> None:
        self._time_s = time_s
        self._any = np.isfinite(coarse)
        self._missing = self._any & ~np.isfinite(side)

    @property
    def is_whole(self) -> bool:
        """Whether the side view shows all that can be seen."""
        return not self._missing.any()

    def misses(self, event: RepetitionEvent, share: float = MAX_UNSEEN_SHARE) -> bool:
        """Whether more than a share of a bend, and of the standing beside it, was not read."""
        inside = self._time_s >= event.start_s - BESIDE_S
        inside &= self._time_s <= event.end_s + BESIDE_S
        seen = int((inside & self._any).sum())
        return bool((inside & self._missing).sum() > share * max(seen, 1))


def with_those_from_elsewhere(side: Counted, coarse: Counted, view: SideView) -> Counted:
    """Replace and complete what the side view misses; where it sees, it alone counts.

    Parameters
    ----------
    side, coarse : repetitions and partial ones, counted by either.
    view : where the side view sees.
    """
    lost = [each for each in side[1] if each.reason in (NO_START, OUT_OF_VIEW)]
    elsewhere = [
        each
        for each in coarse[0]
        if view.misses(each) or (view.misses(each, A_BIT) and _meets(each, lost))
    ]
    kept = [each for each in side[0] if not (view.misses(each) and _meets(each, elsewhere))]
    whole = kept + [each for each in elsewhere if not _meets(each, kept)]
    partial = [each for each in side[1] if not _meets(each, whole)]
    others = [each for each in coarse[1] if view.misses(each)]
    partial += [each for each in others if not _meets(each, [*whole, *partial])]
    whole.sort(key=lambda event: event.start_s)
    partial.sort(key=lambda event: event.start_s)
    return tuple(whole), tuple(partial)


def _meets(one: RepetitionEvent, others: Iterable[RepetitionEvent]) -> bool:
    return any(one.start_s < other.end_s and other.start_s < one.end_s for other in others)
