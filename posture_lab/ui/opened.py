"""The page "Open a result": what was saved of a clip or a practised set, looked at again."""

import json
import math
from typing import Final

import streamlit as st

from posture_lab.analysis.result import Analysis
from posture_lab.errors import InputFileError
from posture_lab.export.json import parse_analysis
from posture_lab.telling.headline import headline
from posture_lab.ui import words
from posture_lab.ui.result import show_findings, show_method, title
from posture_lab.ui.review.payload import review_payload
from posture_lab.ui.review.start import windows

MAX_MEGABYTES: Final = 30
"""A clip of an hour with all its angles; nothing larger is a result."""

MAX_PARTS: Final = 5000
"""Repetitions, holds and shapes in one result."""

_MAX_S: Final = 1e6
_OPENED: Final = "opened-result"


def show() -> None:
    """Show the choice of a file, and the result that was opened last."""
    st.title("Open a result", anchor=False)
    st.markdown(
        "Choose a result that was saved here, of a clip or of a practised set: its repetitions, "
        "cues and angles are shown again, without the video."
    )
    file = st.file_uploader(
        "Result (a file that ends in .analysis.json)", type=["json"], max_upload_size=MAX_MEGABYTES
    )
    if file is not None:
        _take(file.getvalue(), file.name)
    opened = st.session_state.get(_OPENED)
    if isinstance(opened, tuple):
        name, analysis = opened
        st.header(title(analysis), anchor=False)
        st.caption(words.plain(name))
        show_findings(analysis, key="opened-review")
        show_method(analysis)
    st.caption(words.PURPOSE)


def _take(content: bytes, name: str) -> None:
    """Open the file; one that cannot be opened leaves what was opened before."""
    try:
        st.session_state[_OPENED] = name, read_result(content, name)
    except InputFileError as error:
        st.warning(words.plain(str(error)), icon=":material/info:")


def read_result(content: bytes, name: str) -> Analysis:
    """Return the analysis in a saved file; it comes from anywhere and is checked before.

    Raises
    ------
    InputFileError
        If nothing that can be shown is in it.
    """
    try:
        analysis = parse_analysis(content.decode("utf-8"), name)
        _expect_showable(analysis)
    except (InputFileError, ValueError, OverflowError) as error:
        raise InputFileError(
            f"{name} is not a result that Posture Lab saved, or it is damaged: choose a file "
            "that was saved with the button Result (JSON)."
        ) from error
    return analysis


def _expect_showable(analysis: Analysis) -> None:
    """Raise ValueError where times or numbers cannot be drawn."""
    found = windows(analysis)
    found += [(moment.start_s, moment.end_s) for moment in analysis.neutral.moments]
    if len(found) > MAX_PARTS:
        raise ValueError(f"{len(found)} parts")
    clip, picture_s = analysis.clip, analysis.neutral.picture_s
    times = [clip.duration_s, picture_s or 0.0, *(time_s for window in found for time_s in window)]
    if not all(math.isfinite(time_s) and 0.0 <= time_s <= _MAX_S for time_s in times):
        raise ValueError("times outside of any clip")
    if min(clip.width_px, clip.height_px) < 1:
        raise ValueError("a picture without a size")
    json.dumps(review_payload(analysis, None, None), allow_nan=False)
    words.facts(analysis)
    words.method(analysis)
    headline(analysis)
