"""The app that both ways to start serve: Streamlit's, with a door of our own before it."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import streamlit as st
from starlette.middleware import Middleware

from posture_lab.ui.login.provider import sign_in_name
from posture_lab.ui.serving.addresses import OwnAddresses
from posture_lab.ui.serving.belongings import Belongings
from posture_lab.ui.serving.browser import KnownBrowsers
from posture_lab.ui.serving.headers import SecurityHeaders
from posture_lab.ui.serving.lifespan import lifespan
from posture_lab.ui.serving.links import ToldLinks
from posture_lab.ui.serving.messages import KnownMessages
from posture_lab.ui.serving.names import names_given
from posture_lab.ui.serving.routes import OpenRoutes
from posture_lab.ui.serving.settings import use_own_settings

START_SCRIPT: Final = Path(__file__).parents[1] / "start" / "app.py"
"""The script Streamlit runs. Streamlit puts its folder on sys.path, so it has one to itself."""


def middleware(further: Iterable[str] = ()) -> list[Middleware]:
    """Return what every request passes, outermost first.

    Parameters
    ----------
    further : names the app is reached by beside its address, such as ``posture.clinic.example``.
    """
    address = str(st.get_option("server.address"))
    names = names_given(address, (*further, sign_in_name()))
    return [
        Middleware(SecurityHeaders),
        Middleware(OwnAddresses, names=names),
        Middleware(OpenRoutes),
        Middleware(KnownBrowsers),
        Middleware(Belongings),
        Middleware(KnownMessages),
        Middleware(ToldLinks),
    ]


def parts() -> dict[str, Any]:
    """Return what Streamlit's App is made with, for ``streamlit run``, which makes its own.

    Its settings are replaced by the app's own: see ``use_own_settings``.
    """
    use_own_settings()
    return {"middleware": middleware(), "lifespan": lifespan}


def application(further: Iterable[str] = ()) -> st.App:
    """Return the app; the settings must be in place (``use_own_settings``)."""
    return st.App(START_SCRIPT, middleware=middleware(further), lifespan=lifespan)
