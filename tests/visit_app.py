"""Start the app under strace, open its page in a browser, print what can be read there.

A test runs this file where loopback is the only network: ``python -m tests.visit_app TRACE TEXT``.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.isolation import traced
from tests.ui.browser import chromium, free_port, page_on, wait_until_open


def main() -> None:
    trace, expected = Path(sys.argv[1]), sys.argv[2]
    port = free_port()
    command = [sys.executable, "-m", "posture_lab", "app", "--no-browser", "--port", str(port)]
    log = trace.with_suffix(".server.log")
    with log.open("wb") as said:
        # In a group of its own, so that strace and what it watches end together.
        server = subprocess.Popen(
            traced(command, trace),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
    try:
        wait_until_open(server, port, log)
        with chromium() as browser, page_on(browser, f"http://127.0.0.1:{port}") as page:
            page.get_by_text(expected).first.wait_for(timeout=60_000)
            print(page.inner_text("body"))
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)


if __name__ == "__main__":
    main()
