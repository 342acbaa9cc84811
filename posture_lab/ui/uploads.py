"""Small files that are handed over on a page: never more than so many bytes, and not kept there."""

from typing import Final

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from posture_lab.export.json import MAX_BYTES, too_large

MAX_MEGABYTES: Final = MAX_BYTES // 10**6
_TAKEN: Final = "uploads-taken-{}"


def key(where: str) -> str:
    """Return the key for the file uploader called ``where``: another one after each ``release``."""
    return f"{where}-{st.session_state.get(_TAKEN.format(where), 0)}"


def content(upload: UploadedFile) -> bytes:
    """Return what is in a result or neutral that was uploaded.

    The page refuses larger files by itself, but whoever sends one without the page is not asked.

    Raises
    ------
    InputFileError
        If it is larger than any result.
    """
    if upload.size > MAX_BYTES:
        raise too_large(upload.name)
    return upload.getvalue()


def release(upload: UploadedFile, where: str) -> None:
    """Free the memory of an upload that has been taken; Streamlit keeps it for the session.

    The uploader called ``where`` is empty on the next run of the page.
    """
    taken = _TAKEN.format(where)
    st.session_state[taken] = st.session_state.get(taken, 0) + 1
    context = get_script_run_ctx()
    manager = None if context is None else context.uploaded_file_mgr
    if context is not None and isinstance(manager, MemoryUploadedFileManager):
        manager.remove_file(context.session_id, upload.file_id)
