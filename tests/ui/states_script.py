"""The whole app, opened in a state that takes a person minutes to reach; run by Streamlit.

``/check?state=result`` shows the result of a hand-built analysis as if its clip had just been
checked, and so on for every name in ``STATES``. Once a session is set up, it goes on as usual.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

import cv2
import numpy as np
import streamlit as st

from posture_lab.analysis.options import AnalysisOptions
from posture_lab.analysis.result import Analysis
from posture_lab.live.session import LiveSession
from posture_lab.ui.job import ClipJob, Progress
from posture_lab.ui.login.reach import PASSWORD_FILE_VARIABLE
from posture_lab.ui.navigation import main
from posture_lab.ui.session import ClipHolder
from posture_lab.ui.workspace import Workspace
from tests.analyses import unscored
from tests.live.page import practise
from tests.live.test_session import hinges, short_plan
from tests.ui.analyses import hinge_analysis, unjudged_analysis
from tests.ui.test_pages import lineup_of

_DONE: Final = Progress("done", 1.0)


def _job(progress: Progress, analysis: Analysis | None = None) -> ClipJob:
    job = ClipJob(Path("garden.mp4"), Workspace(), AnalysisOptions())
    job.progress, job.analysis = progress, analysis
    holder = ClipHolder()
    holder.take(job)
    st.session_state["clip_holder"] = holder
    return job


def _result() -> None:
    analysis = hinge_analysis()
    seen = replace(analysis.neutral, picture_s=1.0)
    job = _job(_DONE, replace(analysis, neutral=seen))
    job.annotated, job.neutral_picture = Path(os.environ["REVIEW_CLIP"]), _jpeg()


def _jpeg() -> bytes:
    return cv2.imencode(".jpg", np.full((240, 320, 3), 90, np.uint8))[1].tobytes()


def _several_people() -> None:
    _job(Progress("choosing")).lineup = lineup_of(100.0, 330.0, 500.0)


def _failed() -> None:
    _job(Progress("failed")).error = "garden.mp4 ends early: record or export it again."


def _practised() -> None:
    session = LiveSession(short_plan(repetitions=1))
    practise(session, hinges(14.0, (9.0,)))
    assert session.analyses
    st.session_state["practice"] = session


def _opened() -> None:
    holder = st.session_state["clip_holder"]
    holder.opened = "garden.analysis.json", unscored(hinge_analysis())


STATES: Final[Mapping[str, Callable[[], object]]] = {
    "progress": lambda: _job(Progress("analysing", 0.4, _jpeg())),
    "people": _several_people,
    "failed": _failed,
    "result": _result,
    "unjudged": lambda: _job(_DONE, unjudged_analysis()),
    "practised": _practised,
    "opened": _opened,
    "login": lambda: None,
}


def run() -> None:
    """Set the session up as its address says, then show the app."""
    if "state" not in st.session_state:
        st.session_state["state"] = st.query_params.get("state")
        # Its own from the first: nothing of what the page before showed is given back to it.
        st.session_state["clip_holder"] = ClipHolder()
        STATES.get(st.session_state["state"], lambda: None)()
    # One page at a time is open in these tests, so the variable is that page's own.
    if st.session_state["state"] == "login":
        os.environ[PASSWORD_FILE_VARIABLE] = "/nowhere/passwords"
    else:
        os.environ.pop(PASSWORD_FILE_VARIABLE, None)
    main()


run()
