"""Every page, in both themes and on a screen and a phone, for people who use it differently."""

import os
import re
import subprocess
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui import access
from tests.ui.browser import DESKTOP, PHONE, ROOT, page_on, running, wait_until_in_place

NARROWEST = (320, 700)
ZOOMED = (640, 450)
"""A screen of 1280 pixels at 400 % and at 200 %."""

TALL = 6000
"""axe does not judge what is scrolled out of sight."""

STATES = {
    "people": "",
    "progress": "",
    "failed": "",
    "result": "",
    "unjudged": "",
    "practised": "practise",
    "opened": "open",
    "login": "",
}
"""What a page can come to show, and which page; tests/ui/states_script.py sets it up."""

OPEN_ALL = """() => {
  const look = (root) => root.querySelectorAll("*").forEach((node) => {
    const folded = "details:not([open]) > summary, [data-testid=why-2][aria-expanded=false]";
    if (node.matches(folded)) node.click();
    if (node.shadowRoot) look(node.shadowRoot);
  });
  look(document);
}"""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("access")
    clip = folder / "clip.mp4"
    source = ["-f", "lavfi", "-i", "testsrc=size=320x240:rate=10:duration=16"]
    subprocess.run(
        ["ffmpeg", "-v", "error", *source, "-pix_fmt", "yuv420p", clip],
        check=True,
    )
    os.environ["REVIEW_CLIP"] = str(clip)
    with running(ROOT / "tests" / "ui" / "states_script.py", folder) as server:
        yield server.url
    del os.environ["REVIEW_CLIP"]


@pytest.fixture(scope="module")
def page(browser: Browser, url: str) -> Iterator[Page]:
    with page_on(browser, url) as opened:
        yield opened


def visit(page: Page, address: str) -> None:
    """Open the page there and everything that is folded up on it."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    resize(page, DESKTOP)
    page.goto(address)
    expect(page.locator("h1")).to_be_visible(timeout=60_000)
    wait_until_in_place(page)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    if "/practise" in address:
        # Its button becomes a stop of the keyboard when the pose model has been loaded.
        expect(page.get_by_test_id("start")).to_be_enabled(timeout=60_000)
    page.evaluate(OPEN_ALL)


def resize(page: Page, size: tuple[int, int]) -> None:
    """Change the window, and wait until the page has followed."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.evaluate("() => new Promise((done) => setTimeout(done, 150))")


def in_the_way(page: Page) -> list[str]:
    """Everything on the page that is in somebody's way, with where it was seen."""
    access.load(page)
    found = [f"heading: {told}" for told in access.skipped_headings(page)]
    for width, height in (DESKTOP, PHONE):
        resize(page, (width, TALL))
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.wait_for_function("scheme => access.inColours(scheme)", arg=scheme)
            # Of all that axe looks at, only colours hang on the theme.
            seen = access.axe_findings(page, colours_only=scheme == "dark")
            seen += access.faint_borders(page)
            found += [f"{scheme}, {width}: {told}" for told in seen]
        seen = access.small_targets(page, phone=width == PHONE[0])
        # Keyboard on the screen in the dark, on the phone in the light: both rings are seen.
        page.emulate_media(color_scheme="dark" if width == DESKTOP[0] else "light")
        resize(page, (width, height))
        found += [f"{width}: {told}" for told in seen + access.lost_keyboard(page)]
    for size in (ZOOMED, NARROWEST):
        resize(page, size)
        found += [f"sideways at {size[0]}: {told}" for told in access.sideways(page)]
    return found


def test_every_page_of_the_navigation_can_be_used_by_everybody(page: Page, url: str) -> None:
    visit(page, url)
    links = page.get_by_role("navigation").get_by_role("link")
    pages = {link.inner_text(): link.get_attribute("href") or "" for link in links.all()}
    assert {"Check a clip", "Practise", "Open a result", "About"} <= set(pages)
    found = []
    for name, address in pages.items():
        visit(page, address)
        expect(page).to_have_title(f"{name} · Posture Lab")
        found += [f"{name}: {told}" for told in in_the_way(page)]
    assert found == []


@pytest.mark.parametrize("state", STATES)
def test_whatever_a_page_shows_can_be_used_by_everybody(page: Page, url: str, state: str) -> None:
    visit(page, f"{url}/{STATES[state]}?state={state}")
    if state in ("result", "opened"):
        expect(page.get_by_test_id("review")).to_be_visible(timeout=30_000)
        page.evaluate(OPEN_ALL)
    assert in_the_way(page) == []


