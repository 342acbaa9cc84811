"""Repetition, PartialRepetition and Hold: windows of time."""

from dataclasses import dataclass
from typing import Final, Literal

NOT_FAR_ENOUGH: Final = "It did not go far enough to count."
NOT_FINISHED: Final = "It was not finished when the recording ended."
TOO_LONG: Final = "It took too long to count as one repetition."
TOO_QUICK: Final = "It was too quick to be a repetition."
OUT_OF_VIEW: Final = "The body went out of view part-way."
NO_START: Final = "It began before a still start position was seen."


Side = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Repetition:
    """A counted repetition: leaving the start pose, the extreme, back in it. Seconds.

    It starts and ends where the driving signal passes 5 % of its excursion; the turn is the middle
    of the time spent within 3 % of the extreme. ``side`` is the one that moves, None for both.
    """

    start_s: float
    turn_s: float
    end_s: float
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class PartialRepetition:
    """A started repetition that was not completed; not counted, not scored. Seconds."""

    start_s: float
    turn_s: float
    end_s: float
    reason: str


@dataclass(frozen=True, slots=True)
class Hold:
    """A posture held from one moment to another. Seconds; ``side`` is the one that holds."""

    start_s: float
    end_s: float
    side: Side | None = None


RepetitionEvent = Repetition | PartialRepetition
