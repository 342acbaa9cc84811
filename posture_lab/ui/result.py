"""The result of a clip: verdict, review, what to work on, downloads, and how it was measured."""

from pathlib import Path
from typing import Final

import streamlit as st
from streamlit import runtime

from posture_lab.analysis.result import Analysis
from posture_lab.movements.catalogue import MOVEMENTS
from posture_lab.ui import words
from posture_lab.ui.downloads import show_downloads
from posture_lab.ui.job import ClipJob
from posture_lab.ui.review.component import show_review
from posture_lab.ui.review.payload import review_payload
from posture_lab.ui.session import ClipHolder

SHOWN_MAX_BYTES: Final = 300 * 2**20
"""Largest annotated clip shown in the page: Streamlit holds it in memory while it is shown."""


def show(holder: ClipHolder, job: ClipJob, analysis: Analysis) -> None:
    """Show everything that was found in the clip."""
    movement = MOVEMENTS.get(analysis.movement.id or "")
    heading, another = st.columns([4, 1], vertical_alignment="center")
    heading.title(words.headline(analysis, movement), anchor=False)
    another.button("Check another clip", key="another", on_click=holder.drop, width="stretch")
    if analysis.summary.verdict == "cannot_judge":
        _show_cannot_judge(analysis)
    _show_figures(analysis)
    _show_notes(analysis)
    show_review(review_payload(analysis, _video(job.annotated), movement), key="review")
    st.subheader("Keep the result", anchor=False)
    show_downloads(analysis, job.annotated)
    _show_method(analysis)
    st.caption(words.PURPOSE)


def _show_cannot_judge(analysis: Analysis) -> None:
    reason = analysis.summary.reason or "Too little of the body could be seen."
    tips = "\n".join(f"- {tip}" for tip in words.filming_tips(analysis))
    st.info(
        f"**{reason}**\n\nNothing is scored that could not be seen. "
        f"To have it judged next time:\n\n{tips}",
        icon=":material/info:",
    )


def _show_figures(analysis: Analysis) -> None:
    with st.container(horizontal=True, key="figures"):
        for title, value, more in words.figures(analysis):
            st.metric(title, value, help=more, width="content", border=True)


def _show_notes(analysis: Analysis) -> None:
    notes = words.notes(analysis)
    if notes:
        with st.container(border=True, key="notes"):
            st.markdown("**Worth knowing**\n\n" + "\n".join(f"- {note}" for note in notes))


def _video(annotated: Path | None) -> str | None:
    """Return where the browser finds the annotated clip; None when it is too large to show."""
    if annotated is None:
        return None
    size = annotated.stat().st_size
    if size <= SHOWN_MAX_BYTES:
        return media_url(str(annotated))
    st.info(
        f"The annotated clip is too large to be shown here ({size / 2**20:.0f} MB); save it below "
        "to watch it. Plot and table work without it.",
        icon=":material/info:",
    )
    return None


def media_url(clip: str) -> str:
    """Hand the annotated clip to Streamlit's media endpoint, which lets the browser seek in it.

    The address is not guessable, and the clip is dropped there when the session no longer shows it.
    """
    url = runtime.get_instance().media_file_mgr.add(clip, "video/mp4", "review-clip")
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    return f"/{base}{url}" if base else url


def _show_method(analysis: Analysis) -> None:
    with st.expander("How this was measured"):
        st.markdown("\n".join(f"- {line}" for line in words.method(analysis)))
