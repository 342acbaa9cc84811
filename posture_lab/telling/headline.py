"""The one sentence above everything: what to do next, from the whole set."""

from collections.abc import Sequence

from posture_lab.analysis.result import Analysis
from posture_lab.metrics.judging.judgement import CriterionResult
from posture_lab.telling.advice import advice_for
from posture_lab.telling.numbers import counted, listed, uncapitalised
from posture_lab.telling.results import (
    Result,
    is_judged,
    is_plainly_missed,
    is_scored,
    kind_of,
    results_of,
    was_judged,
)
from posture_lab.telling.score import FROM_HERE, not_scored, without_prefix
from posture_lab.telling.values import band, with_unit


def headline(analysis: Analysis) -> str:
    """Return what to do next; where there is no score, first why.

    The same words stand on the terminal, on the page, in the JSON and at the end of the annotated
    clip.
    """
    results = results_of(analysis)
    if not results:
        return f"Cannot judge: {uncapitalised(analysis.summary.reason or 'nothing was seen.')}"
    if is_scored(analysis):
        return next_step(analysis)
    reason = _common_reason(results, analysis.summary.reason)
    if not is_judged(analysis):
        return f"{_count_only(analysis)}: {uncapitalised(without_prefix(reason))}"
    advice = advice_for(analysis)
    step = next_step(analysis)
    return f"{not_scored(reason)} {'Next: ' + uncapitalised(step) if advice else step}"


def _count_only(analysis: Analysis) -> str:
    """Return ``"2 repetitions counted; form cannot be judged from here"``."""
    results = results_of(analysis)
    seen = "counted" if kind_of(results) == "repetition" else "seen"
    return f"{counted(len(results), kind_of(results))} {seen}; {FROM_HERE}"


def next_step(analysis: Analysis) -> str:
    """Return the most important advice, or that nothing stands out, and how sure that is."""
    advice = advice_for(analysis)
    return advice[0].sentence if advice else without_advice(results_of(analysis))


def without_advice(results: Sequence[Result]) -> str:
    """Return what to say where no cue was given.

    "Nothing stands out" is said only when every point lost is within its own error.
    """
    criteria = [criterion for result in results for criterion in result.judgement.criteria]
    missed = [criterion for criterion in criteria if is_plainly_missed(criterion)]
    if missed:
        return _most_missed(missed, results)
    nothing = "Nothing stands out"
    if any(not was_judged(criterion) for criterion in criteria):
        nothing += " in what could be judged"
    lost = dict.fromkeys(c.title for c in criteria if was_judged(c) and _lost(c))
    if lost:
        return f"{nothing}: the points lost ({listed(lost)}) are within the measuring error."
    return f"{nothing}: everything was within its target."


def _lost(criterion: CriterionResult) -> bool:
    points = criterion.points
    return points is not None and points < criterion.max_points - 0.05


def _most_missed(missed: Sequence[CriterionResult], results: Sequence[Result]) -> str:
    """The criterion without a cue of its own that cost most, with its numbers."""
    costs: dict[str, float] = {}
    for criterion in missed:
        cost = criterion.max_points - (criterion.points or 0.0)
        costs[criterion.title] = costs.get(criterion.title, 0.0) + cost
    worst = max(costs, key=lambda title: costs[title])
    those = [criterion for criterion in missed if criterion.title == worst]
    shown = max(those, key=lambda criterion: criterion.max_points - (criterion.points or 0.0))
    found = with_unit(shown.measure, shown.value, shown.error)
    target = band(shown.measure, shown.low, shown.high)
    often = ""
    if len(results) > 1:
        often = f" in {len(those)} of {counted(len(results), kind_of(results))}"
    return f"Look at “{worst}”: it was outside its target{often} (found {found}; target {target})."


def _common_reason(results: Sequence[Result], otherwise: str | None) -> str:
    """The reason that most of them have."""
    reasons = [result.judgement.reason for result in results if result.judgement.reason]
    if not reasons:
        return otherwise or "too little could be seen."
    return max(dict.fromkeys(reasons), key=reasons.count)
