"""From container timestamps to seconds that always increase."""

from fractions import Fraction
from typing import Literal

Stamps = Literal["display", "decode", "odd"]
"""Which of a clip's timestamps to go by.

"display": the usual, every frame says when it is shown. "decode": the container (AVI) only says
in which order frames are decoded. "odd": stamps are missing, repeated or run backwards, and are
repaired.
"""


class FrameClock:
    """Times of decoded frames, in the order in which the decoder gives them.

    Time 0 is the first frame given. Times returned are strictly increasing.
    """

    def __init__(self, stamps: Stamps, tick: Fraction, interval_s: float) -> None:
        """``tick``: seconds per timestamp unit; ``interval_s``: the usual time between frames."""
        self._stamps = stamps
        self._tick = tick
        self._interval_s = interval_s
        self._zero: int | None = None
        self._last_s: float | None = None
        self._last_stamp: int | None = None
        self._shift_s = 0.0
        self.repaired = 0
        self.late = 0

    def time_of(
        self, pts: int | None, dts: int | None, next_pts: int | None = None
    ) -> float | None:
        """Return seconds from the first frame, or None for a frame that comes too late to show.

        A late frame in a clip whose stamps are sound is a decoder's slip after damage; its place
        in time has passed. ``next_pts`` tells a single stamp that leaps ahead from a pause.
        """
        stamp = dts if self._stamps == "decode" else pts
        if self._stamps != "decode" and self._leaps(stamp, next_pts):
            stamp = None
        if self._zero is None and stamp is not None:
            # Unstamped frames before the first stamp have counted up from zero already.
            self._zero = stamp
            self._shift_s = 0.0 if self._last_s is None else self._last_s + self._interval_s
        time_s = None if stamp is None else self._seconds(stamp)
        if self._stamps == "display" and time_s is not None:
            if self._last_s is not None and time_s <= self._last_s:
                self.late += 1
                return None
        else:
            time_s = self._repair(time_s)
        self._last_s = time_s
        return time_s

    def _seconds(self, stamp: int) -> float:
        return float((stamp - (self._zero or 0)) * self._tick)

    def _leaps(self, stamp: int | None, following: int | None) -> bool:
        """Say whether the next frame falls back to between the last stamp and this one."""
        before, self._last_stamp = self._last_stamp, stamp
        if stamp is None or following is None or before is None or not before < following < stamp:
            return False
        self._last_stamp = before
        return True

    def _repair(self, time_s: float | None) -> float:
        """Put a missing or backward time one usual interval after the last one.

        When the clock was set back, the time it lost is added to what follows.
        """
        if self._last_s is None:
            self.repaired += time_s is None
            return time_s or 0.0
        if time_s is not None:
            for shift_s in (0.0, self._shift_s):  # A single wrong stamp leaves no shift behind.
                if time_s + shift_s > self._last_s:
                    self._shift_s = shift_s
                    return time_s + shift_s
        expected_s = self._last_s + self._interval_s
        if self._stamps != "decode" or time_s is not None:
            self.repaired += 1
        if time_s is not None:
            self._shift_s = expected_s - time_s
        return expected_s
