"""Following a hold: how long the posture has been held, and how it is held."""

from typing import Final

from posture_lab.analysis.judging import judge_windows
from posture_lab.live.recording import Recording
from posture_lab.metrics.counting.holds import BRIDGE_S, hold_windows
from posture_lab.metrics.counting.repetition import Hold
from posture_lab.metrics.judging.judgement import Judgement
from posture_lab.metrics.judging.seen import Seen
from posture_lab.metrics.signals.compute import raw_signals
from posture_lab.metrics.signals.neutral import Neutral, relative_to_neutral
from posture_lab.metrics.signals.sight import sight_of
from posture_lab.movements.record import Movement

LOOK_S: Final = 1.0
"""How often the hold is looked at."""

JUDGE_S: Final = 5.0
"""How much of a hold is judged at a time."""

LOOK_BACK_S: Final = JUDGE_S + 3.0
"""So much of the newest is looked at: a hold of half an hour costs as much each second as one of
half a minute, and its beginning is not forgotten."""


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
        self._held_from_s: float | None = None
        self.held_s = 0.0

    def look(self) -> Judgement | None:
        """Bring ``held_s`` up to date; return a judgement when one is due."""
        now_s = self._recording.now_s
        if now_s - self._looked_s < LOOK_S:
            return None
        self._looked_s = now_s
        from_s = max(self._since_s, now_s - LOOK_BACK_S)
        poses = self._recording.finished(from_s, now_s)
        signals = relative_to_neutral(raw_signals(poses), self._neutral)
        windows = hold_windows(signals, self._posture)
        going_on = bool(windows) and now_s - windows[-1][1] < LOOK_S
        self._held_from_s = self._begun_s(windows[-1][0], from_s) if going_on else None
        self.held_s = 0.0 if self._held_from_s is None else windows[-1][1] - self._held_from_s
        if self.held_s < JUDGE_S or now_s - self._judged_s < JUDGE_S:
            return None
        self._judged_s = now_s
        seen = Seen(signals, self._neutral, sight_of(poses))
        window = Hold(now_s - JUDGE_S, windows[-1][1])
        (judged,) = judge_windows(seen, self._movement, [window])
        return judged.judgement

    def _begun_s(self, start_s: float, from_s: float) -> float:
        """When the hold began that goes on: before what is looked at, if it is held from there."""
        goes_back = start_s - from_s <= BRIDGE_S
        return self._held_from_s if goes_back and self._held_from_s is not None else start_s
