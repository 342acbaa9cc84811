"""A score never without how much of it could be judged, and never one that is not there."""

from dataclasses import dataclass
from statistics import fmean
from typing import Final

from posture_lab.analysis.result import Analysis
from posture_lab.figures import figure
from posture_lab.metrics.judging.judgement import Judgement
from posture_lab.movements.catalogue import MOVEMENTS
from posture_lab.telling.numbers import counted, percent, uncapitalised
from posture_lab.telling.results import has_score, kind_of, results_of, was_judged

NOT_SCORED: Final = "Not scored"
FROM_HERE: Final = "form cannot be judged from here"


@dataclass(frozen=True, slots=True)
class SetScore:
    """The mean score of a clip or set, 0 to 100.

    ``share`` (0 to 1) is the mean share of its weight that could be judged; ``scored`` of
    ``total`` repetitions (or postures, the ``kind``) have a score.
    """

    value: float
    share: float
    scored: int
    total: int
    kind: str

    @property
    def text(self) -> str:
        """``"86 of 100, from 92 % of what is looked at"``, and in how many if not in all."""
        text = f"{figure(self.value)} of 100, {from_how_much(self.share)}"
        if self.scored < self.total:
            text += f", in {self.scored} of {counted(self.total, self.kind)}"
        return text


def set_score(analysis: Analysis) -> SetScore | None:
    """Return the score of a clip or set; None when not one repetition or posture has one."""
    results = results_of(analysis)
    scored = [result.judgement for result in results if has_score(result.judgement)]
    if not scored:
        return None
    return SetScore(
        value=fmean(judgement.score for judgement in scored if judgement.score is not None),
        share=fmean(share_judged(judgement, analysis.movement.id) for judgement in scored),
        scored=len(scored),
        total=len(results),
        kind=kind_of(results),
    )


def score_text(judgement: Judgement, movement_id: str | None) -> str:
    """Return ``"86 of 100, from 92 % of what is looked at"`` or ``"not scored"``."""
    if judgement.score is None or not has_score(judgement):
        return NOT_SCORED.lower()
    return (
        f"{figure(judgement.score)} of 100, {from_how_much(share_judged(judgement, movement_id))}"
    )


def from_how_much(share: float) -> str:
    """Return ``"from 92 % of what is looked at"``; ``share`` is 0 to 1."""
    return (
        "from all that is looked at"
        if share >= 0.995
        else f"from {percent(share)} of what is looked at"
    )


def share_judged(judgement: Judgement, movement_id: str | None) -> float:
    """Return the share (0 to 1) of the score's weight that could be judged.

    A result of an earlier version does not say; it is then made up from the movement's record.
    """
    unjudged = [c.measure for c in judgement.criteria if not was_judged(c)]
    movement = MOVEMENTS.get(movement_id or "")
    if judgement.judged_share < 1.0 or not unjudged or movement is None:
        return judgement.judged_share
    total = sum(criterion.weight for criterion in movement.criteria)
    lost = sum(criterion.weight for criterion in movement.criteria if criterion.measure in unjudged)
    return 1.0 - lost / total


def not_scored(reason: str | None) -> str:
    """Return why there is no score as a sentence, ``"Not scored: the low back could not ..."``."""
    if not reason:
        return f"{NOT_SCORED}: too little could be seen."
    if reason.lower().startswith(FROM_HERE):
        return reason
    return f"{NOT_SCORED}: {uncapitalised(without_prefix(reason))}"


def without_prefix(reason: str) -> str:
    """Return a reason without the "Not scored:" or "... from here:" that it may begin with."""
    for said in (NOT_SCORED, FROM_HERE):
        if reason.lower().startswith(f"{said.lower()}:"):
            return reason[len(said) + 1 :].strip()
    return reason
