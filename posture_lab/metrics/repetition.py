"""Repetition and PartialRepetition: windows of time."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Repetition:
    """A counted repetition: leaving the start pose, the extreme, back in it. Seconds.

    It starts and ends where the driving signal passes 5 % of its excursion; the turn is the middle
    of the time spent within 3 % of the extreme.
    """

    start_s: float
    turn_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class PartialRepetition:
    """A started repetition that was not completed; not counted, not scored. Seconds."""

    start_s: float
    turn_s: float
    end_s: float
    reason: str


RepetitionEvent = Repetition | PartialRepetition
