"""Following a hold: how long the posture has been held, and how it is held."""

from typing import Final

from posture_lab.analysis.judging import judge_windows
from posture_lab.live.recording import Recording
from posture_lab.metrics.compute import raw_signals
from posture_lab.metrics.holds import hold_windows
from posture_lab.metrics.judgement import Judgement
from posture_lab.metrics.neutral import Neutral, relative_to_neutral
from posture_lab.metrics.repetition import Hold
from posture_lab.metrics.seen import Seen
from posture_lab.metrics.sight import sight_of
from posture_lab.movements.record import Movement

LOOK_S: Final = 1.0
"""How often the hold is looked at."""

JUDGE_S: Final = 5.0
"""How much of a hold is judged at a time."""


class HoldFollower:
    """Times a hold and judges it every few seconds.

    ``held_s`` is the length in seconds of the hold that is going on, 0 when none is.
    """

    def __init__(
        self, movement: Movement, neutral: Neutral, recording: Recording, since_s: float
    ) -> None:
        if movement.held is None:
            raise ValueError(f"{movement.id} is not a posture to hold")
        self._movement = movement
        self._posture = movement.held
        self._neutral = neutral
        self._recording = recording
        self._since_s = since_s
        self._looked_s = since_s
        self._judged_s = since_s
        self.held_s = 0.0

    def look(self) -> Judgement | None:
        """Bring ``held_s`` up to date; return a judgement when one is due."""
        now_s = self._recording.now_s
        if now_s - self._looked_s < LOOK_S:
            return None
        self._looked_s = now_s
        poses = self._recording.finished(self._since_s, now_s)
        signals = relative_to_neutral(raw_signals(poses), self._neutral)
        windows = hold_windows(signals, self._posture)
        going_on = bool(windows) and now_s - windows[-1][1] < LOOK_S
        self.held_s = windows[-1][1] - windows[-1][0] if going_on else 0.0
        if self.held_s < JUDGE_S or now_s - self._judged_s < JUDGE_S:
            return None
        self._judged_s = now_s
        seen = Seen(signals, self._neutral, sight_of(poses))
        window = Hold(now_s - JUDGE_S, windows[-1][1])
        (judged,) = judge_windows(seen, self._movement, [window])
        return judged.judgement
