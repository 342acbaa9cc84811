"""The page while a clip is analysed: how far it is, what it looks at, and a way to stop."""

import base64
from typing import Final

import streamlit as st

from posture_lab.ui import words
from posture_lab.ui.job import ClipJob, Stage

LOOK_EVERY_S: Final = 0.5

_TITLES: Final[dict[Stage, str]] = {
    "waiting": "Waiting for other clips to finish",
    "looking": "Looking who is in the clip",
    "analysing": "Looking at the clip",
    "drawing": "Drawing the annotated clip",
}


def show(job: ClipJob) -> None:
    """Show the running job; when it ends the page is shown anew."""
    st.title("Check a clip", anchor=False)
    _watch(job)


@st.fragment(run_every=LOOK_EVERY_S)
def _watch(job: ClipJob) -> None:
    now = job.progress
    if now.finished or now.stage == "choosing":
        st.rerun()
    with st.container(key="progress", width=640):
        starting = now.stage == "analysing" and now.picture is None
        title = "Loading the pose model" if starting else _TITLES.get(now.stage, "Finishing")
        st.progress(now.share, text=f"{title}: {words.plain(job.clip.name)} · {now.share:.0%}")
        st.button(
            "Cancel",
            key="cancel",
            on_click=job.cancel,
            help="Stops the analysis and removes the clip.",
        )
        if now.picture:
            _show_picture(now.picture)


def _show_picture(jpeg: bytes) -> None:
    # In the page itself: at an address of its own the next picture would often replace it on the
    # server before a busy browser has fetched it.
    source = base64.b64encode(jpeg).decode("ascii")
    st.html(
        f'<img src="data:image/jpeg;base64,{source}" alt="The frame being read, with the joints '
        'found in it" style="max-width: 100%; max-height: 60vh; border-radius: 10px">'
    )
