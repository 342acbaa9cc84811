"""What we rely on in Streamlit's own page: names that our style sheets use are still its names."""

import functools
import re
from pathlib import Path

import pytest
import streamlit

from tests.ui.browser import ROOT

SHEETS = (
    ROOT / "posture_lab" / "ui" / "frame.css",
    ROOT / "frontend" / "src" / "style.css",
)
_NAME = re.compile(r"""data-testid\^?="(st\w+)-?\w*"|\.(st[A-Z]\w+)""")


@functools.cache
def page_source() -> str:
    """Everything that Streamlit's page is made of."""
    folder = Path(streamlit.__file__).parent / "static" / "static" / "js"
    return "\n".join(path.read_text("utf-8") for path in sorted(folder.glob("*.js")))


def names() -> list[str]:
    found = [_NAME.findall(sheet.read_text("utf-8")) for sheet in SHEETS]
    return sorted({test_id or name for sheet in found for test_id, name in sheet})


@pytest.mark.parametrize("name", names())
def test_a_name_in_our_style_sheets_is_one_of_streamlit_s(name: str) -> None:
    assert name in page_source(), f"{name} is not in this release of Streamlit"


def test_the_names_are_found_at_all() -> None:
    assert {"stSidebarNavLink", "stCaptionContainer", "stSelectbox", "stTooltipIcon"} <= set(
        names()
    )
