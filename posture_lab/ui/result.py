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
    heading, another = st.columns([4, 1], vertical_alignment="center")
    heading.title(title(analysis), anchor=False)
    another.button("Check another clip", key="another", on_click=holder.drop, width="stretch")
    show_findings(analysis, _video(job.annotated))
    st.subheader("Keep the result", anchor=False)
    show_downloads(analysis, job.annotated)
    show_method(analysis)
    st.caption(words.PURPOSE)


def title(analysis: Analysis) -> str:
    """Return the result in a few words."""
    return words.headline(analysis, MOVEMENTS.get(analysis.movement.id or ""))


def show_findings(analysis: Analysis, video_url: str | None = None, key: str = "review") -> None:
    """Show verdict, figures, notes, plot and repetitions; ``key`` tells several on a page apart."""
    if analysis.summary.verdict == "cannot_judge":
        _show_cannot_judge(analysis)
    with st.container(horizontal=True):
        for name, value, more in words.figures(analysis):
            st.metric(name, value, help=more, width="content", border=True)
    _show_notes(analysis)
    movement = MOVEMENTS.get(analysis.movement.id or "")
    show_review(review_payload(analysis, video_url, movement), key=key)


def _show_cannot_judge(analysis: Analysis) -> None:
    reason = analysis.summary.reason or "Too little of the body could be seen."
    tips = "\n".join(f"- {tip}" for tip in words.filming_tips(analysis))
    st.info(
        f"**{words.plain(reason)}**\n\nNothing is scored that could not be seen. "
        f"To have it judged next time:\n\n{tips}",
        icon=":material/info:",
    )


def _show_notes(analysis: Analysis) -> None:
    notes = words.notes(analysis)
    if notes:
        with st.container(border=True):
            listed = "\n".join(f"- {words.plain(note)}" for note in notes)
            st.markdown(f"**Worth knowing**\n\n{listed}")


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


def show_method(analysis: Analysis) -> None:
    """Show how the clip or set was read and measured."""
    with st.expander("How this was measured"):
        st.markdown("\n".join(f"- {line}" for line in words.method(analysis)))
