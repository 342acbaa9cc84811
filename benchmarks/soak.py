"""Does the app's memory stay flat? Logins, lost connections and analyses, one after another.

``python benchmarks/soak.py`` drives a real server with a real browser and takes half an hour. It
prints what the server holds along the way; the last table is in ``docs/speed.md``.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, WebSocketRoute, expect
from report import Row, as_markdown, machine, write_between

from posture_lab.ui.login.passwords import set_password
from posture_lab.ui.login.reach import PASSWORD_FILE_VARIABLE
from tests.clips import one_hinge
from tests.ui.browser import chromium, wait_for
from tests.ui.inside import OpenServer, running_open

NAME, PASSWORD = "anna", "four quiet garden chairs"
GRACE_S = 2
WARM_SHARE = 0.1
"""The first tenth of each kind fills caches and pools; growth is counted after it."""
_SLOW_MS = 120_000


def log_in(page: Page, server: OpenServer) -> None:
    """Open the app in a new page and come in."""
    page.goto(server.url)
    page.get_by_role("textbox", name="Name").fill(NAME, timeout=_SLOW_MS)
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="Check a clip")).to_be_visible(timeout=_SLOW_MS)


def logins(browser: Browser, server: OpenServer, times: int) -> None:
    """So many people log in and close their browser."""
    for _ in range(times):
        context = browser.new_context()
        log_in(context.new_page(), server)
        context.close()


def reconnects(browser: Browser, server: OpenServer, times: int) -> None:
    """One person's connection is lost and found again."""
    opened: list[WebSocketRoute] = []

    def connect(route: WebSocketRoute) -> None:
        route.connect_to_server()
        opened.append(route)

    context = browser.new_context()
    context.route_web_socket("**/_stcore/stream", connect)
    page = context.new_page()
    log_in(page, server)
    for number in range(times):
        before = len(opened)
        opened[-1].close()
        end = time.monotonic() + 60
        while len(opened) == before:
            assert time.monotonic() < end, "the page did not connect again"
            page.wait_for_timeout(50)
        # Its session is its own again: the page goes on where it was, without another login.
        movement = page.get_by_role("combobox", name="Movement")
        expect(movement).to_be_enabled(timeout=_SLOW_MS)
        if number % 20 == 0:
            assert page.get_by_role("textbox", name="Password").count() == 0
    context.close()


def analyses(browser: Browser, server: OpenServer, times: int) -> None:
    """One person has a clip analysed, looks at it, and takes the next."""
    with tempfile.TemporaryDirectory() as folder:
        clip = one_hinge(Path(folder) / "garden.mp4")
        context = browser.new_context()
        page = context.new_page()
        log_in(page, server)
        for _ in range(times):
            page.locator("input[type=file]").first.set_input_files(clip)
            button = page.get_by_role("button", name="Check this clip")
            expect(button).to_be_enabled(timeout=_SLOW_MS)
            button.click()
            expect(page.get_by_test_id("review")).to_be_visible(timeout=3 * _SLOW_MS)
            page.get_by_role("button", name="Check another clip").click()
            expect(button).to_be_visible(timeout=_SLOW_MS)
        context.close()


def settled(server: OpenServer) -> dict[str, Any]:
    """Return what the server holds once all pages that were closed are forgotten."""
    wait_for(lambda: server.held()["stored"] == 0, timeout_s=60)
    time.sleep(35)  # until downloads and clips are looked for twice
    return server.held()


def soak(
    what: str, act: Callable[[Browser, OpenServer, int], None], times: int, server: OpenServer
) -> list[Row]:
    """Do ``act`` so many times; return what grew after the first tenth."""
    warm = max(1, round(WARM_SHARE * times))
    with chromium() as browser:
        act(browser, server, warm)
        before = settled(server)
        act(browser, server, times - warm)
        after = settled(server)
    grown = {name: after["kinds"].get(name, 0) - count for name, count in before["kinds"].items()}
    most = sorted(((count, name) for name, count in grown.items() if count > 0), reverse=True)[:8]
    print(what, {key: (before[key], after[key]) for key in before if key != "kinds"}, most)
    rss = [round(each["rss_mb"]) for each in (before, after)]
    objects = [each["objects"] for each in (before, after)]
    left = [after[name] for name in ("sessions", "uploads", "media", "threads")]
    return [
        Row(f"{what} {times}: memory after {warm}, at the end", f"{rss[0]}, {rss[1]} MB"),
        Row(f"{what} {times}: Python objects", f"{objects[0]:,}, {objects[1]:,}"),
        Row(f"{what} {times}: sessions, upload bytes, media, threads left", str(left)),
    ]


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--logins", type=int, default=200)
    parser.add_argument("--reconnects", type=int, default=200)
    parser.add_argument("--analyses", type=int, default=30)
    parser.add_argument("--write", type=Path, help="put the table into this file's marked place")
    given = parser.parse_args()
    about, rows = machine(), list[Row]()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "passwords"
        set_password(file, NAME, PASSWORD)
        flag = f"--server.disconnectedSessionTTL={GRACE_S}"
        environment = {PASSWORD_FILE_VARIABLE: str(file)}
        with running_open(Path(folder), flag, **environment) as server:
            for what, act, times in (
                ("logins", logins, given.logins),
                ("reconnects", reconnects, given.reconnects),
                ("analyses", analyses, given.analyses),
            ):
                rows += soak(what, act, times, server) if times else []
    table = f"{about}.\n\n{as_markdown(rows)}"
    print(table)
    if given.write:
        write_between(given.write, "soak.py", table)


if __name__ == "__main__":
    main()
