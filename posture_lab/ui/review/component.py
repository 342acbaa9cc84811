"""The browser component itself: its scripts and style sheet, and how a page shows it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import streamlit as st

_HERE: Final = Path(__file__).parent
_SCRIPTS: Final = (
    "elements.js",
    "clip.js",
    "scale.js",
    "plot.js",
    "shapes.js",
    "repetitions.js",
    "main.js",
)

_mount = st.components.v2.component(
    "posture_lab_review",
    html='<div class="review" data-testid="review"></div>',
    css=(_HERE / "review.css").read_text("utf-8"),
    js="\n".join((_HERE / name).read_text("utf-8") for name in _SCRIPTS),
)


def show_review(payload: Mapping[str, Any], key: str) -> None:
    """Show what :func:`posture_lab.ui.review.payload.review_payload` made."""
    _mount(data=payload, key=key)
