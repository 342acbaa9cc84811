"""The app, which also tells what it holds in memory: at a port of its own, past every door."""

import gc
import json
import os
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import psutil
import streamlit as st
from streamlit import runtime

from posture_lab.ui.serving.application import START_SCRIPT, parts
from tests.ui.inside import PORT_VARIABLE


def inside() -> dict[str, Any]:
    """Return counts of what is held, garbage not included."""
    gc.collect()
    kinds = Counter(type(each).__name__ for each in gc.get_objects())
    server = runtime.get_instance()
    manager = server._session_mgr
    uploads = server.uploaded_file_mgr.file_storage  # type: ignore[attr-defined]
    return {
        "connected": len(manager.list_active_sessions()),
        "stored": len(manager._session_storage._cache._data),  # type: ignore[attr-defined]
        "sessions": kinds["AppSession"],
        "analyses": kinds["Analysis"],
        "uploads": sum(len(file.data) for each in uploads.values() for file in each.values()),
        "media": len(server.media_file_mgr._file_metadata),
        "threads": threading.active_count(),
        "objects": sum(kinds.values()),
        "kinds": dict(kinds.most_common(40)),
        "rss_mb": psutil.Process().memory_info().rss / 2**20,
    }


class _Inside(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = json.dumps(inside()).encode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        pass


_telling = ThreadingHTTPServer(("127.0.0.1", int(os.environ[PORT_VARIABLE])), _Inside)
threading.Thread(target=_telling.serve_forever, daemon=True).start()

app = st.App(START_SCRIPT, **parts())
