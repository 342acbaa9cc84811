"""What belongs to one browser session, and how it goes when the browser does not come back."""

import secrets
import threading
from dataclasses import dataclass
from typing import Final

import streamlit as st

from posture_lab.analysis.result import Analysis
from posture_lab.ui.job import ClipJob

_KEY: Final = "clip_holder"
_MOST_LEFT: Final = 1000


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose session it is.

    Attributes
    ----------
    browser : its number (``browser_of``), "" for one without.
    person : who has logged in, "" where nobody is asked.
    """

    browser: str = ""
    person: str = ""


class ClipHolder:
    """Holds the clip and the opened result of a session until the browser does not come back.

    Attributes
    ----------
    job : the clip, None before the first and after it was let go.
    opened : name of the file and result of the page "Open a result", None before the first.
    owner : only who equals it is given the holder again after a reload.
    """

    def __init__(self) -> None:
        self.job: ClipJob | None = None
        self.opened: tuple[str, Analysis] | None = None
        self.owner = Owner()
        self.token = secrets.token_hex(8)
        self._pages = 0
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing that a reload could lose."""
        return self.job is None and self.opened is None

    def take(self, job: ClipJob) -> None:
        """Hold ``job`` instead of the one before, whose files are removed."""
        self.drop()
        self.job = job

    def drop(self) -> None:
        """Stop the job, if there is one, and remove its files."""
        job, self.job = self.job, None
        if job is not None:
            job.close()

    def forget(self) -> None:
        """Let go of everything."""
        self.opened = None
        self.drop()

    def come(self) -> None:
        """A page shows it: call off the removal."""
        with self._lock:
            self._pages += 1
            self._stop_timer()

    def go(self, grace_s: float) -> bool:
        """A page has gone; after the last one forget all unless one is back within ``grace_s``.

        Returns
        -------
        bool
            Whether it was the last one.
        """
        with self._lock:
            self._pages -= 1
            if self._pages > 0:
                return False
            self._stop_timer()
            self._timer = threading.Timer(grace_s, self._forget_unless_back)
            self._timer.daemon = True
            self._timer.start()
        return True

    def _forget_unless_back(self) -> None:
        with self._lock:
            if self._pages > 0:
                return
        self.forget()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def arrive(owner: Owner) -> None:
    """Note that ``owner`` is here: what they left by a reload a moment ago is theirs again.

    To be called on every run of a page, before the page itself.
    """
    if _KEY not in st.session_state:
        st.session_state[_KEY] = _left.take(owner) or ClipHolder()
    clip_holder().owner = owner


def clip_holder() -> ClipHolder:
    """Return the holder of the session that asks; no other person's session can reach it."""
    holder: ClipHolder = st.session_state.setdefault(_KEY, ClipHolder())
    _lease(holder.token, holder)
    return holder


def forget_session() -> None:
    """Forget everything that was done in the session that asks, and remove its clip."""
    holder = st.session_state.get(_KEY)
    if isinstance(holder, ClipHolder):
        holder.forget()
    for key in list(st.session_state):
        del st.session_state[key]


class _Left:
    """Holders whose last page has gone, the newest ones only. Safe to use from several threads."""

    def __init__(self) -> None:
        self._holders: list[ClipHolder] = []
        self._lock = threading.Lock()

    def add(self, holder: ClipHolder) -> None:
        with self._lock:
            kept = [each for each in self._holders if not (each.is_empty or each is holder)]
            self._holders = [*kept, holder][-_MOST_LEFT:]

    def take(self, owner: Owner) -> ClipHolder | None:
        """Return what ``owner`` left last, which nobody else is given then; None if nothing."""
        with self._lock:
            mine = [each for each in self._holders if each.owner == owner and not each.is_empty]
            if not (owner.browser and mine):
                return None
            self._holders.remove(mine[-1])
            return mine[-1]


_left: Final = _Left()


def _ended(holder: ClipHolder) -> None:
    # A page that reloads or a laptop that sleeps loses its connection too; Streamlit keeps such a
    # session for this long, and so do we.
    if holder.go(float(st.get_option("server.disconnectedSessionTTL"))) and not holder.is_empty:
        _left.add(holder)


# Streamlit has no session-end event; a resource of session scope is released at that moment.
@st.cache_resource(scope="session", on_release=_ended, show_spinner=False)
def _lease(token: str, _holder: ClipHolder) -> ClipHolder:  # noqa: ARG001  (the cache's key)
    _holder.come()
    return _holder
