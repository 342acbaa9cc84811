"""The page "Open a result": what was saved of a clip or a practised set, looked at again."""

import json
import math
from typing import Final

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from posture_lab.analysis.result import Analysis
from posture_lab.errors import InputFileError
from posture_lab.export.apart import analysis_apart
from posture_lab.telling.headline import headline
from posture_lab.ui import uploads, words
from posture_lab.ui.result import show_findings, show_method, title
from posture_lab.ui.review.payload import review_payload
from posture_lab.ui.review.start import windows
from posture_lab.ui.session import ClipHolder, clip_holder

MAX_PARTS: Final = 5000
"""Repetitions, holds and shapes in one result."""

_MAX_S: Final = 1e6
_UPLOADER: Final = "opened"
_REFUSED: Final = "opened-refused"


def show() -> None:
    """Show the choice of a file, and the result that was opened last."""
    st.title("Open a result", anchor=False)
    st.markdown(
        "Choose a result that was saved here, of a clip or of a practised set: its repetitions, "
        "cues and angles are shown again, without the video."
    )
    file = st.file_uploader(
        "Result (a file that ends in .analysis.json)",
        type=["json"],
        max_upload_size=uploads.MAX_MEGABYTES,
        key=uploads.key(_UPLOADER),
    )
    holder = clip_holder()
    if file is not None:
        with st.spinner("Opening the result"):
            _take(holder, file)
        st.rerun()  # once: the uploader is empty then, and the file is read no more
    if (refused := st.session_state.get(_REFUSED)) is not None:
        st.warning(words.plain(refused), icon=":material/info:")
    if holder.opened is not None:
        name, analysis = holder.opened
        st.header(title(analysis), anchor=False)
        st.caption(words.plain(name))
        show_findings(analysis, key="opened-review")
        show_method(analysis)
    st.caption(words.PURPOSE)


def _take(holder: ClipHolder, file: UploadedFile) -> None:
    """Open the file; one that cannot be opened leaves what was opened before."""
    st.session_state[_REFUSED] = None
    try:
        holder.opened = file.name, read_result(uploads.content(file), file.name)
    except InputFileError as error:
        st.session_state[_REFUSED] = str(error)
    uploads.release(file, _UPLOADER)


def read_result(content: bytes, name: str) -> Analysis:
    """Return the analysis in a saved file; it comes from anywhere and is checked before.

    Raises
    ------
    InputFileError
        If nothing that can be shown is in it.
    """
    try:
        analysis = analysis_apart(content, name)
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
