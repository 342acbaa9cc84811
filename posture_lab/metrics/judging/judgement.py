"""Measure, CriterionResult, Cue and Judgement: what is said of one repetition or hold."""

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["judged", "cannot_judge"]
Certainty = Literal["sure", "perhaps"]


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
    """A sentence to read and a few words to say, with the measure behind it.

    ``probability`` (0 to 1) is that of the true value lying beyond the limit; ``certainty`` says
    whether that is enough to be sure.
    """

    id: str
    text: str
    say: str
    measure: str
    value: float
    error: float
    limit: float
    probability: float = 1.0
    certainty: Certainty = "sure"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Score and cues of one repetition or hold.

    ``score`` is None, with the ``reason``, when too little could be judged for one; what could be
    is in ``criteria`` and ``cues`` all the same. ``judged_share`` (0 to 1) is the share of the
    score's weight that could be judged.
    """

    score: float | None
    verdict: Verdict
    reason: str | None
    measures: dict[str, Measure]
    criteria: tuple[CriterionResult, ...]
    cues: tuple[Cue, ...]
    judged_share: float = 1.0