def test_the_pages_are_named_and_in_reach_at_every_width(page: Page, url: str) -> None:
    visit(page, url)
    for width in (320, 390, 640, 767, 768, 769, 900, 1280):
        resize(page, (width, 844))
        links = page.get_by_role("navigation").get_by_role("link")
        expect(links).to_have_text(["Check a clip", "Practise", "Open a result", "About"])
        for link in links.all():
            box = link.bounding_box()
            assert box is not None
            assert 0 <= box["x"] <= box["x"] + box["width"] <= width
            assert 0 <= box["y"] <= box["y"] + box["height"] <= 60
        expect(page.get_by_role("button", name=re.compile("sidebar"))).to_have_count(0)
    resize(page, PHONE)
    page.get_by_role("link", name="About").click()
    expect(page.get_by_role("heading", name="About Posture Lab")).to_be_visible()
    expect(page.get_by_role("link", name="About")).to_have_attribute("aria-current", "page")


def test_the_ring_around_a_top_link_is_drawn_whole(page: Page, url: str) -> None:
    visit(page, url)
    access.load(page)
    for size in (DESKTOP, PHONE):
        resize(page, size)
        page.evaluate("() => access.startWalk()")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        link = page.get_by_role("link", name="Check a clip")
        expect(link).to_be_focused()
        assert ring_sides(page) == 4


def ring_sides(page: Page) -> int:
    """On how many sides of what has the keyboard the ring's colour is seen in the picture."""
    import io

    import numpy as np
    from PIL import Image

    rect = page.evaluate("() => document.activeElement.getBoundingClientRect().toJSON()")
    picture = np.asarray(Image.open(io.BytesIO(page.screenshot())).convert("RGB")).astype(int)
    ring = np.abs(picture - (0x0B, 0x6B, 0x73)).sum(axis=2) < 12
    left, top = round(rect["x"]), round(rect["y"])
    right, bottom = round(rect["right"]), round(rect["bottom"])
    middle_x, middle_y = (left + right) // 2, (top + bottom) // 2
    near = range(-6, 7)
    sides = (
        [ring[max(top + step, 0), middle_x] for step in near],
        [ring[bottom + step, middle_x] for step in near],
        [ring[middle_y, max(left + step, 0)] for step in near],
        [ring[middle_y, right + step] for step in near],
    )
    return sum(sum(map(bool, side)) >= 2 for side in sides)


def test_on_a_phone_how_to_film_comes_before_the_button(page: Page, url: str) -> None:
    visit(page, url)
    resize(page, PHONE)
    tips = page.get_by_role("heading", name="How to film").bounding_box()
    button = page.get_by_role("button", name="Check this clip").bounding_box()
    assert tips is not None
    assert button is not None
    assert tips["y"] < button["y"]


def test_the_movement_s_instructions_are_written_as_large_as_the_rest(page: Page, url: str) -> None:
    visit(page, f"{url}/practise")
    told = page.get_by_text("Send the hips back")
    expect(told).to_have_css("font-size", "16px")


def test_the_clip_the_plot_and_the_tables_say_what_they_are(page: Page, url: str) -> None:
    visit(page, f"{url}/?state=result")
    for size in (DESKTOP, PHONE):
        resize(page, size)
        expect(page.get_by_label("Annotated clip garden.mp4")).to_be_visible()
        expect(page.get_by_role("group", name="Angles over time")).to_be_visible()
        expect(page.get_by_role("slider", name="Time in the clip")).to_be_visible()
        # The same on a phone, where the rows are drawn as blocks.
        table = page.get_by_role("table", name="Choose one to jump there in the clip.")
        titles = ["Repetition", "Score", "What to work on", "Details"]
        for title in titles:
            expect(table.get_by_role("columnheader", name=title, exact=True)).to_have_count(1)
        expect(table.get_by_role("rowheader", name="Repetition 2 0:06.0 to 0:09.0")).to_be_visible()
        expect(table.get_by_role("cell", name="64 of 100 from 77 %")).to_be_visible()


def test_nothing_moves_for_who_wants_less_motion(page: Page, url: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    visit(page, f"{url}/?state=result")
    slowest = """() => Math.max(...[...document.querySelectorAll("*")].flatMap((node) => {
        const { transitionDuration, animationDuration } = getComputedStyle(node);
        return [transitionDuration, animationDuration].flatMap((all) => all.split(", "))
            .map((time) => parseFloat(time) * (time.endsWith("ms") ? 1 : 1000));
    }))"""
    assert page.evaluate(slowest) <= 10
    page.evaluate("""() => {
        Element.prototype.scrollIntoView = (how) => { window.scrolledHow = how.behavior; };
    }""")
    page.get_by_test_id("jump-2").click()
    assert page.evaluate("() => window.scrolledHow") == "instant"
    page.emulate_media(reduced_motion="no-preference")
    page.get_by_test_id("jump-3").click()
    assert page.evaluate("() => window.scrolledHow") == "smooth"
