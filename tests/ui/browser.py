"""The app in a real browser: a server of its own, Chromium, and a watch on every request."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = (1280, 900)
PHONE = (390, 844)


class PageError(AssertionError):
    """No busy machine excuses it: a request to elsewhere, or an error that a page left uncaught."""


@dataclass(frozen=True)
class Server:
    """A running app: its address, and the temporary folder it was given."""

    url: str
    temporary: Path
    process: "subprocess.Popen[bytes]"

    def clip_folders(self) -> list[Path]:
        """The private folders of clips that exist now."""
        return sorted(self.temporary.glob("posture-lab-*"))


@contextlib.contextmanager
def running(script: Path, folder: Path, *flags: str, port: int | None = None) -> Iterator[Server]:
    """Run ``streamlit run script`` from the checkout until the block ends."""
    temporary = folder / "temporary"
    temporary.mkdir(exist_ok=True)
    port = free_port() if port is None else port
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless=true"]
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [*command, f"--server.port={port}", *flags],
            cwd=ROOT,
            env={**os.environ, "TMPDIR": str(temporary), "PYTHONPATH": str(ROOT)},
            stdout=log,
            stderr=log,
        )
    try:
        wait_until_open(process, port, folder / "server.log")
        yield Server(f"http://127.0.0.1:{port}", temporary, process)
    finally:
        process.terminate()
        process.wait(20)


@contextlib.contextmanager
def chromium(*flags: str) -> Iterator[Browser]:
    """Start the Chromium that the system has, with further ``flags``."""
    path = shutil.which("chromium")
    assert path, "these tests need the Debian package chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, headless=True, args=[*CHROMIUM_FLAGS, *flags]
        )
        yield browser
        browser.close()


@contextlib.contextmanager
def page_on(
    browser: Browser, url: str, size: tuple[int, int] = DESKTOP, scheme: str = "light"
) -> Iterator[Page]:
    """Open ``url`` as a new person; at the end no request may have left the computer."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    requests: list[str] = []
    problems: list[str] = []
    context.on("request", lambda request: requests.append(request.url))
    page.on("websocket", lambda websocket: requests.append(websocket.url))
    page.on("pageerror", lambda error: problems.append(str(error)))
    try:
        page.goto(url)
        yield page
    finally:
        context.close()
    port = url.rsplit(":", 1)[1].split("/", maxsplit=1)[0]
    mine = (f"http://127.0.0.1:{port}", f"ws://127.0.0.1:{port}", "data:", "blob:")
    assert requests
    outside = [request for request in requests if not request.startswith(mine)]
    if outside or problems:
        raise PageError(outside + problems)


def wait_until_in_place(page: Page) -> None:
    """Wait until the frame's own style is in: it comes last, and moves all below it up.

    A click before that can land where something else stands by then.
    """
    expect(page.locator(".stMainBlockContainer")).to_have_css("padding-bottom", "48px")


def clip_time(page: Page) -> float:
    """Where the annotated clip stands, in seconds."""
    time_s = page.get_by_test_id("review-video").evaluate("video => video.currentTime")
    return float(time_s)


def wait_for(condition: object, timeout_s: float = 20.0) -> None:
    """Wait until ``condition()`` is true."""
    assert callable(condition)
    end = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


def free_port() -> int:
    """Return a port of this computer that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_open(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    """Wait until something listens on ``port``; ``log`` is shown if ``process`` ends before."""
    end = time.monotonic() + 60
    while True:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        assert process.poll() is None, log.read_text("utf-8")
        assert time.monotonic() < end, log.read_text("utf-8")
        time.sleep(0.2)
