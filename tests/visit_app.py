"""Start the app under strace, open its pages in a browser, print what can be read there.

Requests and websockets with other sites' origins and names are sent to it, too. A test runs this
file where loopback is the only network: ``python -m tests.visit_app TRACE``.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.isolation import traced
from tests.ui.browser import chromium, free_port, page_on, wait_until_open
from tests.ui.caller import ask, handshake

HEADINGS = {
    "": "Check a clip",
    "/practise": "Practise",
    "/open": "Open a result",
    "/about": "About Posture Lab",
}
FAR = "http://elsewhere.example"


def main() -> None:
    trace = Path(sys.argv[1])
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
        url = f"http://127.0.0.1:{port}"
        with chromium() as browser, page_on(browser, url) as page:
            for path, heading in HEADINGS.items():
                page.goto(f"{url}{path}")
                page.get_by_role("heading", name=heading).first.wait_for(timeout=60_000)
                print(page.inner_text("body"))
        print("Turned away:", *turned_away(url))
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)


def turned_away(url: str) -> list[int]:
    """Knock as other sites' pages do, and as nobody; return what is answered."""
    far_host = FAR.removeprefix("http://")
    return [
        *(handshake(url, Origin=origin) for origin in (FAR, "null", "", "file://")),
        handshake(url),
        handshake(url, far_host, Origin=FAR),
        handshake(url, far_host),
        *(ask(url, "/", {"Origin": origin}).status for origin in (FAR, "null")),
        ask(url, "/", {"Host": far_host}).status,
        ask(url, "/_stcore/upload_file/a/b", {"Origin": FAR}, method="PUT").status,
        ask(url, "/_stcore/host-config", {"Host": far_host, "Origin": FAR}).status,
    ]


if __name__ == "__main__":
    main()
