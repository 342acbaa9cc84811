"""What was looked at, as the rows of a table: over one repetition, and over a whole set."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from posture_lab.metrics.judging.judgement import CriterionResult, Judgement
from posture_lab.telling.points import whole_points
from posture_lab.telling.results import Result, beyond, has_score, is_plainly_missed, was_judged
from posture_lab.telling.values import band, with_unit

IN_TARGET = "in target"
CLOSE = "too close to call"
OUTSIDE = "outside"
NOT_JUDGED = "not judged"


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """One thing that was looked at, in words.

    Attributes
    ----------
    title, found, target : its name, the value with its error, the band. ``found`` says in how many
        of several it was judged, if not in all.
    outcome : ``"12 of 15"`` points where there is a score, else where the value lies.
    share : the part of its points that was given, 0 to 1; None without a score, or not judged.
    reason : why it was not judged, None if it was.
    """

    title: str
    found: str
    target: str
    outcome: str
    share: float | None
    reason: str | None


def rows_of(judgement: Judgement) -> tuple[CriterionRow, ...]:
    """Return a row for each criterion of one repetition or hold."""
    return _rows([judgement])


def rows_over(results: Sequence[Result]) -> tuple[CriterionRow, ...]:
    """Return a row for each criterion over a set: medians, and points that add up to the score."""
    return _rows([result.judgement for result in results])


def not_judged(rows: Iterable[CriterionRow]) -> dict[str, list[str]]:
    """Return the titles of what was not judged by reason."""
    titles: dict[str, list[str]] = {}
    for row in rows:
        if row.reason is not None:
            titles.setdefault(row.reason, []).append(row.title)
    return titles


def _rows(judgements: Sequence[Judgement]) -> tuple[CriterionRow, ...]:
    grouped: dict[str, list[CriterionResult]] = {}
    for judgement in judgements:
        for criterion in judgement.criteria:
            grouped.setdefault(criterion.measure, []).append(criterion)
    scored = [judgement for judgement in judgements if has_score(judgement)]
    got, most = _points(list(grouped), scored)
    return tuple(
        _row(found, got.get(measure) if scored else None, most.get(measure, 0))
        for measure, found in grouped.items()
    )


def _points(
    measures: Sequence[str], scored: Sequence[Judgement]
) -> tuple[dict[str, int], dict[str, int]]:
    """Whole points got and to be got by measure, mean over the judgements with a score."""
    if not scored:
        return {}, {}
    sums = {measure: [0.0, 0.0] for measure in measures}
    for judgement in scored:
        for criterion in judgement.criteria:
            if criterion.points is not None:
                sums[criterion.measure][0] += criterion.points / len(scored)
                sums[criterion.measure][1] += criterion.max_points / len(scored)
    points, highest = zip(*sums.values(), strict=True) if sums else ((), ())
    score = fmean(judgement.score or 0.0 for judgement in scored)
    got, most = whole_points(points, highest, score)
    return dict(zip(sums, got, strict=True)), dict(zip(sums, most, strict=True))


def _row(found: Sequence[CriterionResult], got: int | None, most: int) -> CriterionRow:
    first = found[0]
    judged = [criterion for criterion in found if was_judged(criterion)]
    value = _median(c.value for c in judged) if judged else _median(c.value for c in found)
    error = _median(c.error for c in judged) if judged else _median(c.error for c in found)
    told = with_unit(first.measure, value, error)
    if 0 < len(judged) < len(found):
        told += f" (in {len(judged)} of {len(found)})"
    with_points = bool(judged) and got is not None and most > 0
    return CriterionRow(
        title=first.title,
        found=told,
        target=band(first.measure, first.low, first.high),
        outcome=f"{got} of {most}" if with_points else _outcome(judged),
        share=(got or 0) / most if with_points else None,
        reason=None if judged else _usual(c.reason for c in found),
    )


def _outcome(judged: Sequence[CriterionResult]) -> str:
    """Where the values lie, without points: as most of them do."""
    if not judged:
        return NOT_JUDGED
    places = [
        OUTSIDE if is_plainly_missed(c) else CLOSE if beyond(c) > 0 else IN_TARGET for c in judged
    ]
    return max((OUTSIDE, CLOSE, IN_TARGET), key=places.count)


def _median(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None and math.isfinite(value)]
    return median(known) if known else None


def _usual(reasons: Iterable[str | None]) -> str:
    told = [reason for reason in reasons if reason]
    return max(dict.fromkeys(told), key=told.count) if told else "It was not seen clearly enough."
