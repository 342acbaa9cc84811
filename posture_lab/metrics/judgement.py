"""Measure, CriterionResult, Cue and Judgement: what is said of one repetition or hold."""

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["judged", "cannot_judge"]


@dataclass(frozen=True, slots=True)
class Measure:
    """One number over a repetition or hold, with the half-width of its 90 % interval."""

    value: float
    error: float


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """How one criterion was met: the measure, its band and the points it gave.

    ``points`` is None, with a ``reason``, when the measure could not be judged.
    """

    measure: str
    title: str
    value: float | None
    error: float | None
    low: float | None
    high: float | None
    points: float | None
    max_points: float
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """A sentence to read and a few words to say, with the measure behind it."""

    id: str
    text: str
    say: str
    measure: str
    value: float
    error: float
    limit: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """Score and cues of one repetition or hold. ``score`` is None when it cannot be judged."""

    score: float | None
    verdict: Verdict
    reason: str | None
    measures: dict[str, Measure]
    criteria: tuple[CriterionResult, ...]
    cues: tuple[Cue, ...]
