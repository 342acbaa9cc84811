"""The app that both ways to start serve: Streamlit's, with a door of our own before it."""

from pathlib import Path
from typing import Any, Final

import streamlit as st
from starlette.middleware import Middleware

from posture_lab.ui.serving.lifespan import lifespan
from posture_lab.ui.serving.settings import use_own_settings

START_SCRIPT: Final = Path(__file__).parents[1] / "start" / "app.py"
"""The script Streamlit runs. Streamlit puts its folder on sys.path, so it has one to itself."""


def middleware() -> list[Middleware]:
    """Return what every request passes, outermost first."""
    return []


def parts() -> dict[str, Any]:
    """Return what Streamlit's App is made with, for ``streamlit run``, which makes its own.

    Its settings are replaced by the app's own: see ``use_own_settings``.
    """
    use_own_settings()
    return {"middleware": middleware(), "lifespan": lifespan}


def application() -> st.App:
    """Return the app; the settings must be in place (``use_own_settings``)."""
    return st.App(START_SCRIPT, middleware=middleware(), lifespan=lifespan)
