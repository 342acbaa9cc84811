"""Trying a name and a password: slowed down, queued, and only then compared."""

import logging
import math
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from posture_lab.errors import InputFileError
from posture_lab.ui.login.passwords import MOST_NAME_CHARACTERS, is_right, read_password_file
from posture_lab.ui.login.queue import PATIENCE_S, FullError, Queue
from posture_lab.ui.login.throttle import Throttle, counts_for

_MOST_KNOWN: Final = 10_000
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What somebody typed, and where from.

    Attributes
    ----------
    name, password : as typed.
    client : the address of their computer, "" for this one.
    browser : the number of their browser, "" for none.
    """

    name: str
    password: str
    client: str
    browser: str


class Door:
    """Decides about attempts for the whole server. Safe to use from several threads.

    Browsers that have logged in before as the same person have a queue to themselves, and wait for
    nobody else's mistakes.
    """

    def __init__(self) -> None:
        self.throttle = Throttle()
        self._queues = {True: Queue(), False: Queue()}
        self._known: OrderedDict[tuple[str, str], None] = OrderedDict()
        self._lock = threading.Lock()

    def problem(self, file: Path, attempt: Attempt) -> str | None:
        """Return why an attempt does not open the door, None when it does."""
        if len(attempt.name) > MOST_NAME_CHARACTERS:
            return f"A name has at most {MOST_NAME_CHARACTERS} characters: check what was typed."
        known = attempt.browser != "" and (attempt.name, attempt.browser) in self._known
        counts = counts_for(attempt.name, attempt.client, attempt.browser, known=known)
        wait_s = self.throttle.reserve(counts, time.monotonic())
        if wait_s > 0:
            return f"There were wrong tries a moment ago: try again in {_seconds(wait_s)}."
        try:
            entries = read_password_file(file)
            with self._queues[known].turn():
                right = is_right(entries, attempt.name, attempt.password)
        except InputFileError as error:
            self.throttle.take_back(counts)
            _log.error("%s", error)
            return "Nobody can log in at the moment: ask whoever runs Posture Lab here."
        except FullError:
            self.throttle.take_back(counts)
            return f"Many people are logging in: try again in {_seconds(PATIENCE_S)}."
        if right:
            self.throttle.succeeded(counts)
            self._remember(attempt)
            return None
        _log.warning("A wrong name or password was given.")
        again_s = self.throttle.wait_s(counts, time.monotonic())
        return f"Name or password is not right: try again in {_seconds(again_s)}."

    def _remember(self, attempt: Attempt) -> None:
        if not attempt.browser:
            return
        with self._lock:
            key = (attempt.name, attempt.browser)
            self._known[key] = None
            self._known.move_to_end(key)
            if len(self._known) > _MOST_KNOWN:
                self._known.popitem(last=False)


def _seconds(wait_s: float) -> str:
    whole = max(1, math.ceil(wait_s))
    return "1 second" if whole == 1 else f"{whole} seconds"
