"""From measures to a score that explains itself, and to cues."""

from typing import Final

from posture_lab.metrics.judging.certainty import SURE, beyond, certainty, chances
from posture_lab.metrics.judging.judgement import CriterionResult, Cue, Judgement, Measure
from posture_lab.metrics.judging.measures import Findings
from posture_lab.movements.record import Criterion, Limit, Lookalike, Movement

MIN_JUDGED_SHARE: Final = 0.7
"""With less of the weight judged there is no score."""

TOO_COARSE: Final = "It could not be measured finely enough here to tell."
_NOT_MEASURED: Final = "It was not seen clearly enough at that time."


def judge(findings: Findings, movement: Movement) -> Judgement:
    """Score one repetition or hold against ``movement`` and choose its cues.

    Each judged criterion gives its full points inside its band, none at ``margin`` outside it
    and evenly less in between; the points of the judged criteria add up to 100. A criterion is
    not judged when its measure is missing, or when its error is larger than the margin and leaves
    open on which side of the band's limits it lies. Without an essential criterion, or with less
    than 70 % of the weight judged, there is no score: the verdict is "cannot_judge" and the
    reason says what was missing. Criteria that were judged have their points, out of their share
    of all the weight, and their cues all the same.

    A cue fires when the true value lies beyond the limit with a probability of 0.7 or more, see
    :mod:`posture_lab.metrics.judging.certainty`. A cue that two criteria share is given once, for
    the one that is surer, and of equally sure ones for the one that passes further in terms of its
    margin.
    """
    judged = [c for c in movement.criteria if why_unjudged(c, findings) is None]
    total = sum(c.weight for c in movement.criteria)
    weight = sum(c.weight for c in judged)
    reason = _why_no_score(movement, findings, weight / total)
    of_weight = weight if reason is None else total
    results = tuple(_result(c, findings, of_weight) for c in movement.criteria)
    score = sum(result.points for result in results if result.points is not None)
    return Judgement(
        score=round(score, 1) if reason is None else None,
        verdict="judged" if reason is None else "cannot_judge",
        reason=reason,
        measures=dict(findings.measures),
        criteria=results,
        cues=cues(findings, movement),
        judged_share=round(weight / total, 4),
    )


def why_unjudged(criterion: Criterion, findings: Findings) -> str | None:
    """Why a criterion cannot be judged, None if it can."""
    measure = findings.measures.get(criterion.measure)
    if measure is None:
        return findings.missing.get(criterion.measure, _NOT_MEASURED)
    below, above = chances(criterion, measure)
    told = max(below, above, 1.0 - below - above) >= SURE
    return None if told or measure.error <= criterion.margin else TOO_COARSE


def cues(findings: Findings, movement: Movement) -> tuple[Cue, ...]:
    """The cues of one repetition or hold: sure ones first, of these the most important first."""
    best: dict[str, tuple[tuple[bool, float], Cue]] = {}
    for criterion in movement.criteria:
        if why_unjudged(criterion, findings) is not None:
            continue
        measure = findings.measures[criterion.measure]
        cue = _cue(criterion, measure)
        if cue is None:
            continue
        far = beyond(criterion, measure.value) / criterion.margin
        urgency = (cue.certainty == "sure", criterion.weight * min(1.0, far))
        if cue.id not in best or urgency > best[cue.id][0]:
            best[cue.id] = (urgency, cue)
    ordered = sorted(best.values(), key=lambda pair: pair[0], reverse=True)
    return tuple(cue for _, cue in ordered)


def looks_like(findings: Findings, movement: Movement) -> Lookalike | None:
    """The other movement that the measures speak for, if all its limits hold.

    It is judged as the movement that was chosen all the same.
    """
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


def _cue(criterion: Criterion, measure: Measure) -> Cue | None:
    below, above = chances(criterion, measure)
    chance, text, limit = max(
        (below, criterion.cue_below, criterion.low),
        (above, criterion.cue_above, criterion.high),
        key=lambda side: side[0],
    )
    sure = certainty(chance)
    if sure is None or text is None or limit is None:
        return None
    return Cue(
        id=text.id,
        text=text.text,
        say=text.say,
        measure=criterion.measure,
        value=measure.value,
        error=measure.error,
        limit=limit,
        probability=round(chance, 4),
        certainty=sure,
    )


def _result(criterion: Criterion, findings: Findings, of_weight: float) -> CriterionResult:
    """A criterion's line in the score; ``of_weight`` is what 100 points are shared by."""
    measure = findings.measures.get(criterion.measure)
    reason = why_unjudged(criterion, findings)
    points, share = None, 0.0
    if reason is None and measure is not None:
        share = 100.0 * criterion.weight / of_weight
        points = share * max(0.0, 1.0 - beyond(criterion, measure.value) / criterion.margin)
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


def _why_no_score(movement: Movement, findings: Findings, judged_share: float) -> str | None:
    unjudged = [c for c in movement.criteria if why_unjudged(c, findings) is not None]
    essential = next((c for c in unjudged if c.essential), None)
    if essential is not None:
        return _not_scored(essential, findings)
    if judged_share < MIN_JUDGED_SHARE:
        heaviest = max(unjudged, key=lambda c: c.weight)
        return _not_scored(heaviest, findings)
    return None


def _not_scored(criterion: Criterion, findings: Findings) -> str:
    reason = why_unjudged(criterion, findings) or _NOT_MEASURED
    what = criterion.part or f'"{criterion.title.lower()}"'
    if reason == TOO_COARSE:
        return f"Not scored: {what} could not be measured finely enough here to tell."
    return f"Not scored: {what} could not be seen, because {reason[0].lower()}{reason[1:]}"
