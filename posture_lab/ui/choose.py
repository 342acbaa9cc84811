"""Choosing a clip, what to look for in it, and starting the analysis."""

from pathlib import Path
from typing import Final

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from posture_lab.analysis.options import AnalysisOptions
from posture_lab.errors import PostureLabError
from posture_lab.export.apart import neutral_apart
from posture_lab.metrics.signals.neutral import Neutral
from posture_lab.movements.catalogue import MOVEMENTS
from posture_lab.ui import uploads, words
from posture_lab.ui.job import ClipJob
from posture_lab.ui.samples import first_sample, sample_clips
from posture_lab.ui.session import ClipHolder
from posture_lab.ui.workspace import Workspace
from posture_lab.video.suffixes import CLIP_SUFFIXES

AUTO: Final = "auto"
UPLOAD: Final = "My own clip"
SAMPLE: Final = "A sample clip"
_CLIP: Final = "clip"
_LAST: Final = "last_choice"  # the next clip is often of the same movement


def show(holder: ClipHolder) -> None:
    """Show the form; starting fills ``holder`` and shows the page anew."""
    st.title("Check a clip", anchor=False)
    st.markdown(
        "Drop in a clip of an exercise filmed from the side. Posture Lab counts the repetitions, "
        "measures the joints, and says in plain words what to try next and how sure it is."
    )
    form, advice = st.columns([3, 2], gap="medium")
    with form:
        upload, sample = _source()
        movement = _movement()
        neutral_file = _neutral_file()
    with advice:
        _filming()
    # Below both: on a phone how to film is read before the clip is checked, not after.
    ready = upload is not None or sample is not None
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("Check this clip", type="primary", disabled=not ready, key="start"):
            _start(holder, upload, sample, movement, neutral_file)
        _offer_sample(holder)
    st.caption(
        "The clip stays on the computer that runs Posture Lab, in a private temporary file "
        "that is removed afterwards."
    )
    st.caption(words.PURPOSE)


def _source() -> tuple[UploadedFile | None, Path | None]:
    samples = sample_clips()
    kind = UPLOAD
    if samples:
        kind = st.segmented_control(
            "Which clip?",
            [UPLOAD, SAMPLE],
            default=st.session_state.get(_LAST, {}).get("source", UPLOAD),
            required=True,
            key="source",
        )
    if kind == SAMPLE:
        title = st.selectbox("Sample", list(samples), key="sample")
        return None, samples[title]
    upload = st.file_uploader(
        "Video file, up to 1 GB",
        type=[suffix[1:] for suffix in CLIP_SUFFIXES],
        # A new key gives an empty uploader, once the clip before has been taken over.
        key=uploads.key(_CLIP),
    )
    return upload, None


def _offer_sample(holder: ClipHolder) -> None:
    """One click to see what the product does, without a clip of one's own."""
    sample = first_sample(sample_clips())
    if sample is not None and st.button(
        "Try a sample clip",
        key="try_sample",
        icon=":material/play_circle:",
        help="A rendered person does three hip hinges; it takes less than a minute.",
    ):
        _start(holder, None, sample, None, None)


def _movement() -> str | None:
    def title(movement: str) -> str:
        return "Find out by itself" if movement == AUTO else MOVEMENTS[movement].title

    offered = [AUTO, *MOVEMENTS]
    last = st.session_state.get(_LAST, {}).get("movement") or AUTO
    chosen = st.selectbox(
        "Movement", offered, index=offered.index(last), format_func=title, key="movement"
    )
    if chosen == AUTO:
        return None
    st.markdown(MOVEMENTS[chosen].instructions)
    return str(chosen)


def _neutral_file() -> UploadedFile | None:
    with st.expander("Compare with my own neutral"):
        return st.file_uploader(
            "Result of an earlier clip (JSON)",
            type=["json"],
            max_upload_size=uploads.MAX_MEGABYTES,
            help="Your own posture at rest is the zero for pelvis and back. It is taken from the "
            "clip if you keep still in it; a result saved earlier does the same.",
            key="neutral",
        )


def _filming() -> None:
    with st.container(border=True):
        st.header("How to film", anchor=False)
        st.markdown(
            "- From the side: shoulder, hip and ankle of one side towards the camera\n"
            "- Phone still, at hip height, about three metres away\n"
            "- Head to feet in the picture, even light, nobody else near\n"
            "- Stand quietly for two seconds, then do the repetitions"
        )


def _start(
    holder: ClipHolder,
    upload: UploadedFile | None,
    sample: Path | None,
    movement: str | None,
    neutral_file: UploadedFile | None,
) -> None:
    workspace = None
    try:
        workspace = Workspace()
        neutral = None if neutral_file is None else _read_neutral(neutral_file)
        clip = sample if upload is None else workspace.store(upload, upload.name)
        assert clip is not None
        options = AnalysisOptions(movement=movement, neutral=neutral)
    except PostureLabError as error:
        if workspace is not None:
            workspace.close()
        st.warning(words.plain(str(error)), icon=":material/info:")
        return
    if upload is not None:
        uploads.release(upload, _CLIP)
    st.session_state[_LAST] = {
        "source": SAMPLE if upload is None else UPLOAD,
        "movement": movement,
    }
    job = ClipJob(clip, workspace, options)
    holder.take(job)
    job.start()
    st.rerun()


def _read_neutral(file: UploadedFile) -> Neutral:
    with st.spinner("Reading your neutral"):
        return neutral_apart(uploads.content(file), file.name)
