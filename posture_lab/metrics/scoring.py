"""From measures to a score that explains itself, and to cues."""

from typing import Final

from posture_lab.metrics.judgement import CriterionResult, Cue, Judgement, Measure
from posture_lab.metrics.measures import Findings
from posture_lab.movements.record import Criterion, CueText, Limit, Lookalike, Movement

MAX_UNJUDGED_SHARE: Final = 0.4
"""When criteria with more than this share of the weight cannot be judged, there is no score."""

TOO_COARSE: Final = "It could not be measured finely enough here to tell."
_NOT_MEASURED: Final = "It was not seen clearly enough at that time."


def judge(findings: Findings, movement: Movement) -> Judgement:
    """Score one repetition or hold against ``movement`` and choose its cues.

    Each judged criterion gives its full points inside its band, none at ``margin`` outside it
    and evenly less in between; the points of the judged criteria add up to 100. A criterion is
    not judged when its measure is missing, or when its error is larger than the margin and leaves
    open whether it lies inside the band. Without an essential criterion, or with more
    than 40 % of the weight unjudged, the verdict is "cannot_judge" and there is no score.

    A cue fires when its measure passes the band by more than the measure's own error. A cue that
    two criteria share is given once, for the one that passes further in terms of its margin.
    """
    lookalike = _looks_like(findings, movement)
    if lookalike is not None:
        return _cannot_judge(findings, movement, lookalike.text)
    judged = [c for c in movement.criteria if why_unjudged(c, findings) is None]
    unjudged = [c for c in movement.criteria if c not in judged]
    total = sum(c.weight for c in movement.criteria)
    weight = sum(c.weight for c in judged)
    essential = next((c for c in unjudged if c.essential), None)
    heaviest = max(unjudged, key=lambda c: c.weight, default=None)
    if essential is not None:
        return _cannot_judge(findings, movement, _say_why(essential, findings))
    if heaviest is not None and total - weight > MAX_UNJUDGED_SHARE * total:
        return _cannot_judge(findings, movement, _say_why(heaviest, findings))
    results = tuple(_result(c, findings, weight) for c in movement.criteria)
    score = sum(result.points for result in results if result.points is not None)
    return Judgement(
        score=round(score, 1),
        verdict="judged",
        reason=None,
        measures=dict(findings.measures),
        criteria=results,
        cues=cues(findings, movement),
    )


def why_unjudged(criterion: Criterion, findings: Findings) -> str | None:
    """Why a criterion cannot be judged, None if it can."""
    measure = findings.measures.get(criterion.measure)
    if measure is None:
        return findings.missing.get(criterion.measure, _NOT_MEASURED)
    edges = [edge for edge in (criterion.low, criterion.high) if edge is not None]
    open_question = any(abs(measure.value - edge) <= measure.error for edge in edges)
    if open_question and measure.error > criterion.margin:
        return TOO_COARSE
    return None


def cues(findings: Findings, movement: Movement) -> tuple[Cue, ...]:
    """The cues of one repetition or hold, the most important first."""
    best: dict[str, tuple[float, Cue]] = {}
    for criterion in movement.criteria:
        measure = findings.measures.get(criterion.measure)
        text = None if measure is None else _cue_text(criterion, measure.value)
        if measure is None or text is None:
            continue
        beyond = _outside(criterion, measure.value)
        if beyond <= measure.error:
            continue
        urgency = criterion.weight * min(1.0, beyond / criterion.margin)
        if text.id not in best or urgency > best[text.id][0]:
            best[text.id] = (urgency, _cue(criterion, measure, text))
    ordered = sorted(best.values(), key=lambda pair: -pair[0])
    return tuple(cue for _, cue in ordered)


def _looks_like(findings: Findings, movement: Movement) -> Lookalike | None:
    """The other movement that the measures speak for, if all its limits hold."""
    for lookalike in movement.lookalikes:
        if all(_holds(limit, findings) for limit in lookalike.limits):
            return lookalike
    return None


def _holds(limit: Limit, findings: Findings) -> bool:
    measure = findings.measures.get(limit.measure)
    if measure is None:
        return False
    above = limit.low is None or measure.value >= limit.low
    return above and (limit.high is None or measure.value <= limit.high)


def _outside(criterion: Criterion, value: float) -> float:
    """How far outside the band, 0 inside it."""
    below = 0.0 if criterion.low is None else criterion.low - value
    above = 0.0 if criterion.high is None else value - criterion.high
    return max(below, above, 0.0)


def _cue_text(criterion: Criterion, value: float) -> CueText | None:
    if criterion.low is not None and value < criterion.low:
        return criterion.cue_below
    if criterion.high is not None and value > criterion.high:
        return criterion.cue_above
    return None


def _cue(criterion: Criterion, measure: Measure, text: CueText) -> Cue:
    low_side = criterion.low is not None and measure.value < criterion.low
    limit = criterion.low if low_side else criterion.high
    assert limit is not None
    return Cue(text.id, text.text, text.say, criterion.measure, measure.value, measure.error, limit)


def _result(criterion: Criterion, findings: Findings, judged_weight: float) -> CriterionResult:
    """A criterion's line in the score; ``judged_weight`` 0 leaves the points out."""
    measure = findings.measures.get(criterion.measure)
    reason = why_unjudged(criterion, findings)
    points, share = None, 0.0
    if reason is None and measure is not None and judged_weight > 0:
        share = 100.0 * criterion.weight / judged_weight
        met = max(0.0, 1.0 - _outside(criterion, measure.value) / criterion.margin)
        points = share * met
    return CriterionResult(
        measure=criterion.measure,
        title=criterion.title,
        value=None if measure is None else measure.value,
        error=None if measure is None else measure.error,
        low=criterion.low,
        high=criterion.high,
        points=points,
        max_points=share,
        reason=reason,
    )


def _say_why(criterion: Criterion, findings: Findings) -> str:
    reason = why_unjudged(criterion, findings) or _NOT_MEASURED
    return f"{criterion.title}: {reason[0].lower()}{reason[1:]}"


def _cannot_judge(findings: Findings, movement: Movement, reason: str) -> Judgement:
    return Judgement(
        score=None,
        verdict="cannot_judge",
        reason=reason,
        measures=dict(findings.measures),
        criteria=tuple(_result(c, findings, 0.0) for c in movement.criteria),
        cues=(),
    )
