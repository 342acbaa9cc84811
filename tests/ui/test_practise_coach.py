"""The set-up coach, and starting and stopping without touching the computer."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.ui.browser import ROOT, Server, running, wait_for
from tests.ui.camera import CLIPS, camera_file, in_front_of_camera, log, pick, start


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(ROOT / "app.py", tmp_path_factory.mktemp("coach")) as started:
        yield started


SMALL = "scale=iw/2:-2,pad=640:480:(ow-iw)/2:(oh-ih)/2:color=gray,setsar=1"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("eq=brightness=-0.45", "The picture is dark: turn on a light"),
        ("drawbox=t=fill:color=gray", "Step into the picture"),
        ("crop=iw:ih*0.6:0:0", "until your feet are in the picture"),
        (SMALL, "Come a little closer"),
        ("turned", "Turn until one shoulder points at the camera"),
    ],
    ids=["dark", "nobody", "near", "far", "turned"],
)
def test_the_coach_says_what_to_change(
    change: str, says: str, server: Server, tmp_path: Path
) -> None:
    if change == "turned":
        file = camera_file("standing_oblique", tmp_path, of=CLIPS)
    else:
        file = camera_file("hinge_clean", tmp_path, change)
    with in_front_of_camera(server.url, file) as page:
        start(page)
        wait_for(lambda: any(says in item.status for item in log(page)), 40.0)
        said = next(item for item in log(page) if says in item.status)
        assert (said.phase, said.ready, said.reps) == ("setup", False, 0)


def test_raised_hands_start_and_stop_a_set(server: Server, tmp_path: Path) -> None:
    file = camera_file("overhead_reach_clean", tmp_path, "setpts=2*PTS")
    with in_front_of_camera(server.url, file) as page:
        pick(page, "Begin", "When I raise both hands")
        start(page)
        status = page.get_by_test_id("setup-status")
        expect(status).to_contain_text("raise both hands to begin", timeout=30_000)
        expect(status).to_have_attribute("data-ready", "true")
        wait_for(lambda: log(page)[-1].phase == "set", 90.0)
        wait_for(lambda: log(page)[-1].phase == "rest", 90.0)


def test_ten_seconds_are_counted_down_before_a_set(server: Server, hinge: Path) -> None:
    with in_front_of_camera(server.url, hinge, "standing") as page:
        pick(page, "Begin", "Ten seconds after I am in position")
        start(page)
        seconds = page.locator(".practise .seconds")
        # The browser is asked once a second at most: one of the numbers may pass unseen.
        expect(seconds).to_have_text(re.compile("^[4-6]$"), timeout=30_000)
        expect(page.get_by_test_id("setup-status")).to_have_attribute("data-ready", "true")
        assert {item.phase for item in log(page)} == {"off", "setup"}
        # Taking the neutral lasts half a second: the page may be past it when it is asked.
        wait_for(lambda: any(item.phase == "neutral" for item in log(page)), 60.0)
