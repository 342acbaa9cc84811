"""The person's own neutral, taken in the seconds before the first repetition."""

from dataclasses import replace
from typing import Final

from posture_lab.live.recording import Recording
from posture_lab.live.setup import Advice, advise
from posture_lab.live.unrest_words import unrest_advice
from posture_lab.metrics.signals.compute import raw_signals
from posture_lab.metrics.signals.find_neutral import LONG_STILL_S, find_neutral, still_neutral
from posture_lab.metrics.signals.neutral import Neutral
from posture_lab.metrics.signals.unrest import find_unrest
from posture_lab.movements.record import Movement

HOLD_S: Final = 3.0
"""How long the person is asked to be still."""

PATIENCE_S: Final = 3.5
"""After so long without a still second it is said what is in the way."""

WITHOUT: Final = "The set was begun without one of your own."
"""Why the neutral is not the person's own."""

_LOOK_S: Final = 0.25
_LEFT_S: Final = 0.4
_RECENT_S: Final = 1.5
_COACH_S: Final = 0.5
_STICKS_S: Final = 1.5
"""A word on what is in the way stays for this long: nobody follows two at once."""

_LONGEST_S: Final = 15.0
"""So much is looked at for short moments near the posture, when there is no still one."""


class NeutralTaker:
    """Watches for a still moment from ``since_s`` on.

    Three seconds are asked for; a person who begins to move after one second of stillness has
    given enough, and is not made to stand again.

    Attributes
    ----------
    still_s : how much of a still moment there is by now, in seconds.
    trouble : what is in the way, once that has lasted; None while all is well.
    """

    def __init__(self, movement: Movement, recording: Recording, since_s: float) -> None:
        self._movement = movement
        self._recording = recording
        self._since_s = since_s
        self._looked_s = since_s
        self._begun_s = recording.now_s
        self._said_s = float("-inf")
        self.still_s = 0.0
        self.trouble: Advice | None = None

    @property
    def waited_s(self) -> float:
        """For how long the person has been asked to be still, in seconds."""
        return self._recording.now_s - self._begun_s

    def look(self) -> Neutral | None:
        """Return the neutral once it is there; ``still_s`` says how much of it is."""
        now_s = self._recording.now_s
        if now_s - self._looked_s < _LOOK_S:
            return None
        self._looked_s = now_s
        poses = self._recording.finished(max(self._since_s, now_s - 2 * HOLD_S), now_s)
        neutral = still_neutral(poses, raw_signals(poses), posture=self._movement.posture)
        moved_on = neutral.end_s is None or now_s - neutral.end_s > _LEFT_S
        self.still_s = 0.0
        if neutral.start_s is not None and neutral.end_s is not None:
            self.still_s = neutral.end_s - neutral.start_s
            enough = LONG_STILL_S if moved_on else HOLD_S - _LOOK_S
            if self.still_s >= enough:
                return neutral
        self._see_trouble(moved_on=moved_on)
        return None

    def without_own(self) -> Neutral:
        """Return what there is instead: short moments near the posture, or how people stand."""
        now_s = self._recording.now_s
        poses = self._recording.finished(max(self._since_s, now_s - _LONGEST_S), now_s)
        found = find_neutral(poses, raw_signals(poses), posture=self._movement.posture)
        return found if found.is_own else replace(found, reason=WITHOUT)

    def _see_trouble(self, *, moved_on: bool) -> None:
        """Bring ``trouble`` up to date, not sooner than the last word can have been followed."""
        now_s = self._recording.now_s
        if self.waited_s < PATIENCE_S:
            return
        trouble = self._trouble() if moved_on else None
        if trouble != self.trouble and now_s - self._said_s >= _STICKS_S:
            self.trouble = trouble
            self._said_s = now_s

    def _trouble(self) -> Advice | None:
        now_s = self._recording.now_s
        coach = advise(
            self._recording.between(now_s - _COACH_S, now_s),
            self._movement,
            brightness=None,
            people=None,
        )
        if not coach.ready:
            return coach
        posture = self._movement.posture
        recent = self._recording.finished(now_s - _RECENT_S, now_s)
        unrest = find_unrest(recent, raw_signals(recent), posture)
        # Nothing in particular: a moment longer, then.
        return self.trouble if unrest is None else unrest_advice(unrest, posture)
