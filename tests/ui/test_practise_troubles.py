"""What goes wrong while practising is said plainly, loses nothing counted, and is got over."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.ui.browser import ROOT, Server, chromium, page_on, running, wait_for
from tests.ui.camera import (
    camera_flags,
    choose,
    in_front_of_camera,
    log,
    start,
    track_states,
    wait_for_count,
)

_UNPLUG = """() => {
  const { camera } = window.postureLab;
  camera.stream.getTracks().forEach((track) => track.stop());
  camera.track.dispatchEvent(new Event("ended"));
}"""
_PLUG_IN = "() => navigator.mediaDevices.dispatchEvent(new Event('devicechange'))"
_IN_USE = """navigator.mediaDevices.getUserMedia = () =>
  Promise.reject(new DOMException("busy", "NotReadableError"));"""
_WAY = "() => window.postureLab.statistics.engine.way"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(ROOT / "app.py", tmp_path_factory.mktemp("troubles")) as started:
        yield started


def test_an_unplugged_camera_and_a_silent_server_lose_nothing(server: Server, hinge: Path) -> None:
    with in_front_of_camera(server.url, hinge) as page:
        error = page.get_by_test_id("live-error")
        page.get_by_test_id("record").check()
        start(page)
        wait_for_count(page, 1)
        page.evaluate(_UNPLUG)
        expect(error).to_contain_text("was disconnected: plug it in again")
        assert track_states(page) == {"ended"}
        expect(page.get_by_test_id("rep-count")).to_have_text("1")
        page.evaluate(_PLUG_IN)
        expect(error).to_be_hidden()
        wait_for(lambda: "live" in track_states(page))
        # The server stands still for a while, as when it is restarted or the network is away.
        server.process.send_signal(signal.SIGSTOP)
        try:
            expect(error).to_contain_text("does not answer at the moment", timeout=20_000)
        finally:
            server.process.send_signal(signal.SIGCONT)
        expect(error).to_be_hidden(timeout=20_000)
        wait_for_count(page, 2)
        page.get_by_test_id("stop").click()
        wait_for(lambda: track_states(page) == {"ended"})
        wait_for(lambda: log(page)[-1].phase == "stopped")
        assert log(page)[-1].reps >= 2
        # Recorded because it was asked for; the link can be opened by this page only.
        # In two parts: before the camera was unplugged, and after.
        links = page.get_by_role("link", name="Save the recording")
        expect(links).to_have_count(2)
        for link in links.all():
            assert str(link.get_attribute("href")).startswith("blob:")


def test_a_camera_in_use_is_said_with_what_to_do(server: Server, hinge: Path) -> None:
    flags = camera_flags(hinge)
    with chromium(*flags) as browser, page_on(browser, f"{server.url}/practise") as page:
        page.context.add_init_script(_IN_USE)
        page.reload()
        choose(page, "hip_hinge")
        page.get_by_test_id("start").click()
        expect(page.get_by_test_id("live-error")).to_contain_text("in use by another program")
        expect(page.get_by_test_id("start")).to_be_enabled()


@pytest.mark.parametrize(
    ("missing", "way"),
    [("MediaStreamTrackProcessor", "page-to-worker"), ("Worker", "page")],
)
def test_older_browsers_count_too(missing: str, way: str, server: Server, hinge: Path) -> None:
    flags = camera_flags(hinge)
    with chromium(*flags) as browser, page_on(browser, f"{server.url}/practise") as page:
        page.context.add_init_script(f"delete globalThis.{missing};")
        page.reload()
        choose(page, "hip_hinge")
        assert page.evaluate(_WAY) == way
        start(page)
        wait_for_count(page, 1)
        # Nothing is recorded unless it was asked for.
        page.get_by_test_id("stop").click()
        wait_for(
            lambda: "live" not in page.evaluate("() => window.postureLab.camera ? 'live' : ''")
        )
        expect(page.get_by_role("link", name="Save the recording")).to_be_hidden()
