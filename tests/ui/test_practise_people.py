"""Only one person in the picture: looked for before anything begins."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.ui.browser import ROOT, Server, chromium, page_on, running, wait_for
from tests.ui.camera import camera_file, camera_flags, choose, in_front_of_camera, log, start

TWICE = (
    "split[one][two];[one]crop=iw/2:ih[left];[two]crop=iw/2:ih[right];[left][right]hstack,setsar=1"
)
"""The same person twice, side by side."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(ROOT / "app.py", tmp_path_factory.mktemp("people")) as started:
        yield started


def test_two_people_are_never_let_through(server: Server, tmp_path: Path) -> None:
    file = camera_file("standing_clean", tmp_path, TWICE)
    with in_front_of_camera(server.url, file) as page:
        start(page)
        wait_for(lambda: any("More than one person" in item.status for item in log(page)), 30.0)
        page.wait_for_timeout(6000)
        shown = log(page)
    assert {item.phase for item in shown} == {"off", "setup"}
    assert not any(item.ready for item in shown)
    assert "More than one person" in shown[-1].status


def test_without_the_worker_that_counts_people_it_says_so_and_goes_on(
    server: Server, hinge: Path
) -> None:
    with (
        chromium(*camera_flags(hinge)) as browser,
        page_on(browser, f"{server.url}/practise") as page,
    ):
        page.context.route("**/counterWorker.js", lambda route: route.abort())
        page.reload()
        choose(page, "hip_hinge")
        expect(page.get_by_test_id("live-note")).to_contain_text("cannot count the people")
        start(page)
        wait_for(lambda: log(page)[-1].phase in ("countdown", "set"), 30.0)
        expect(page.get_by_test_id("live-note")).to_be_visible()
