"""Leaving the page, loading it again, a server that is killed: nothing is lost, nothing doubled."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.ui.browser import ROOT, Server, free_port, running, wait_for
from tests.ui.camera import (
    camera_file,
    choose,
    in_front_of_camera,
    log,
    start,
    track_states,
    wait_for_count,
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(ROOT / "app.py", tmp_path_factory.mktemp("kept")) as started:
        yield started


def sets_shown(page: Page) -> int:
    return page.get_by_role("button", name="Result (JSON)").count()


def test_a_set_left_for_another_page_is_kept_once_and_survives_a_reload(
    server: Server, hinge: Path
) -> None:
    with in_front_of_camera(server.url, hinge) as page:
        start(page)
        wait_for_count(page, 1)
        page.get_by_role("link", name="About").click()
        wait_for(lambda: track_states(page) == {"ended"})
        page.get_by_role("link", name="Practise").click()
        choose(page, "hip_hinge")
        expect(page.get_by_text("Set 1:")).to_be_visible(timeout=20_000)
        expect(page.get_by_test_id("rep-count")).to_have_text("0")
        expect(page.get_by_test_id("setup-status")).to_contain_text("kept below")
        page.reload()
        choose(page, "hip_hinge")
        expect(page.get_by_text("Set 1:")).to_be_visible(timeout=20_000)
        assert sets_shown(page) == 1
        # The tab is closed while the camera is on.
        start(page)
        wait_for(lambda: "live" in track_states(page))
        page.evaluate("() => window.dispatchEvent(new Event('pagehide'))")
        assert track_states(page) == {"ended"}


def test_a_server_killed_in_the_middle_of_a_set_goes_on_where_it_was(tmp_path: Path) -> None:
    port = free_port()
    file = camera_file("squat_clean", tmp_path)
    with (
        running(ROOT / "app.py", tmp_path, port=port) as first,
        in_front_of_camera(first.url, file, "squat") as page,
    ):
        start(page)
        wait_for_count(page, 1)
        first.process.kill()
        first.process.wait(20)
        counted = log(page)[-1].reps
        error = page.get_by_test_id("live-error")
        expect(error).to_contain_text("does not answer at the moment", timeout=20_000)
        with running(ROOT / "app.py", tmp_path, port=port):
            expect(error).to_be_hidden(timeout=60_000)
            wait_for_count(page, counted + 1, timeout_s=90.0)
            assert min(item.reps for item in log(page)[-3:]) >= counted
            expect(page.get_by_role("combobox", name="Movement")).to_have_value("Squat")
            page.get_by_test_id("stop").click()
            expect(page.get_by_text("Set 1:")).to_be_visible(timeout=20_000)
            assert track_states(page) == {"ended"}
