"""The live camera component: its files, and how a page shows it."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import streamlit as st

from posture_lab.live.state import LiveState

ASSETS: Final = Path(__file__).parents[2] / "pose" / "assets"
"""Where the build puts the component, MediaPipe for the browser, and the pose model."""

NEEDED: Final = ("live.js", "live.css", "worker.js", "wasm", "pose_landmarker_full.task")
_NAME: Final = "posture-lab.live"


def missing_files() -> tuple[str, ...]:
    """Return the names of the component's files that this installation lacks."""
    return tuple(name for name in NEEDED if not (ASSETS / name).exists())


@st.cache_resource(show_spinner=False)
def _component() -> Callable[..., Any]:
    return st.components.v2.component(
        _NAME, js="live.js", css="live.css", html="<div></div>", isolate_styles=False
    )


def show_camera(
    state: LiveState, on_batch: Callable[[Mapping[str, Any] | None], None], key: str
) -> None:
    """Show camera, overlay and controls; hand every batch of frames to ``on_batch``."""

    def taken() -> None:
        on_batch(st.session_state[key].batch)

    # As one text: Streamlit looks for tables among the values, and loads pandas in the middle of
    # a set when the first cue comes along.
    data = {"state": json.dumps(state.to_message())}
    _component()(key=key, data=data, on_batch_change=taken, height="content")
