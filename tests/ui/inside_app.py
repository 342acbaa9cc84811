"""The app, with an address that tells what the server holds in memory."""

import gc
from collections import Counter

import psutil
import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from streamlit import runtime

from posture_lab.ui.serving.application import START_SCRIPT, parts


async def inside(request: Request) -> JSONResponse:
    """Return counts and bytes; with ``?objects`` those of Python's objects, garbage not included."""
    server = runtime.get_instance()
    manager = server._session_mgr
    uploads = server.uploaded_file_mgr.file_storage  # type: ignore[attr-defined]
    media = server.media_file_mgr
    kinds: Counter[str] = Counter()
    if "objects" in request.query_params:
        gc.collect()
        kinds.update(type(each).__name__ for each in gc.get_objects())
    return JSONResponse(
        {
            "connected": len(manager.list_active_sessions()),
            "stored": len(manager._session_storage._cache._data),  # type: ignore[attr-defined]
            "sessions": kinds["AppSession"],
            "analyses": kinds["Analysis"],
            "uploads": sum(len(file.data) for each in uploads.values() for file in each.values()),
            "media": len(media._file_metadata),
            "objects": sum(kinds.values()),
            "rss_mb": psutil.Process().memory_info().rss / 2**20,
        }
    )


app = st.App(START_SCRIPT, routes=[Route("/inside", inside)], **parts())
