"""The clip in a few numbers."""

from collections import Counter
from collections.abc import Sequence
from statistics import fmean

from posture_lab.analysis.result import HoldResult, RepetitionResult, Summary
from posture_lab.metrics.counting.reps import PartialRepetition

TOP_CUES = 3
"""More than three things to change at once helps nobody."""


def summarise(
    reps: Sequence[RepetitionResult],
    partial_reps: Sequence[PartialRepetition],
    holds: Sequence[HoldResult],
    reason: str | None,
) -> Summary:
    """Return counts, mean score and the most frequent cues, those sure at least once first.

    ``reason`` is why no repetition and no hold was found; where some were but none could be
    judged, the first one's own reason is given.
    """
    results: tuple[RepetitionResult | HoldResult, ...] = (*reps, *holds)
    judgements = [result.judgement for result in results]
    scores = [judgement.score for judgement in judgements if judgement.score is not None]
    judged = any(judgement.verdict == "judged" for judgement in judgements)
    if not judged and reason is None:
        reasons = [judgement.reason for judgement in judgements if judgement.reason]
        reason = reasons[0] if reasons else "No repetition was seen."
    given = [cue for judgement in judgements for cue in judgement.cues]
    cues = Counter(cue.id for cue in given)
    sure = {cue.id for cue in given if cue.certainty == "sure"}
    ordered = sorted(cues, key=lambda cue: (cue in sure, cues[cue]), reverse=True)
    return Summary(
        reps=len(reps),
        partial_reps=len(partial_reps),
        mean_score=fmean(scores) if scores else None,
        verdict="judged" if judged else "cannot_judge",
        reason=None if judged else reason,
        top_cues=tuple(ordered[:TOP_CUES]),
    )
