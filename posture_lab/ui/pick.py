"""The page that asks whom to follow when more than one person is in the clip."""

import base64
from itertools import groupby
from typing import TYPE_CHECKING, Final

import streamlit as st

from posture_lab.ui import words
from posture_lab.ui.job import ClipJob
from posture_lab.ui.preview import lineup_jpeg

if TYPE_CHECKING:
    from posture_lab.analysis.lineup import Sighting

LOOK_EVERY_S: Final = 0.5
WHOLE_PX: Final = 720
BESIDE_PX: Final = 400
"""Longer side of the only picture, and of one among several."""


def show(job: ClipJob) -> None:
    """Show the people with numbers and take the answer; the job then goes on."""
    lineup = job.lineup
    assert lineup is not None
    titles = words.people([(one.time_s, one.across) for one in lineup.people])
    st.title("Check a clip", anchor=False)
    with st.container(key="pick", width=640):
        st.header("Who should be measured?", anchor=False)
        st.markdown(
            "More than one person is in the clip. Choose one; the others are left out. "
            "Pictures and mirrors may be among them."
        )
        _show_pictures(lineup.people)
        index = st.radio(
            "Person",
            range(len(titles)),
            index=lineup.usual or 0,
            format_func=titles.__getitem__,
            horizontal=True,
            key="person",
        )
        if lineup.people[index].time_s > words.AT_THE_START_S:
            st.caption("This person is measured from the moment of that picture on.")
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


def _show_pictures(people: "tuple[Sighting, ...]") -> None:
    """One picture for each moment at which somebody appears, side by side where there is room."""
    moments = [(time_s, tuple(there)) for time_s, there in groupby(people, lambda one: one.time_s)]
    longest_px = WHOLE_PX if len(moments) == 1 else BESIDE_PX
    figures, first = [], 1
    for time_s, there in moments:
        jpeg = lineup_jpeg(there, first, longest_px)
        figures.append(_figure(jpeg, words.moment(time_s), _counted(there, first)))
        first += len(there)
    st.html(f'<div style="display: flex; flex-wrap: wrap; gap: 1rem">{"".join(figures)}</div>')


def _counted(people: "tuple[Sighting, ...]", first: int) -> str:
    last = first + len(people) - 1
    return f"person {first}" if first == last else f"people {first} to {last} from left to right"


def _figure(jpeg: bytes, when: str, who: str) -> str:
    source = base64.b64encode(jpeg).decode("ascii")
    return (
        '<figure style="margin: 0; flex: 1 1 240px">'
        f'<img src="data:image/jpeg;base64,{source}" alt="The clip {when}, with {who}" '
        'style="max-width: 100%; max-height: 60vh; border-radius: 10px">'
        f'<figcaption style="opacity: 0.75">{when.capitalize()}</figcaption></figure>'
    )
