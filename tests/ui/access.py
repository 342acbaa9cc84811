"""What a page is like for people who use a keyboard, a screen reader, a phone or large letters.

Each function looks at the page as it is now and returns what is in somebody's way, one line each.
"""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

PROBES: Final = (Path(__file__).parent / "access.js").read_text("utf-8")
FINGERTIP_PX: Final = 24
THUMB_PX: Final = 44
MOST_STOPS: Final = 120

LEFT: Final = frozenset({"presentation-role-conflict"})
"""What axe may find: in Streamlit's own markup, told in docs/accessibility.md with the reason."""


def load(page: Page) -> None:
    """Give the page axe and our own probes. By evaluation: a strict content policy allows it."""
    page.evaluate(AXE_SCRIPT)
    page.evaluate(PROBES)


def axe_findings(page: Page, colours_only: bool = False) -> list[str]:
    """Everything axe finds, of whatever weight, but for what is listed in ``LEFT``."""
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if colours_only:
        options["runOnly"] = ["color-contrast"]
    else:
        options["rules"] = {"target-size": {"enabled": True}}
    found = page.evaluate(f"() => axe.run(document, {json.dumps(options)})")
    return [
        f"{finding['id']} ({finding['impact']}): {node['html'][:120]}"
        for finding in found["violations"]
        if finding["id"] not in LEFT
        for node in finding["nodes"]
    ]


def small_targets(page: Page, phone: bool) -> list[str]:
    """Controls too small for a fingertip, on a phone main ones too small for a thumb."""
    controls: list[dict[str, Any]] = page.evaluate("() => access.controls()")
    found = []
    for control in controls:
        least = THUMB_PX if phone and control["main"] else FINGERTIP_PX
        if control["height"] < least or control["width"] < FINGERTIP_PX:
            found.append(f"{control['name']}: {control['width']} x {control['height']}")
    return found


def faint_borders(page: Page) -> list[str]:
    """Controls whose border does not stand out 3:1 from what is around it."""
    return list(page.evaluate("() => access.faintBorders()"))


def skipped_headings(page: Page) -> list[str]:
    """Headings more than one level below the one before; a page begins with its only h1."""
    levels: list[list[Any]] = page.evaluate("() => access.headings()")
    found = [f"h{level} {text}" for level, text in levels[1:] if level == 1]
    if not levels or levels[0][0] != 1:
        found.append("no h1 at the beginning")
    for (before, _), (level, text) in pairwise(levels):
        if level > before + 1:
            found.append(f"h{level} after h{before}: {text}")
    return found


def sideways(page: Page) -> list[str]:
    """What has to be scrolled sideways to be seen."""
    return list(page.evaluate("() => access.sideways()"))


def lost_keyboard(page: Page) -> list[str]:
    """Tab through the page: the place is always seen, in the order of reading, and nothing is left
    out."""
    found: list[str] = []
    page.evaluate("() => access.startWalk()")
    before: dict[str, Any] | None = None
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop: dict[str, Any] | None = page.evaluate("() => access.stop()")
        if stop is None:
            return found + [f"never reached: {name}" for name in page.evaluate("access.missed()")]
        if stop["ring"] < 3.0:
            found.append(f"no ring: {stop['name']} ({stop['ring']:.1f})")
        if not stop["seen"]:
            found.append(f"out of sight: {stop['name']}")
        if before is not None and _goes_back(before, stop):
            found.append(f"from {before['name']} back up to {stop['name']}")
        before = stop
    return [*found, "the keyboard goes round and round"]


def _goes_back(before: dict[str, Any], stop: dict[str, Any]) -> bool:
    above = stop["top"] + stop["height"] <= before["top"]
    return bool(above and stop["left"] < before["left"] + before["width"])
