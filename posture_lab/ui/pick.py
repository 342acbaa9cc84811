"""The page that asks whom to follow when more than one person is in the clip."""

import base64
from typing import Final

import streamlit as st

from posture_lab.ui import words
from posture_lab.ui.job import ClipJob
from posture_lab.ui.preview import lineup_jpeg

LOOK_EVERY_S: Final = 0.5


def show(job: ClipJob) -> None:
    """Show the people with numbers and take the answer; the job then goes on."""
    lineup = job.lineup
    assert lineup is not None
    width = lineup.image.shape[1]
    places = words.places([float(person.centre_px[0]) / width for person in lineup.people])
    st.title("Check a clip", anchor=False)
    with st.container(key="pick", width=640):
        st.subheader("Who should be measured?", anchor=False)
        st.markdown(
            "More than one person is in the picture. Choose one; the others are left out. "
            "Pictures and mirrors may be among them."
        )
        _show_picture(lineup_jpeg(lineup), len(lineup.people))
        index = st.radio(
            "Person",
            range(len(places)),
            index=lineup.usual or 0,
            format_func=places.__getitem__,
            horizontal=True,
            key="person",
        )
        with st.container(horizontal=True):
            st.button(
                "Measure this person",
                type="primary",
                key="pick_person",
                on_click=job.choose,
                args=(index,),
            )
            st.button(
                "Cancel",
                key="cancel",
                on_click=job.cancel,
                help="Stops here and removes the clip.",
            )
    _watch(job)


@st.fragment(run_every=LOOK_EVERY_S)
def _watch(job: ClipJob) -> None:
    if job.progress.stage != "choosing":
        st.rerun()


def _show_picture(jpeg: bytes, count: int) -> None:
    source = base64.b64encode(jpeg).decode("ascii")
    st.html(
        f'<img src="data:image/jpeg;base64,{source}" alt="The start of the clip with {count} '
        'people, numbered from left to right" '
        'style="max-width: 100%; max-height: 60vh; border-radius: 10px">'
    )
