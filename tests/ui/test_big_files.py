"""Somebody opens the largest file there may be, and everybody else's page answers as before."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.export.test_apart import LISTS, WORDS
from tests.live.page import message
from tests.people import stick_person, times
from tests.ui.browser import ROOT, Server, page_on, running
from tests.ui.test_opened import drop
from tests.ui.visitor import Visitor

MOST_S = 2.0
"""A machine that is busy with other tests; an idle one answers in a tenth of it."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(ROOT / "app.py", tmp_path_factory.mktemp("big")) as started:
        yield started


@contextmanager
def somebody_practising(server: Server) -> Iterator[list[float]]:
    """Another session meanwhile; yields how long each of its round trips has taken, in seconds."""
    poses = stick_person(times(60.0, 12.0))
    took_s: list[float] = []
    done = threading.Event()

    def practise() -> None:
        with Visitor(server.url, "hip_hinge") as visitor:
            seq = 0
            while not done.is_set():
                seq += 1
                frames = slice(3 * seq - 3, 3 * seq)
                began = time.monotonic()
                visitor.send(message(poses, frames, seq, events=("start",) if seq == 1 else ()))
                took_s.append(time.monotonic() - began)

    practising = threading.Thread(target=practise)
    practising.start()
    try:
        yield took_s
    finally:
        done.set()
        practising.join()


@pytest.mark.parametrize("content", [LISTS, WORDS], ids=["lists", "words"])
def test_nobody_waits_for_the_largest_result_that_somebody_opens(
    browser: Browser, server: Server, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "a.json").write_bytes(content)
    with page_on(browser, f"{server.url}/open") as page, somebody_practising(server) as took_s:
        expect(page.get_by_text("Choose a result that was saved")).to_be_visible(timeout=30_000)
        before = len(took_s)
        drop(page, tmp_path / "a.json")
        expect(page.get_by_text("is not a result that Posture Lab saved")).to_be_visible(
            timeout=60_000
        )
        meanwhile_s = took_s[before:]
    print(sorted(meanwhile_s)[-5:], len(meanwhile_s))
    assert len(meanwhile_s) > 5
    assert max(meanwhile_s) < MOST_S
