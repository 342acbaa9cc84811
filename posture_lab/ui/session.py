"""What belongs to one browser session: its clip, and the removal of it when the session ends."""

import secrets
import threading
from typing import Final

import streamlit as st

from posture_lab.ui.job import ClipJob

_KEY: Final = "clip_holder"


class ClipHolder:
    """Holds the one clip of a session, and lets go of it when the browser does not come back."""

    def __init__(self) -> None:
        self.job: ClipJob | None = None
        self.token = secrets.token_hex(8)
        self._timer: threading.Timer | None = None

    def take(self, job: ClipJob) -> None:
        """Hold ``job`` instead of the one before, whose files are removed."""
        self.drop()
        self.job = job

    def drop(self) -> None:
        """Stop the job, if there is one, and remove its files."""
        job, self.job = self.job, None
        if job is not None:
            job.close()

    def keep(self) -> None:
        """The browser is here: call off the removal."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def drop_after(self, grace_s: float) -> None:
        """The browser has gone: remove the clip unless it is back within ``grace_s`` seconds."""
        self.keep()
        self._timer = threading.Timer(grace_s, self.drop)
        self._timer.daemon = True
        self._timer.start()


def clip_holder() -> ClipHolder:
    """Return the holder of the session that asks; no other session can reach it."""
    holder: ClipHolder = st.session_state.setdefault(_KEY, ClipHolder())
    _lease(holder.token, holder)
    return holder


def forget_session() -> None:
    """Forget everything that was done in the session that asks, and remove its clip."""
    holder = st.session_state.get(_KEY)
    if isinstance(holder, ClipHolder):
        holder.drop()
    for key in list(st.session_state):
        del st.session_state[key]


def _ended(holder: ClipHolder) -> None:
    # A page that reloads or a laptop that sleeps loses its connection too; Streamlit keeps such a
    # session for this long, and so do we.
    holder.drop_after(float(st.get_option("server.disconnectedSessionTTL")))


# Streamlit has no session-end event; a resource of session scope is released at that moment.
@st.cache_resource(scope="session", on_release=_ended, show_spinner=False)
def _lease(token: str, _holder: ClipHolder) -> ClipHolder:  # noqa: ARG001  (the cache's key)
    _holder.keep()
    return _holder
