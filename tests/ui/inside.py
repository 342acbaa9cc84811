"""Looking into a running app's memory from outside, without being a visitor."""

import contextlib
import json
import os
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

from tests.ui.browser import ROOT, Server, free_port, running

APP = ROOT / "tests" / "ui" / "inside_app.py"
PORT_VARIABLE = "POSTURE_LAB_INSIDE_PORT"


class OpenServer:
    """A running app whose memory can be looked into."""

    def __init__(self, server: Server, port: int) -> None:
        self.server = server
        self.url = server.url
        self._address = f"http://127.0.0.1:{port}"

    def held(self) -> dict[str, Any]:
        """Return what ``inside_app.inside`` tells."""
        with urllib.request.urlopen(self._address, timeout=120) as answer:
            told: dict[str, Any] = json.load(answer)
        return told


@contextlib.contextmanager
def running_open(folder: Path, *flags: str, **environment: str) -> Iterator[OpenServer]:
    """Run the app in ``folder`` until the block ends."""
    port = free_port()
    with (
        mock.patch.dict(os.environ, {PORT_VARIABLE: str(port), **environment}),
        running(APP, folder, *flags) as server,
    ):
        yield OpenServer(server, port)
