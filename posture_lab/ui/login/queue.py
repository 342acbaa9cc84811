"""A short queue for checking passwords: each takes a tenth of a second and 32 MB."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

PATIENCE_S: Final = 5.0
_WAITING: Final = 20


class FullError(Exception):
    """Too many are waiting, or it took too long; the check was not made."""


class Queue:
    """Lets one check run at a time, and a few wait for it. Safe to use from several threads."""

    def __init__(self, waiting: int = _WAITING, patience_s: float = PATIENCE_S) -> None:
        self._places = threading.BoundedSemaphore(waiting + 1)
        self._turn = threading.Lock()
        self._patience_s = patience_s

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn, and hold it until the block ends.

        Raises
        ------
        FullError
            When the queue is full, or the turn did not come in time.
        """
        if not self._places.acquire(blocking=False):
            raise FullError
        try:
            if not self._turn.acquire(timeout=self._patience_s):
                raise FullError
            try:
                yield
            finally:
                self._turn.release()
        finally:
            self._places.release()
