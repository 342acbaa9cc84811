"""Start the app under strace, open its page in a browser, print what can be read there.

A test runs this file where loopback is the only network: ``python -m tests.visit_app TRACE TEXT``.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.isolation import traced


def page_text(address: str, expected: str) -> str:
    """Open ``address`` in Chromium, wait until ``expected`` is shown, return what can be read."""
    with sync_playwright() as browsers:
        browser = browsers.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page()
        page.goto(address)
        page.get_by_text(expected).first.wait_for(timeout=60_000)
        return page.inner_text("body")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(server: "subprocess.Popen[bytes]", address: str, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if server.poll() is not None:
            raise SystemExit(f"The server ended with {server.returncode}.")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"The server did not answer within {seconds} s.")


def main() -> None:
    log = Path(sys.argv[1])
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "posture_lab", "app", "--no-browser", "--port", str(port)]
    # In a group of its own, so that strace and what it watches end together.
    server = subprocess.Popen(
        traced(command, log),
        stdout=sys.stderr,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_for(server, address, 60)
        print(page_text(address, sys.argv[2]))
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)


if __name__ == "__main__":
    main()
