"""Which frames to keep so that about so many a second remain, by true times."""


class FrameSampler:
    """Keep the frame that lies nearest to one sampling interval after the last kept one.

    At 30 frames a second wanted: 120 becomes every fourth frame, 60 and 50 every second, and
    40 and slower keep every frame, jitter or not. A fixed grid would drop single frames of a
    jittering 30 frames-a-second phone clip.
    """

    def __init__(self, sample_fps: float) -> None:
        """``sample_fps`` in frames a second, above zero; infinity keeps every frame."""
        if not sample_fps > 0:
            raise ValueError(f"sample_fps must be above zero, not {sample_fps}")
        self._interval_s = 1.0 / sample_fps
        self._last_s: float | None = None
        self._kept_s: float | None = None

    def keep(self, time_s: float) -> bool:
        """Say whether the frame at ``time_s`` is kept; call it for every frame in order."""
        since_last = 0.0 if self._last_s is None else time_s - self._last_s
        self._last_s = time_s
        # The hair's breadth makes 45 frames a second, exactly between, the same on every machine.
        due = self._interval_s - since_last / 2 - 1e-6
        if self._kept_s is not None and time_s - self._kept_s < due:
            return False
        self._kept_s = time_s
        return True
