"""What a closed page leaves in the server's memory is forgotten in time, without a next visitor.

Streamlit keeps the session of a lost connection for ``server.disconnectedSessionTTL`` seconds, and
with it uploads and the annotated clip's address. It looks for what is over only when the next one
is stored. Everything here runs on the server's event loop, as Streamlit's own work with sessions.
"""

import asyncio
from typing import TYPE_CHECKING, Final, cast

from streamlit import runtime

from posture_lab.ui.serving.links import LINKS
from posture_lab.ui.serving.visits import VISITS

if TYPE_CHECKING:
    from streamlit.runtime.caching.ttl_cache import TTLCache
    from streamlit.runtime.memory_session_storage import MemorySessionStorage
    from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
    from streamlit.runtime.session_manager import SessionInfo
    from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

EVERY_S: Final = 5.0
"""How often it is looked for sessions whose time is over."""

MEDIA_EVERY_S: Final = 15.0
"""How often it is looked for clips and downloads that no page shows: such a file goes the second
time it is found, so that a browser has this long to fetch what somebody clicked on."""


def forget_closed_sessions() -> None:
    """Shut down every session whose browser did not come back in time, and drop its uploads."""
    stored = _stored_sessions()
    # Also of sessions that make room for others before their time is over.
    stored._on_remove = _when_removed
    with _manager()._storage_lock:
        stored.expire()
    _drop_stray_uploads(stored)


def forget_media() -> None:
    """Drop annotated clips and downloads that no session shows any more."""
    runtime.get_instance().media_file_mgr.remove_orphaned_files()


def _when_removed(session_id: str, info: "SessionInfo") -> None:
    # It may be removed because its browser is back; that shows only afterwards.
    asyncio.get_running_loop().call_soon(_shut_down_unless_back, session_id, info)


def _shut_down_unless_back(session_id: str, info: "SessionInfo") -> None:
    if _is_known(session_id, _stored_sessions()):
        return
    info.session.shutdown()
    # The server's loop holds on to the session that was last shown to it until the next visitor.
    state = info.session.session_state
    state.clear()
    state._new_widget_state.widget_metadata.clear()
    _manager()._discard_nonresumable_session(session_id)
    VISITS.forget(session_id)
    LINKS.forget(session_id)


def _drop_stray_uploads(stored: "TTLCache[str, SessionInfo]") -> None:
    """Drop files that arrived when their page had been closed already."""
    uploads = cast("MemoryUploadedFileManager", runtime.get_instance().uploaded_file_mgr)
    for session_id in list(uploads.file_storage):
        if not _is_known(session_id, stored):
            uploads.remove_session_files(session_id)


def _is_known(session_id: str, stored: "TTLCache[str, SessionInfo]") -> bool:
    return session_id in stored or runtime.get_instance().is_active_session(session_id)


def _manager() -> "WebsocketSessionManager":
    return cast("WebsocketSessionManager", runtime.get_instance()._session_mgr)


def _stored_sessions() -> "TTLCache[str, SessionInfo]":
    storage = cast("MemorySessionStorage", _manager()._session_storage)
    return cast("TTLCache[str, SessionInfo]", storage._cache)
