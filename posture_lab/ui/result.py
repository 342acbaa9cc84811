"""The result of a clip: verdict, review, what to work on, downloads, and how it was measured."""

import base64
from pathlib import Path
from typing import Final

import streamlit as st
from streamlit import runtime

from posture_lab.analysis.result import Analysis
from posture_lab.movements.catalogue import MOVEMENTS
from posture_lab.telling.advice import advice_for
from posture_lab.telling.headline import headline
from posture_lab.telling.neutral_words import picture_time
from posture_lab.telling.notes import notes_of
from posture_lab.telling.numbers import clock
from posture_lab.telling.results import is_scored, results_of
from posture_lab.ui import words
from posture_lab.ui.downloads import show_downloads
from posture_lab.ui.job import ClipJob
from posture_lab.ui.review.component import show_review
from posture_lab.ui.review.payload import review_payload
from posture_lab.ui.review.start import from_its_start
from posture_lab.ui.session import ClipHolder

SHOWN_MAX_BYTES: Final = 300 * 2**20
"""Largest annotated clip shown in the page: Streamlit holds it in memory while it is shown."""


def show(holder: ClipHolder, job: ClipJob, analysis: Analysis) -> None:
    """Show everything that was found in the clip."""
    heading, another = st.columns([4, 1], vertical_alignment="center")
    heading.title(title(analysis), anchor=False)
    another.button("Check another clip", key="another", on_click=holder.drop, width="stretch")
    show_findings(analysis, _video(job.annotated))
    st.header("Keep the result", anchor=False)
    show_downloads(analysis, job.annotated)
    show_method(analysis, job.neutral_picture)
    st.caption(words.PURPOSE)


def title(analysis: Analysis) -> str:
    """Return the result in a few words."""
    return words.title(analysis, MOVEMENTS.get(analysis.movement.id or ""))


def show_findings(analysis: Analysis, video_url: str | None = None, key: str = "review") -> None:
    """Show what to do next, then the review and notes; ``key`` tells several on a page apart."""
    analysis = from_its_start(analysis)
    if results_of(analysis):
        _show_next(analysis, key)
    else:
        _show_cannot_judge(analysis)
    movement = MOVEMENTS.get(analysis.movement.id or "")
    show_review(review_payload(analysis, video_url, movement), key=key)
    _show_notes(analysis)
    if results_of(analysis) and not is_scored(analysis):
        _show_tips(analysis)


def _show_next(analysis: Analysis, key: str) -> None:
    """The one sentence, further advice, remarks, and the clip in a line of figures."""
    with st.container(border=True, key=f"next-{key}"):
        st.markdown(f"**{words.plain(headline(analysis))}**")
        further = [advice.sentence for advice in advice_for(analysis)[1:]]
        further += [remark.text for remark in analysis.remarks]
        if further:
            st.markdown("\n".join(f"- {words.plain(text)}" for text in further))
        st.markdown(words.plain(" · ".join(words.facts(analysis))))


def _show_cannot_judge(analysis: Analysis) -> None:
    reason = analysis.summary.reason or "Too little of the body could be seen."
    if analysis.summary.verdict == "judged":
        return
    st.info(
        f"**{words.plain(reason)}**\n\nNothing is scored that could not be seen. "
        f"To have it judged next time:\n\n{_tips(analysis)}",
        icon=":material/info:",
    )


def _show_tips(analysis: Analysis) -> None:
    with st.container(border=True):
        st.header("To have it scored next time", anchor=False)
        st.markdown(_tips(analysis))


def _tips(analysis: Analysis) -> str:
    return "\n".join(f"- {tip}" for tip in words.filming_tips(analysis))


def _show_notes(analysis: Analysis) -> None:
    said = {remark.text for remark in analysis.remarks} if results_of(analysis) else set()
    notes = [note for note in notes_of(analysis) if note not in said]
    if notes:
        with st.container(border=True):
            st.header("Worth knowing", anchor=False)
            st.markdown("\n".join(f"- {words.plain(note)}" for note in notes))


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


def show_method(analysis: Analysis, neutral_picture: bytes | None = None) -> None:
    """Show how the clip or set was read and measured, with the picture of the neutral as JPEG."""
    analysis = from_its_start(analysis)
    with st.expander("How this was measured"):
        st.markdown("\n".join(f"- {line}" for line in words.method(analysis)))
        time_s = picture_time(analysis.neutral)
        if neutral_picture and time_s is not None:
            st.html(_figure(neutral_picture, clock(time_s)))


def _figure(jpeg: bytes, when: str) -> str:
    # In the page itself, as the pictures of people are: nothing is kept at an address of its own.
    source = base64.b64encode(jpeg).decode("ascii")
    return (
        f'<figure style="margin: 0"><img src="data:image/jpeg;base64,{source}" '
        f'alt="The clip at {when}, from which the neutral was taken" '
        'style="max-width: 100%; max-height: 40vh; border-radius: 10px">'
        f'<figcaption style="opacity: 0.75">Your neutral, at {when}</figcaption></figure>'
    )
