"""Two tabs of one browser and one camera: one practice at a time, and nothing runs over."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.ui.browser import ROOT, Server, running, wait_for
from tests.ui.camera import WATCH, choose, in_front_of_camera, log, start, wait_for_count


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(ROOT / "app.py", tmp_path_factory.mktemp("tabs")) as started:
        yield started


def test_the_tab_started_last_goes_on_and_each_says_what_happened(
    server: Server, hinge: Path
) -> None:
    with in_front_of_camera(server.url, hinge) as first:
        start(first)
        wait_for_count(first, 1)
        second = first.context.new_page()
        second.goto(f"{server.url}/practise")
        choose(second, "squat")
        expect(second.get_by_test_id("rep-count")).to_have_text("0")
        expect(second.get_by_text("Set 1:")).to_have_count(0)
        counted = log(first)[-1].reps
        start(second)
        error = first.get_by_test_id("live-error")
        expect(error).to_contain_text("started in another tab", timeout=20_000)
        expect(first.get_by_test_id("stop")).to_be_disabled()
        expect(first.get_by_text("Set 1: Hip hinge")).to_be_visible(timeout=20_000)
        tracks = first.evaluate("() => window.cameraTracks.map((track) => track.readyState)")
        assert set(tracks) == {"ended"}
        assert log(first)[-1].reps >= counted
        expect(second.get_by_test_id("live-note")).to_contain_text("another tab was stopped")
        # The second one counts for itself: the hinges of this camera are no squats.
        wait_for(lambda: log(second)[-1].phase == "set", 40.0)
        assert max(item.reps for item in log(second)) == 0
        # And back: the first tab goes on with what is its own.
        first.evaluate(WATCH)
        first.get_by_test_id("start").click()
        expect(second.get_by_test_id("live-error")).to_contain_text("started in another tab")
        expect(error).to_be_hidden()
        expect(second.get_by_text("Set 1: Hip hinge")).to_have_count(0)
        wait_for(lambda: log(first)[-1].phase == "setup" or log(first)[-1].ready)
        assert log(first)[-1].reps == 0
        second.close()
