"""Which session of which browser is let in: known to the pages' scripts and to the door alike."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

_MOST: Final = 10_000


@dataclass(frozen=True, slots=True)
class Visit:
    """One session, which is one tab.

    Attributes
    ----------
    browser : the number of its browser (``browser_of``), "" for one without.
    holds : tells whether it is still let in; None while it only sees the login.
    """

    browser: str
    holds: Callable[[], bool] | None

    def is_inside_from(self, browser: str) -> bool:
        """Return whether it is let in, and is a visit of ``browser``."""
        return self.is_of(browser) and self.holds is not None and self.holds()

    def is_of(self, browser: str) -> bool:
        """Return whether it is a visit of ``browser``; never where either has no number."""
        return browser != "" and self.browser == browser


class Visits:
    """The latest visits by session. Safe to use from several threads."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, Visit] = OrderedDict()
        self._lock = threading.Lock()

    def note(self, session: str, visit: Visit) -> None:
        """Note what the session's script has just found out."""
        with self._lock:
            self._held[session] = visit
            self._held.move_to_end(session)
            while len(self._held) > _MOST:
                self._held.popitem(last=False)

    def of(self, session: str) -> Visit | None:
        """Return the visit of a session; None if its script has not run."""
        return self._held.get(session)

    def forget(self, session: str) -> None:
        """Forget a session that is over."""
        with self._lock:
            self._held.pop(session, None)

    def is_inside(self, browser: str) -> bool:
        """Return whether any session of ``browser`` is let in."""
        with self._lock:
            visits = [visit for visit in self._held.values() if visit.is_of(browser)]
        return any(visit.is_inside_from(browser) for visit in visits)


VISITS: Final = Visits()
"""Of this server."""
