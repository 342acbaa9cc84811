"""The advice of a whole set: each thing said once, with how often it was due."""

from collections.abc import Sequence
from dataclasses import dataclass

from posture_lab.analysis.result import Analysis
from posture_lab.metrics.judging.judgement import Cue
from posture_lab.movements.catalogue import MOVEMENTS
from posture_lab.telling.cue_words import is_sure, to_read, to_say
from posture_lab.telling.numbers import counted, which
from posture_lab.telling.results import Result, kind_of, results_of


@dataclass(frozen=True, slots=True)
class Advice:
    """One piece of advice over a set.

    Attributes
    ----------
    cue : the cue, in the surest form in which it was given.
    sure, perhaps : numbers of the repetitions (or postures) in which it was due.
    total : how many there are.
    kind : "repetition" or "posture".
    """

    cue: Cue
    sure: tuple[int, ...]
    perhaps: tuple[int, ...]
    total: int
    kind: str

    @property
    def is_sure(self) -> bool:
        """Whether it was sure at least once."""
        return bool(self.sure)

    @property
    def text(self) -> str:
        """The sentence to read."""
        return to_read(self.cue)

    @property
    def say(self) -> str:
        """The same in a few words."""
        return to_say(self.cue)

    @property
    def how_often(self) -> str:
        """``"in 8 of 10 repetitions, perhaps in 1 more"``; empty where there is but one."""
        if self.total == 1:
            return ""
        main = self.sure or self.perhaps
        often = f"in {_share(len(main), self.total, self.kind)}"
        if self.sure and self.perhaps:
            often += f", perhaps in {len(self.perhaps)} more"
        return often

    @property
    def sentence(self) -> str:
        """The sentence to read, with how often it was due."""
        often = self.how_often
        return f"{self.text.removesuffix('.')} ({often})." if often else self.text

    @property
    def sentence_with_numbers(self) -> str:
        """The same, with the numbers of the repetitions where it was not due in all."""
        main = self.sure or self.perhaps
        if not self.how_often or len(main) == self.total:
            return self.sentence
        numbers = which(main)
        if self.sure and self.perhaps:
            numbers += f"; perhaps {which(self.perhaps)}"
        return f"{self.text.removesuffix('.')} ({self.how_often}: {numbers})."


def advice_for(analysis: Analysis) -> tuple[Advice, ...]:
    """Return the advice of a clip or set, the most important first.

    What was sure comes before what was not; then counts how much weight the score gives to it,
    times the repetitions in which it was due.
    """
    results = results_of(analysis)
    weights = _weights(analysis)
    found = [_gathered(cue_id, results) for cue_id in _cue_ids(results)]

    def importance(advice: Advice) -> tuple[bool, float]:
        times = len(advice.sure) or len(advice.perhaps)
        return advice.is_sure, weights.get(advice.cue.measure, 1.0) * times

    return tuple(sorted(found, key=importance, reverse=True))


def _weights(analysis: Analysis) -> dict[str, float]:
    movement = MOVEMENTS.get(analysis.movement.id or "")
    criteria = () if movement is None else movement.criteria
    return {criterion.measure: criterion.weight for criterion in criteria}


def _cue_ids(results: Sequence[Result]) -> list[str]:
    return list(dict.fromkeys(cue.id for result in results for cue in result.judgement.cues))


def _gathered(cue_id: str, results: Sequence[Result]) -> Advice:
    due = [(r.index, c) for r in results for c in r.judgement.cues if c.id == cue_id]
    sure = tuple(dict.fromkeys(index for index, cue in due if is_sure(cue)))
    perhaps = tuple(dict.fromkeys(index for index, cue in due if index not in sure))
    _, clearest = max(due, key=lambda pair: (is_sure(pair[1]), pair[1].probability))
    return Advice(clearest, sure, perhaps, len(results), kind_of(results))


def _share(some: int, total: int, kind: str) -> str:
    if some == total:
        return f"both {kind}s" if total == 2 else f"all {counted(total, kind)}"
    return f"{some} of {counted(total, kind)}"
