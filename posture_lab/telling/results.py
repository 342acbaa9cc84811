"""What was judged of a clip or set, in the forms in which it is told."""

from collections.abc import Sequence

from posture_lab.analysis.result import Analysis, HoldResult, RepetitionResult
from posture_lab.metrics.judging.judgement import CriterionResult, Judgement

Result = RepetitionResult | HoldResult


def results_of(analysis: Analysis) -> tuple[Result, ...]:
    """Return the repetitions and holds, in that order."""
    return (*analysis.reps, *analysis.holds)


def is_live(analysis: Analysis) -> bool:
    """Whether it is of a set in front of the camera: there is no clip behind it."""
    return not analysis.clip.sha256


def kind_of(results: Sequence[Result]) -> str:
    """Return what they are called: "repetition" or "posture"."""
    return "posture" if results and isinstance(results[0], HoldResult) else "repetition"


def has_score(judgement: Judgement) -> bool:
    """Whether there is a score; a damaged file may hold none that is a number."""
    score = judgement.score
    return score is not None and score == score  # noqa: PLR0124  (NaN is not equal to itself)


def is_scored(analysis: Analysis) -> bool:
    """Whether any repetition or hold has a score."""
    return any(has_score(result.judgement) for result in results_of(analysis))


def was_judged(criterion: CriterionResult) -> bool:
    """Whether a criterion was judged, with or without points for a score."""
    return criterion.reason is None and criterion.value is not None


def is_judged(analysis: Analysis) -> bool:
    """Whether any criterion of any repetition or hold was judged."""
    criteria = (c for result in results_of(analysis) for c in result.judgement.criteria)
    return any(was_judged(criterion) for criterion in criteria)


def beyond(criterion: CriterionResult) -> float:
    """How far outside its target the value lies, in its unit; 0 inside and where unknown."""
    if criterion.value is None:
        return 0.0
    below = 0.0 if criterion.low is None else criterion.low - criterion.value
    above = 0.0 if criterion.high is None else criterion.value - criterion.high
    return max(below, above, 0.0)


def is_plainly_missed(criterion: CriterionResult) -> bool:
    """Whether the value lies outside its target by more than its own error."""
    return was_judged(criterion) and beyond(criterion) > (criterion.error or 0.0)
