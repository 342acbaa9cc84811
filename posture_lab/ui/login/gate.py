"""The door: nobody sees a page before they have logged in, where a login is asked for."""

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Final

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from posture_lab.ui import words
from posture_lab.ui.login.attempt import Attempt, Door
from posture_lab.ui.login.logins import Login, Logins
from posture_lab.ui.login.provider import sign_in_configured
from posture_lab.ui.login.reach import Reach, password_file
from posture_lab.ui.login.signed_out import SignedOut
from posture_lab.ui.serving.browser import browser_of
from posture_lab.ui.serving.visits import VISITS, Visit
from posture_lab.ui.session import forget_session

_LOGIN: Final = "password-login"

# Of this server. None is a cached resource of Streamlit's: a page can empty those for everybody.
DOOR: Final = Door()
LOGINS: Final = Logins()
SIGNED_OUT: Final = SignedOut()


def reach() -> Reach:
    """Return how this server can be reached."""
    address = st.get_option("server.address")
    return Reach(
        host=None if address is None else str(address),
        password_file=password_file(),
        sign_in=sign_in_configured(),
        encrypted=bool(st.get_option("server.sslCertFile"))
        or str(st.context.url or "").startswith("https:"),
    )


def may_enter() -> bool:
    """Return whether the person may use the app; shows the login, or a warning, when needed.

    A login that was set up is asked for wherever the app can be reached from: another server
    may hand the app on to a network. Without one, only this computer's own app gives no warning.
    """
    now = reach()
    inside = is_inside()
    protected = now.sign_in or now.password_file is not None
    if not (inside and protected):
        for sentence in now.warnings:
            st.warning(sentence, icon=":material/warning:")
    _note_visit(inside=inside)
    if inside:
        return True
    if _LOGIN in st.session_state:
        # Ended in another tab: whoever logs in here next sees nothing of what was done before.
        forget_session()
    return _sign_in() if now.password_file is None or now.sign_in else _ask(now.password_file)


def is_inside() -> bool:
    """Return whether the person may see the pages: nobody is asked, or their login holds.

    It may end while they look at a page: by a sign-out in another tab of the same browser.
    """
    if sign_in_configured():
        return is_signed_in()
    login = _login()
    return password_file() is None or (login is not None and login in LOGINS)


def is_signed_in() -> bool:
    """Return whether the person came in through the sign-in provider."""
    there = sign_in_configured() and bool(st.user.get("is_logged_in"))
    return there and st.user.to_dict() not in SIGNED_OUT


def person() -> str:
    """Return who is inside, in a form that tells people apart; "" where nobody is asked."""
    if is_signed_in():
        return str(st.user.get("sub") or st.user.get("email") or "")
    login = _login()
    return "" if login is None else login.name


def offer_sign_out() -> None:
    """Say who is signed in, with a button that ends it; nothing when nobody had to sign in.

    A sign-in is kept in a cookie, a login for as long as the tab is open: without this they would
    stay on a shared computer.
    """
    login = _login()
    if is_signed_in():
        name = next((st.user[key] for key in ("email", "name", "sub") if st.user.get(key)), None)
    elif login is not None:
        name = login.name
    else:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(
            "You are signed in." if name is None else f"Signed in as {words.plain(str(name))}."
        )
        st.button("Sign out", on_click=_sign_out, type="tertiary", key="sign-out")


def _sign_out() -> None:
    login = _login()
    if login is not None:
        LOGINS.end(login)
        forget_session()
        return
    SIGNED_OUT.add(st.user.to_dict())
    forget_session()
    st.logout()


def _login() -> Login | None:
    """The login by password of this tab, also one that has ended; None if there was none."""
    login = st.session_state.get(_LOGIN)
    return login if isinstance(login, Login) else None


def _sign_in() -> bool:
    st.title("Posture Lab", anchor=False)
    if importlib.util.find_spec("authlib") is None:
        st.error(
            "The sign-in needs the package Authlib: install it with "
            "'pip install posture-lab[login]' and start the app again."
        )
        return False
    st.markdown("Sign in with your clinic's account to go on.")
    st.button("Sign in", type="primary", on_click=st.login)
    return False


def _ask(file: Path) -> bool:
    st.title("Posture Lab", anchor=False)
    with st.form("login", width=420):
        name = st.text_input("Name", autocomplete="username")
        password = st.text_input("Password", type="password", autocomplete="current-password")
        pressed = st.form_submit_button("Log in", type="primary")
    if not pressed:
        return False
    client = str(st.context.ip_address or "")
    attempt = Attempt(name.strip(), password, client, browser())
    if (problem := DOOR.problem(file, attempt)) is None:
        st.session_state[_LOGIN] = LOGINS.begin(attempt.name, attempt.browser)
        st.rerun()
    st.error(problem)
    return False


def browser() -> str:
    """Return the number of the browser that asks; "" for one without."""
    return browser_of(st.context.cookies, int(st.get_option("server.port")))


def _note_visit(*, inside: bool) -> None:
    """Tell the door what this session may load and store, and until when."""
    context = get_script_run_ctx(suppress_warning=True)
    if context is not None:
        VISITS.note(context.session_id, Visit(browser(), _holds() if inside else None))


def _holds() -> Callable[[], bool]:
    """Return what tells, outside of this session, whether the person is still let in."""
    login = _login()
    if sign_in_configured():
        claims = st.user.to_dict()
        return lambda: claims not in SIGNED_OUT
    if password_file() is None or login is None:
        return lambda: True
    return lambda: login in LOGINS
