"""Slowing down whoever tries passwords one after another."""

import threading
from typing import Final

FIRST_WAIT_S: Final = 1.0
LONGEST_WAIT_S: Final = 60.0
FORGET_S: Final = 900.0
_MOST_NAMES: Final = 10_000


class Throttle:
    """After each wrong password for a name the next try has to wait, twice as long every time.

    Times are seconds of any steady clock. Safe to use from several threads.
    """

    def __init__(self) -> None:
        self._failures: dict[str, tuple[int, float]] = {}
        self._lock = threading.Lock()

    def wait_s(self, name: str, now_s: float) -> float:
        """Return how long ``name`` has to wait before the next try, 0 if not at all."""
        with self._lock:
            count, last_s = self._failures.get(name, (0, now_s))
        if count == 0:
            return 0.0
        wait = min(FIRST_WAIT_S * 2.0 ** (count - 1), LONGEST_WAIT_S)
        return max(0.0, last_s + wait - now_s)

    def failed(self, name: str, now_s: float) -> None:
        """Note a wrong password."""
        with self._lock:
            if len(self._failures) >= _MOST_NAMES:
                self._forget(now_s)
            count = self._failures.get(name, (0, now_s))[0]
            self._failures[name] = (min(count + 1, 16), now_s)

    def succeeded(self, name: str) -> None:
        """Note the right password: the slate is clean."""
        with self._lock:
            self._failures.pop(name, None)

    def _forget(self, now_s: float) -> None:
        old = [name for name, (_, last_s) in self._failures.items() if now_s - last_s > FORGET_S]
        for name in old or list(self._failures)[: _MOST_NAMES // 2]:
            del self._failures[name]
