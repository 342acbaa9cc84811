"""Words of a file that is opened stand on the page as words: nothing in them comes alive."""

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from posture_lab.export.json import to_dict
from posture_lab.ui import words
from tests.ui.analyses import hinge_analysis
from tests.ui.browser import ROOT, page_on, running

ALIVE = (
    "[a link](http://198.51.100.7/a)",
    "http://198.51.100.7/b",
    "HTTPS://198.51.100.7/c",
    "www.example.org/d",
    "someone@example.org",
    "<http://198.51.100.7/e>",
    "![x](http://198.51.100.7/x.png)",
    ":material/skull:",
    ":streamlit:",
    ":red[colour]",
    ":blue-badge[badge]",
    ":smile:",
    ":+1:",
    "$x^2$",
    "$$x$$",
    "**bold**",
    "_leaning_",
    "~~gone~~",
    "`code`",
    "<b>html</b>",
    "&copy;",
    "a -> b <- c -- d >= e",
    "# heading",
    "1. first",
    "- item",
    "| a | b |",
    "[^1]",
    "\\(x\\)",
)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running(ROOT / "app.py", tmp_path_factory.mktemp("plain")) as server:
        yield server.url


def hostile(text: str) -> dict[str, Any]:
    """A result whose every free text is the same."""
    plain = to_dict(hinge_analysis(), with_signals=True)

    def changed(value: Any, name: str = "") -> Any:
        if isinstance(value, dict):
            return {key: changed(each, key) for key, each in value.items()}
        if isinstance(value, list):
            return [changed(each, name) for each in value]
        free = name in ("name", "reason", "text", "say", "title", "warnings", "code", "sha256")
        return text if free and isinstance(value, str) else value

    plain = dict(changed(plain))
    plain["clip"]["warnings"] = [text]
    plain["remarks"] = [{"code": "note", "text": f"Remark {text}"}]
    plain["movement"]["reason"] = f"Reason {text}"
    plain["neutral"]["reason"] = text
    return plain


def test_nothing_in_the_words_of_a_result_comes_alive(
    browser: Browser, url: str, tmp_path: Path
) -> None:
    text = "  ".join(ALIVE)
    file = tmp_path / "hostile :skull: [x](http:__198.51.100.7).json"
    file.write_text(json.dumps(hostile(text)), "utf-8")
    with page_on(browser, f"{url}/open") as page:
        page.locator("input[type=file]").set_input_files(file)
        expect(page.get_by_role("heading", name="Hip hinge: 3 repetitions")).to_be_visible(
            timeout=30_000
        )
        page.get_by_text("How this was measured").click()
        expect(page.get_by_text("pixels,")).to_be_visible()
        main = page.get_by_test_id("stMain")
        shown = main.inner_text().replace("\u2060", "")
        for each in ALIVE:
            assert shown.count(" ".join(each.split())) >= 4, each
        assert main.locator("a[href]:not([href^='#'])").count() == 0
        for tag in ("b", "em", "del", "img", "code", "h4", "table.stMarkdown", ".katex", "ol"):
            found = page.locator(f"[data-testid=stMarkdownContainer] {tag}")
            assert found.count() == 0, (tag, found.first.inner_html())
        for alive in ("stMarkdownColoredText", "stMarkdownBadge"):
            assert page.locator(f".{alive}").count() == 0


def test_lists_without_end_are_refused_and_the_page_goes_on(
    browser: Browser, url: str, tmp_path: Path
) -> None:
    file = tmp_path / "long.json"
    clip = replace(hinge_analysis().clip, warnings=("It was dark.",) * 100_000)
    file.write_text(json.dumps(to_dict(replace(hinge_analysis(), clip=clip))), "utf-8")
    with page_on(browser, f"{url}/open") as page:
        before_s = time.monotonic()
        page.locator("input[type=file]").set_input_files(file)
        said = page.get_by_text("is not a result that Posture Lab saved")
        expect(said).to_be_visible(timeout=30_000)
        assert time.monotonic() - before_s < 20
        page.get_by_role("link", name="About").click()
        expect(page.get_by_role("heading", name="About Posture Lab")).to_be_visible()


def test_our_own_sentences_stay_as_they_are() -> None:
    """No character that is not seen is put where it is not needed."""
    for sentence in ("From 0:01.5 to 0:02.0: too dark.", "90 ± 4°, at least 60 % - well done"):
        assert "\u2060" not in words.plain(sentence)
