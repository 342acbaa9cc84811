"""A tab of a Chromium that nothing keeps awake: Playwright's pages never count as hidden."""

import contextlib
import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from websockets.sync.client import ClientConnection, connect

from tests.ui.browser import CHROMIUM_FLAGS, free_port, wait_until_open

ANSWER_S = 60.0


class Tab:
    """One tab, talked to over Chromium's own debugging protocol."""

    def __init__(self, socket: ClientConnection, port: int) -> None:
        self._socket = socket
        self._port = port
        self._asked = 0

    def go(self, url: str) -> None:
        """Open an address in this tab."""
        self._ask("Page.navigate", url=url)

    def evaluate(self, expression: str) -> Any:
        """Return what a script in the tab comes to."""
        answer = self._ask("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def put_another_in_front(self) -> None:
        """Open a second tab in the same window."""
        urlopen(Request(_address(self._port, "new?about:blank"), method="PUT")).close()

    def _ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._asked += 1
        question = {"id": self._asked, "method": method, "params": parameters}
        self._socket.send(json.dumps(question))
        while True:
            answer = json.loads(self._socket.recv(ANSWER_S))
            if answer.get("id") == self._asked:
                assert "result" in answer, answer
                result: dict[str, Any] = answer["result"]
                return result


def _address(port: int, what: str) -> str:
    return f"http://127.0.0.1:{port}/json/{what}"


@contextlib.contextmanager
def only_tab(folder: Path, *flags: str) -> Iterator[Tab]:
    """Start Chromium with its profile in ``folder``; yields its first tab."""
    path = shutil.which("chromium")
    assert path, "these tests need the Debian package chromium"
    port = free_port()
    own = (f"--remote-debugging-port={port}", f"--user-data-dir={folder / 'profile'}")
    command = [path, "--headless", *CHROMIUM_FLAGS, *own, *flags, "about:blank"]
    with (folder / "chromium.log").open("wb") as log:
        browser = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        wait_until_open(browser, port, folder / "chromium.log")
        tabs = json.load(urlopen(_address(port, "list")))
        address = next(tab["webSocketDebuggerUrl"] for tab in tabs if tab["type"] == "page")
        with connect(address, max_size=None) as socket:
            yield Tab(socket, port)
    finally:
        browser.terminate()
        browser.wait(20)
