"""Telling the bends that pick up or set down a weight from the repetitions between them.

A bend in which the hands reach the floor, unlike in the others, handles the load. The first such
bend can only be told from a repetition once the next one is over, so it is held back until then.
Limits: in a set whose every repetition goes to the floor, as in deadlifts, all are counted, the
first lift and the last setting down included; a weight taken from a box or a rack is an ordinary
repetition; without the hands in view nothing is held back.
"""

from math import isfinite, nan
from statistics import median
from typing import Final

import numpy as np

from posture_lab.metrics.repetition import PartialRepetition, Repetition, RepetitionEvent

FLOOR_LEGS: Final = 0.35
"""A wrist lower than this over the ankle, in leg lengths, is at a weight on the floor."""

LOWEST_LEGS: Final = 0.0
"""Hands on the floor are as low as the ankles; lower is a hand hidden behind the weight, or one
nearer to the camera, and no lower than another on the floor."""

UNLIKE_LEGS: Final = 0.12
BIT_DEEPER: Final = 1.2
"""Hands that go this much lower than in the other bends, in a bend that is a bit deeper too, are
there for another reason. In a bend as deep as the others they were only seen better."""

KNEE_DEG: Final = 12.0
BIT_LOWER_LEGS: Final = 0.06
LITTLE_DEEPER: Final = 1.08
"""With knees that bend so much more, less is enough: one stoops for a weight otherwise than one
hinges, while in a deeper hinge with straight arms hands and hips go down together."""

LOWER_LEGS: Final = 0.04
DEEPER: Final = 1.25
"""So much further than in the other bends is unlike them when the hands also go a bit lower."""

HANDLES_LOAD: Final = "The hands went to the floor, as to pick up or set down a weight."

Bend = tuple[float, float, float]
"""Excursion, lowest hand height and deepest knee of a completed bend."""


class LoadHandling:
    """Sorts completed bends into repetitions and those that handle the load."""

    def __init__(self) -> None:
        self._held_back: tuple[Repetition, Bend] | None = None
        self._others: list[Bend] = []

    def sort(
        self, repetition: Repetition, excursion: float, hand: float, knee: float = nan
    ) -> list[RepetitionEvent]:
        """Take a completed bend, its size, lowest hand and knee; return what is now decided."""
        hand = float(np.maximum(hand, LOWEST_LEGS))  # NaN stays NaN
        bend = (excursion, hand, knee)
        if self._held_back is None and not self._others and hand <= FLOOR_LEGS:
            self._held_back = (repetition, bend)
            return []
        events: list[RepetitionEvent] = []
        if self._held_back is not None:
            earlier, its_bend = self._held_back
            events = [self._decide(earlier, its_bend, [bend])]
            self._held_back = None
        return [*events, self._decide(repetition, bend, self._others)]

    def _decide(self, repetition: Repetition, bend: Bend, others: list[Bend]) -> RepetitionEvent:
        if bend[1] <= FLOOR_LEGS and _unlike(bend, others):
            return PartialRepetition(
                repetition.start_s, repetition.turn_s, repetition.end_s, HANDLES_LOAD
            )
        self._others.append(bend)
        return repetition

    def finish(self) -> list[RepetitionEvent]:
        """Count the bend that is still held back: nothing came to compare it with."""
        events: list[RepetitionEvent] = [] if self._held_back is None else [self._held_back[0]]
        self._held_back = None
        return events


def _unlike(bend: Bend, others: list[Bend]) -> bool:
    """Whether the hands go clearly lower than in the others, or lower in a deeper bend."""
    if not others:
        return False
    excursion, hand, knee = bend
    usual_excursion, usual_hand, usual_knee = _medians(others)
    lower = usual_hand - hand
    stoops = knee - usual_knee >= KNEE_DEG
    deeper = excursion / usual_excursion
    much_lower = lower >= UNLIKE_LEGS and deeper >= BIT_DEEPER
    a_bit_lower = lower >= BIT_LOWER_LEGS and deeper >= LITTLE_DEEPER and stoops
    return bool(much_lower or a_bit_lower or (lower >= LOWER_LEGS and deeper >= DEEPER))


def _medians(bends: list[Bend]) -> list[float]:
    """Each number's median over the bends in which it is known, NaN where it never is."""
    columns = [
        [number for number in column if isfinite(number)] for column in zip(*bends, strict=True)
    ]
    return [median(column) if column else nan for column in columns]
