"""Which cue is given when: one at a time, no more often than a person can follow."""

from dataclasses import dataclass
from typing import Final

from posture_lab.metrics.judging.judgement import Cue, Judgement
from posture_lab.telling.cue_words import sure_first, to_read, to_say

SHOWN_S: Final = 5.0
"""A cue stays this long unless another one follows."""

REPEAT_S: Final = 6.0
"""The same cue is not given again sooner; another one may follow the next repetition."""

PRAISE_SCORE: Final = 85.0
_PRAISE: Final = ("Well done.", "Nicely controlled.", "That is the shape.", "Steady and smooth.")


@dataclass(frozen=True, slots=True)
class GivenCue:
    """A cue being shown, in the words for how sure it is; ``count`` rises with every cue given."""

    id: str
    text: str
    say: str
    count: int


class Cueing:
    """Chooses what is said after each repetition."""

    def __init__(self) -> None:
        self._given: GivenCue | None = None
        self._given_s = 0.0
        self._count = 0
        self._last: dict[str, float] = {}
        self._praised = 0

    def after(self, judgement: Judgement, time_s: float) -> str | None:
        """Take in the judgement of a repetition that has just ended; return praise, if due.

        The cues of a judgement are ordered, the most telling first, and those that are sure come
        before those that are not; one that was given a moment ago gives way to the next.
        """
        cue = self._due(judgement.cues, time_s)
        if cue is not None:
            self._count += 1
            self._given = GivenCue(cue.id, to_read(cue), to_say(cue), self._count)
            self._given_s = self._last[cue.id] = time_s
            return None
        if not judgement.cues:
            self._given = None
        good = judgement.score is not None and judgement.score >= PRAISE_SCORE
        if not good or judgement.cues:
            return None
        self._praised += 1
        # Praise for every repetition is noise; for every other one it is company.
        return _PRAISE[(self._praised // 2) % len(_PRAISE)] if self._praised % 2 else None

    def shown(self, time_s: float) -> GivenCue | None:
        """Return the cue to show now, None when there is none."""
        if self._given is not None and time_s - self._given_s > SHOWN_S:
            self._given = None
        return self._given

    def clear(self) -> None:
        """Take the shown cue away."""
        self._given = None

    def _due(self, cues: tuple[Cue, ...], time_s: float) -> Cue | None:
        fresh = (
            c for c in sure_first(cues) if time_s - self._last.get(c.id, float("-inf")) >= REPEAT_S
        )
        return next(fresh, None)
