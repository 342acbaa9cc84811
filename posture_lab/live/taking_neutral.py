"""The person's own neutral, taken in the seconds before the first repetition."""

from typing import Final

from posture_lab.live.recording import Recording
from posture_lab.metrics.compute import raw_signals
from posture_lab.metrics.find_neutral import LONG_STILL_S, still_neutral
from posture_lab.metrics.neutral import Neutral
from posture_lab.movements.record import Movement

HOLD_S: Final = 3.0
"""How long the person is asked to be still."""

_LOOK_S: Final = 0.25
_LEFT_S: Final = 0.4


class NeutralTaker:
    """Watches for a still moment from ``since_s`` on.

    Three seconds are asked for; a person who begins to move after one second of stillness has
    given enough, and is not made to stand again.
    """

    def __init__(self, movement: Movement, recording: Recording, since_s: float) -> None:
        self._recording = recording
        self._since_s = since_s
        self._looked_s = since_s
        self._posture = movement.posture
        self.still_s = 0.0

    def look(self) -> Neutral | None:
        """Return the neutral once it is there; ``still_s`` says how much of it is."""
        now_s = self._recording.now_s
        if now_s - self._looked_s < _LOOK_S:
            return None
        self._looked_s = now_s
        poses = self._recording.finished(max(self._since_s, now_s - 2 * HOLD_S), now_s)
        neutral = still_neutral(poses, raw_signals(poses), posture=self._posture)
        if neutral.start_s is None or neutral.end_s is None:
            self.still_s = 0.0
            return None
        self.still_s = neutral.end_s - neutral.start_s
        moved_on = now_s - neutral.end_s > _LEFT_S
        enough = LONG_STILL_S if moved_on else HOLD_S - _LOOK_S
        return neutral if self.still_s >= enough else None
