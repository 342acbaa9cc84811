"""Another tab in front, or a laptop asleep: the set goes on, nothing counted is lost."""

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import expect

from tests.ui.browser import ROOT, Server, running, wait_for
from tests.ui.camera import WATCH, camera_flags, in_front_of_camera, log, start, wait_for_count
from tests.ui.tab import only_tab

ASLEEP_S = 8.0
_CAN_START = "document.querySelector('[data-testid=start]')?.disabled === false"
_START = "document.querySelector('[data-testid=start]').click()"
_REPS = "Math.max(0, ...window.seenLog.map((item) => item.reps))"
_PAUSES = "window.seenLog.filter((item) => item.status.includes('paused')).length"
_HIDDEN = "document.visibilityState === 'hidden'"
_FRAMES = "window.postureLab.statistics.frames"
_WAY = "window.postureLab.statistics.engine.way"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(ROOT / "app.py", tmp_path_factory.mktemp("away")) as started:
        yield started


def test_the_set_goes_on_behind_another_tab(server: Server, hinge: Path, tmp_path: Path) -> None:
    with only_tab(tmp_path, *camera_flags(hinge)) as tab:
        tab.go(f"{server.url}/practise")
        wait_for(lambda: tab.evaluate(_CAN_START), 90.0)
        assert tab.evaluate(_WAY) == "camera-to-worker"
        tab.evaluate(f"({WATCH})()")
        tab.evaluate(_START)
        wait_for(lambda: tab.evaluate(_REPS) >= 1, 90.0)
        tab.put_another_in_front()
        wait_for(lambda: tab.evaluate(_HIDDEN))
        before, began = tab.evaluate(_FRAMES), time.monotonic()
        time.sleep(5.0)
        rate = (tab.evaluate(_FRAMES) - before) / (time.monotonic() - began)
        # A hidden page draws nothing, and its own timers run once a second.
        assert rate > 2.0
        wait_for(lambda: tab.evaluate(_REPS) >= 3, 90.0)
        assert tab.evaluate(_HIDDEN)
        assert tab.evaluate(_PAUSES) == 0


def test_a_laptop_that_fell_asleep_says_so_and_goes_on_counting(
    server: Server, hinge: Path
) -> None:
    with in_front_of_camera(server.url, hinge) as page:
        start(page)
        wait_for_count(page, 1)
        counted = log(page)[-1].reps
        fall_asleep(ASLEEP_S)
        wait_for(lambda: "The camera paused for a moment" in log(page)[-1].status, 30.0)
        assert log(page)[-1].reps >= counted
        wait_for_count(page, counted + 1, timeout_s=90.0)
        # It was the laptop that slept, not the server.
        expect(page.get_by_test_id("live-error")).to_be_hidden()
        counts = [item.reps for item in log(page)]
    assert counts == sorted(counts)


def fall_asleep(seconds: float) -> None:
    """Stop every process of the browser for a while, as a closed lid does."""
    family = psutil.Process().children(recursive=True)
    browser = [process for process in family if process.name().startswith("chrom")]
    assert browser
    for process in browser:
        process.send_signal(signal.SIGSTOP)
    time.sleep(seconds)
    for process in browser:
        process.send_signal(signal.SIGCONT)
