"""Repetition and PartialRepetition: windows of time."""

from dataclasses import dataclass
from typing import Final

NOT_FAR_ENOUGH: Final = "It did not go far enough to count."
NOT_FINISHED: Final = "It was not finished when the recording ended."
TOO_LONG: Final = "It took too long to count as one repetition."
TOO_QUICK: Final = "It was too quick to be a repetition."
OUT_OF_VIEW: Final = "The body went out of view part-way."
NO_START: Final = "It began before a still start position was seen."


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
