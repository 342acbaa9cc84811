"""The page "Practise": a movement in front of the camera, counted and cued as it happens."""

import logging
from collections.abc import Mapping
from typing import Any, Final

import streamlit as st

from posture_lab.analysis.result import Analysis
from posture_lab.export.json import to_text_with_signals
from posture_lab.live.message import MessageError, read_batch
from posture_lab.live.plan import Plan
from posture_lab.live.session import LiveSession
from posture_lab.telling.advice import advice_for
from posture_lab.telling.headline import headline
from posture_lab.telling.score import set_score
from posture_lab.ui import words
from posture_lab.ui.live.choice import choose_plan
from posture_lab.ui.live.component import missing_files, show_camera
from posture_lab.ui.login.gate import is_inside, person
from posture_lab.ui.result import show_findings, title

_SESSION: Final = "practice"
_SETS: Final = "practice-sets-shown"
_LOOK: Final = "practice-look"
_log = logging.getLogger(__name__)


def show() -> None:
    """Show the choice of movement, the camera, and what was practised."""
    st.title("Practise", anchor=False)
    if missing := missing_files():
        st.error(
            f"The live camera is not part of this installation ({', '.join(missing)} missing): "
            "install Posture Lab again with network access, or check a clip instead.",
            icon=":material/info:",
        )
        return
    plan = choose_plan()
    session = _session(plan)
    if session.plan != plan:
        st.info("Your new choice counts once the practice under way has been stopped.")
    st.markdown(session.plan.movement.instructions)
    st.session_state[_SETS] = len(session.analyses)
    _camera(session)
    for number, analysis in enumerate(session.analyses, start=1):
        _show_set(number, analysis)
    st.caption(words.PURPOSE)


def _session(plan: Plan) -> LiveSession:
    """The practice of this browser session; another movement begins another one."""
    session = st.session_state.get(_SESSION)
    if not isinstance(session, LiveSession):
        session = LiveSession(plan, owner=person())
    elif session.plan != plan and not session.running:
        session = LiveSession(plan, owner=person(), before=session)
    st.session_state[_SESSION] = session
    return session


@st.fragment
def _camera(session: LiveSession) -> None:
    """Show the camera. Every batch runs this fragment only; a finished set runs the page."""
    if len(session.analyses) != st.session_state.get(_SETS) or not is_inside():
        st.rerun()

    def take(message: Mapping[str, Any] | None) -> None:
        if message is None or not is_inside():
            return
        try:
            session.take(read_batch(message))
        except MessageError as error:
            # Not sent by our page; there is nobody to tell but whoever runs the server.
            _log.warning("%s", error)

    show_camera(session.state(), take, key="camera")


def _show_set(number: int, analysis: Analysis) -> None:
    with st.container(border=True):
        score = set_score(analysis)
        st.header(words.plain(f"Set {number}: {title(analysis)}"), anchor=False)
        if score is not None:
            st.markdown(words.plain(score.text))
        st.markdown(words.plain(headline(analysis)))
        further = advice_for(analysis)[1:]
        if further:
            st.markdown("\n".join(f"- {words.plain(advice.sentence)}" for advice in further))
        with st.container(horizontal=True, vertical_alignment="center"):
            closer = st.toggle("Look at it closely", key=f"{_LOOK}-{number}")
            st.download_button(
                "Result (JSON)",
                lambda: to_text_with_signals(analysis).encode(),
                file_name=f"practice-set-{number}.analysis.json",
                mime="application/json",
                on_click="ignore",
                key=f"download-{number}",
                icon=":material/download:",
            )
        if closer:
            show_findings(analysis, key=f"review-{number}")
