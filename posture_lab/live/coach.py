"""The coach at the set-up: for how long all has been well, and the word that is due."""

from typing import Final

import numpy as np

from posture_lab.live.recording import Recording
from posture_lab.live.setup import LOOKING, Advice, advise
from posture_lab.movements.record import Movement

SETTLED_S: Final = 0.6
"""The set-up has to be good for this long."""

ADVICE_S: Final = 1.5
"""The coach sticks to a word for this long: nobody follows two at once."""

_LOOK_S: Final = 0.5


class Coach:
    """Looks whether the person can be seen well enough to begin.

    Attributes
    ----------
    advice : the last word.
    good_since_s : when all began to be well, None while something is to be changed.
    """

    def __init__(self, movement: Movement, recording: Recording) -> None:
        self._movement = movement
        self._recording = recording
        self._advised_s = -np.inf
        self._looked_around = False
        self.advice: Advice = LOOKING
        self.good_since_s: float | None = None

    def look(self, *, brightness: float | None, people: int | None, counts_people: bool) -> bool:
        """Take in the newest frames; return whether nothing is to be changed in them."""
        self._looked_around = people is not None or not counts_people
        poses = self._recording.between(self._recording.now_s - _LOOK_S, np.inf)
        advice = advise(poses, self._movement, brightness=brightness, people=people)
        since_s = float(poses.time_s[0]) if self.good_since_s is None else self.good_since_s
        self.good_since_s = since_s if advice.ready else None
        self._say(advice)
        return advice.ready

    def start_over(self) -> None:
        """Look anew: whoever has come along meanwhile is seen then."""
        self.good_since_s = None
        self._looked_around = False

    @property
    def good_s(self) -> float:
        """For how long the set-up has been good, in seconds."""
        return 0.0 if self.good_since_s is None else self._recording.now_s - self.good_since_s

    @property
    def settled(self) -> bool:
        """Whether the set-up has been good for long enough, and others have been looked for."""
        return self._looked_around and self.good_s >= SETTLED_S

    def _say(self, advice: Advice) -> None:
        """Pass the word on, not sooner than the last one can have been followed."""
        now_s = self._recording.now_s
        followed = now_s - self._advised_s >= ADVICE_S
        due = self.settled if advice.ready else followed or self.advice.ready
        if due and advice != self.advice:
            self.advice = advice
            self._advised_s = now_s
