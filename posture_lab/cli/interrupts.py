"""Being asked to end: Ctrl-C, a polite kill, a closed terminal. Once, however often it is asked."""

import signal
import sys
import threading
import time
from types import FrameType
from typing import Final

_SIGNALLED: Final = 128
"""A process that a signal ended exits with this and the signal's number."""

_PATIENCE_S: Final = 10.0
"""For so long after the first time nothing more is heard: a second interruption in the middle of
tidying up would leave half of it, and end native code half-way. Afterwards it is heard again."""


class Interrupts:
    """Lets the work unwind as by an exception, so that nothing half-written is left."""

    def __init__(self) -> None:
        self._heard_s = -_PATIENCE_S

    def listen(self, *, with_ctrl_c: bool = True) -> None:
        """Hear from now on what the process is sent; what ``nohup`` has switched off stays off."""
        if threading.current_thread() is not threading.main_thread():
            return
        for name in ("SIGINT", "SIGTERM", "SIGHUP") if with_ctrl_c else ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)  # Windows has no SIGHUP
            usual = (signal.SIG_DFL, signal.default_int_handler)
            if number is not None and signal.getsignal(number) in usual:
                signal.signal(number, self._end)

    def _end(self, number: int, _frame: FrameType | None) -> None:
        now_s = time.monotonic()
        if now_s - self._heard_s < _PATIENCE_S:
            return
        self._heard_s = now_s
        if number == signal.SIGINT:
            raise KeyboardInterrupt
        sys.exit(_SIGNALLED + number)


def was_signalled(code: object) -> bool:
    """Tell whether an exit code is that of a process which a signal ended."""
    return isinstance(code, int) and code > _SIGNALLED
