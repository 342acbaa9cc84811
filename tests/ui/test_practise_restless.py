"""Somebody who never stands still before the camera, and how sets are chosen and left."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.ui.browser import DESKTOP, PHONE, ROOT, Server, chromium, page_on, running, wait_for
from tests.ui.camera import (
    SAMPLES,
    camera_flags,
    choose,
    in_front_of_camera,
    log,
    pick,
    slowness_s,
    start,
)

TOLD_WITHIN_S = 5.0
RESTLESS = "trim=2.2:11.6,setpts=0.5*(PTS-STARTPTS)"
"""Hinges at twice their pace: nobody stands for a second in between, and a camera's file goes round
for ever."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(ROOT / "app.py", tmp_path_factory.mktemp("restless")) as started:
        yield started


@pytest.fixture(scope="module")
def restless(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("camera") / "restless.y4m"
    command = ["ffmpeg", "-v", "error", "-i", str(SAMPLES / "hinge_clean.mp4"), "-vf", RESTLESS]
    subprocess.run([*command, "-pix_fmt", "yuv420p", str(path)], check=True)
    return path


def letters_px(page: Page, selector: str) -> float:
    size = page.locator(selector).first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    return float(size)


def test_what_moves_is_said_soon_and_the_set_goes_on_without_an_own_neutral(
    server: Server, restless: Path
) -> None:
    with in_front_of_camera(server.url, restless) as page:
        start(page)
        go_on = page.get_by_test_id("go-on")
        expect(go_on).to_have_text("Go on without my own neutral", timeout=60_000)
        told = next(item for item in log(page) if "No neutral of your own yet" in item.status)
        asked = next(item for item in log(page) if item.phase == "neutral")
        assert (told.ms - asked.ms) / 1000 <= TOLD_WITHIN_S + 2 * slowness_s(page)
        assert not told.ready
        expect(page.locator(".practise .seconds")).to_be_empty()
        # Whoever stands three metres away reads it as well as the count.
        expect(page.get_by_test_id("prompt")).not_to_be_empty()
        assert letters_px(page, ".practise .prompt") == letters_px(page, ".practise .number")
        go_on.click()
        wait_for(lambda: log(page)[-1].phase == "set", 30.0)
        wait_for(lambda: log(page)[-1].reps >= 1, 60.0)
        expect(go_on).to_be_hidden()
        page.get_by_test_id("stop").click()
        expect(page.get_by_text("Set 1:")).to_be_visible(timeout=20_000)
        expect(page.get_by_test_id("setup-status")).to_contain_text("kept below")


def test_nothing_is_said_to_be_kept_where_nothing_is(server: Server, restless: Path) -> None:
    with in_front_of_camera(server.url, restless) as page:
        start(page)
        page.get_by_test_id("stop").click()
        expect(page.get_by_test_id("setup-status")).to_contain_text("nothing to keep")
        expect(page.get_by_text("Set 1:")).to_have_count(0)


def test_sets_and_rests_are_chosen_and_kept_in_the_address(server: Server, restless: Path) -> None:
    with in_front_of_camera(server.url, restless) as page:
        for box, option in (("Sets", "3 sets"), ("Rest", "15 s")):
            pick(page, box, option)
            expect(page.get_by_role("combobox", name=box)).to_have_value(option)
        page.wait_for_url("**sets=3&rest=15**")
        page.reload()
        for box, option in (("Sets", "3 sets"), ("Rest", "15 s")):
            expect(page.get_by_role("combobox", name=box)).to_have_value(option, timeout=20_000)
        # At the desk nobody is asked for a whole body, or to be tall.
        page.goto(f"{server.url}/practise?movement=desk")
        status = page.get_by_test_id("setup-status")
        expect(status).to_contain_text("sit as you usually do", timeout=60_000)
        expect(page.get_by_text("whole body")).to_have_count(0)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_cue_is_as_large_as_the_count_and_stays_in_the_picture(
    server: Server, restless: Path, size: tuple[int, int]
) -> None:
    with (
        chromium(*camera_flags(restless)) as camera,
        page_on(camera, f"{server.url}/practise", size) as page,
    ):
        choose(page, "hip_hinge")
        start(page)
        # In one go: the server's next word takes the cue away again.
        found = page.evaluate("""() => {
          window.postureLab.view.showCue("pelvis_tucks",
            "Let the pelvis roll forward a little, to where it rests when you are at ease.",
            "Perhaps pelvis forward a little");
          const find = (name) => document.querySelector(`.practise ${name}`);
          const letters = (name) => getComputedStyle(find(name)).fontSize;
          const [cue, stage] = [find(".cue"), find(".stage")];
          return {
            letters: [letters(".cue .short"), letters(".number")],
            high: cue.getBoundingClientRect().top >= stage.getBoundingClientRect().top,
            wide: cue.scrollWidth <= cue.clientWidth + 1,
          };
        }""")
        assert found["letters"][0] == found["letters"][1]
        assert found["high"]
        assert found["wide"]
