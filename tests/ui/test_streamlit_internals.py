"""What we use of Streamlit beyond what it promises: each by name, so that a new version tells."""

import inspect

from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.caching.ttl_cache import TTLCache
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.state import SessionState
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager


def test_stored_sessions_are_in_a_cache_that_tells_what_it_removes() -> None:
    cache = MemorySessionStorage(ttl_seconds=0)._cache
    assert isinstance(cache, TTLCache)
    removed: list[str] = []
    cache._on_remove = lambda session_id, _: removed.append(session_id)
    cache["a"] = object()
    assert cache.expire()
    assert removed == ["a"]
    assert "a" not in cache


def test_the_session_manager_keeps_storage_and_a_lock_for_it() -> None:
    uploads = MemoryUploadedFileManager("upload")
    manager = WebsocketSessionManager(
        MemorySessionStorage(),
        uploads,
        script_cache=None,  # type: ignore[arg-type]
        message_enqueued_callback=None,
    )
    assert isinstance(manager._session_storage, MemorySessionStorage)
    with manager._storage_lock:
        pass
    manager.mark_session_nonresumable("a")
    manager._discard_nonresumable_session("a")
    assert not manager._nonresumable_session_ids


def test_the_runtime_names_its_session_manager() -> None:
    assert "_session_mgr" in inspect.getsource(Runtime.__init__)
    assert callable(Runtime.is_active_session)


def test_a_session_is_shut_down_with_its_uploads_and_media() -> None:
    shutting_down = inspect.getsource(AppSession.shutdown)
    for what in ("remove_session_files", "clear_session_refs", "clear_session_caches"):
        assert what in shutting_down
    assert isinstance(inspect.getattr_static(AppSession, "session_state"), property)
    assert callable(SessionState.clear)


def test_what_a_session_remembers_of_its_widgets_can_be_cleared() -> None:
    # Their callbacks hold what the page showed; SessionState.clear leaves them.
    assert SessionState()._new_widget_state.widget_metadata == {}


def test_a_lost_connection_releases_what_is_cached_for_the_session() -> None:
    # ui/session.py takes this for the moment at which the browser has gone.
    assert "clear_session_caches" in inspect.getsource(WebsocketSessionManager.disconnect_session)


def test_uploads_lie_by_session_and_one_can_be_removed() -> None:
    uploads = MemoryUploadedFileManager("upload")
    uploads.add_file("a", UploadedFileRec("1", "x.json", "application/json", b"{}"))
    assert list(uploads.file_storage) == ["a"]
    uploads.remove_file("a", "1")
    assert not uploads.file_storage["a"]
    uploads.remove_session_files("a")
    assert not list(uploads.file_storage)


def test_media_that_no_session_shows_can_be_removed() -> None:
    assert callable(MediaFileManager.remove_orphaned_files)
