"""Telling the bends that pick up or set down a weight from the repetitions between them.

A bend in which the hands reach the floor, unlike in the others, handles the load. The first such
bend can only be told from a repetition once the next one is over, so it is held back until then.
Limits: somebody whose hands reach the floor in every repetition gets all of them counted, the
first included; a weight taken from a box or a rack is an ordinary repetition; without the hands in
view nothing is held back.
"""

from typing import Final

import numpy as np

from posture_lab.metrics.repetition import PartialRepetition, Repetition, RepetitionEvent

FLOOR_LEGS: Final = 0.35
"""A wrist lower than this over the ankle, in leg lengths, is at a weight on the floor."""

UNLIKE_LEGS: Final = 0.12
"""Hands that go this much lower than in the other bends are there for another reason."""

PICKS_UP: Final = "The hands went to the floor, as to pick up the weight."
SETS_DOWN: Final = "The hands went to the floor, as to set down the weight."


class LoadHandling:
    """Sorts completed bends into repetitions and those that handle the load."""

    def __init__(self) -> None:
        self._held_back: tuple[Repetition, float] | None = None
        self._heights: list[float] = []

    def is_reaching_down(self, hand: float) -> bool:
        """Whether the hands were at the floor at their lowest; False when not seen."""
        return bool(hand <= FLOOR_LEGS)

    def sort(self, repetition: Repetition, hand: float) -> list[RepetitionEvent]:
        """Take a completed bend and its lowest hand height; return what is now decided."""
        first = not self._heights and self._held_back is None
        if first and self.is_reaching_down(hand):
            self._held_back = (repetition, hand)
            return []
        events: list[RepetitionEvent] = []
        if self._held_back is not None:
            earlier, its_hand = self._held_back
            unlike = hand - its_hand >= UNLIKE_LEGS
            events.append(_partial(earlier, PICKS_UP) if unlike else earlier)
            if not unlike:
                self._heights.append(its_hand)
            self._held_back = None
        usual = float(np.median(self._heights)) if self._heights else float("nan")
        if self.is_reaching_down(hand) and usual - hand >= UNLIKE_LEGS:
            return [*events, _partial(repetition, SETS_DOWN)]
        if np.isfinite(hand):
            self._heights.append(hand)
        return [*events, repetition]

    def finish(self) -> list[RepetitionEvent]:
        """Count the bend that is still held back: nothing came to compare it with."""
        events: list[RepetitionEvent] = [] if self._held_back is None else [self._held_back[0]]
        self._held_back = None
        return events


def _partial(repetition: Repetition, reason: str) -> PartialRepetition:
    return PartialRepetition(repetition.start_s, repetition.turn_s, repetition.end_s, reason)
