"""The page Practise by keyboard and with a screen reader."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.ui import access
from tests.ui.browser import DESKTOP, PHONE, ROOT, Server, chromium, page_on, running
from tests.ui.camera import camera_flags, choose

_FOCUSED = """() => {
  const { activeElement: at } = document;
  const ring = getComputedStyle(at);
  return {
    name: at.dataset.testid ?? at.dataset.setting ?? at.getAttribute("aria-label") ?? at.tagName,
    ring: ring.outlineStyle === "none" ? 0 : parseFloat(ring.outlineWidth),
  };
}"""
_CONTRAST = """element => {
  const light = (color) => {
    const canvas = document.createElement("canvas").getContext("2d");
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3)
      .map((c) => c / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
      .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  };
  const { color, backgroundColor } = getComputedStyle(element);
  const [high, low] = [light(color), light(backgroundColor)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}"""
_DISPLAYED = "element => getComputedStyle(element).display !== 'none'"
STREAMLITS = ["Begin", "End of a set", "Sets", "Rest"]
"""Streamlit's own controls."""

OPTIONS = ["text", "voice", "tone", "record"]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(ROOT / "app.py", tmp_path_factory.mktemp("access")) as started:
        yield started


def tab_through(page: Page, names: list[str]) -> None:
    """Press Tab once for each name; our own controls show where the keyboard is."""
    for name in names:
        page.keyboard.press("Tab")
        focused = page.evaluate(_FOCUSED)
        assert focused["name"] == name
        assert focused["ring"] >= 2 or name in STREAMLITS


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_keyboard_reaches_everything_in_order(
    size: tuple[int, int], server: Server, hinge: Path
) -> None:
    url = f"{server.url}/practise"
    with chromium(*camera_flags(hinge)) as browser, page_on(browser, url, size) as page:
        choose(page, "hip_hinge")
        page.get_by_role("combobox", name="Movement").focus()
        tab_through(page, [*STREAMLITS, "start", *OPTIONS])
        for _ in OPTIONS:
            page.keyboard.press("Shift+Tab")
        # Start is switched off once pressed; the keyboard is not lost but on Stop.
        page.keyboard.press("Enter")
        expect(page.get_by_test_id("stop")).to_be_focused(timeout=20_000)
        access.load(page)
        assert access.axe_findings(page) == []
        tab_through(page, ["pain", *OPTIONS])
        for _ in ["pain", *OPTIONS]:
            page.keyboard.press("Shift+Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_test_id("start")).to_be_focused(timeout=20_000)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_buttons_can_be_read(scheme: str, server: Server) -> None:
    url = f"{server.url}/practise"
    with chromium() as browser, page_on(browser, url, scheme=scheme) as page:
        choose(page, "hip_hinge")
        for name in ("start", "pain"):
            assert page.get_by_test_id(name).evaluate(_CONTRAST) >= 4.5, name


def test_a_screen_reader_hears_what_to_do_and_every_cue(server: Server, hinge: Path) -> None:
    url = f"{server.url}/practise"
    with chromium(*camera_flags(hinge)) as browser, page_on(browser, url) as page:
        choose(page, "hip_hinge")
        status = page.get_by_test_id("setup-status")
        expect(status).to_have_role("status")
        expect(status).to_contain_text("Press Start")
        cue = page.get_by_test_id("cue")
        expect(cue).to_have_attribute("aria-live", "assertive")
        expect(cue).to_be_empty()
        # There before its first words: what appears together with its region is not read out.
        assert cue.evaluate(_DISPLAYED)
