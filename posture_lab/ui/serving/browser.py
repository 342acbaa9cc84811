"""Which browser a request comes from: a random number that it was given, and keeps."""

import re
import secrets
from collections.abc import Mapping
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HEALTH: Final = "/_stcore/health"
_KEPT_S: Final = 365 * 24 * 3600
_BYTES: Final = 32
_FORM: Final = re.compile(rf"[0-9a-f]{{{2 * _BYTES}}}")


def cookie_name(port: int) -> str:
    """Return the cookie's name: apps on other ports of this computer have their own."""
    return f"posture_lab_{port}"


def browser_of(cookies: Mapping[str, str], port: int) -> str:
    """Return the number of the browser that sent ``cookies``; "" if it has none."""
    number = str(cookies.get(cookie_name(port), ""))
    return number if _FORM.fullmatch(number) else ""


def browser_asking(scope: Scope) -> str:
    """Return the number of the browser that a request or a websocket comes from; "" if none."""
    sent = [value.decode("latin-1") for key, value in scope["headers"] if key == b"cookie"]
    return browser_of(cookie_parser("; ".join(sent)), scope["server"][1])


class KnownBrowsers:
    """Gives every browser its number before its page connects.

    Scripts cannot read it, and no other site's page can have it sent. Streamlit's page asks for the
    server's health before every connection; that is a request of the page's own, with which the
    browser sends what it has.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; its answer may carry the number."""
        if scope["type"] != "http" or scope["path"] != _HEALTH or browser_asking(scope):
            await self._app(scope, receive, send)
            return
        cookie = _new_cookie(scope["server"][1], secure=scope["scheme"] == "https")

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).append("Set-Cookie", cookie)
            await send(message)

        await self._app(scope, receive, send_with_cookie)


def _new_cookie(port: int, *, secure: bool) -> str:
    number = secrets.token_hex(_BYTES)
    kept = f"Path=/; Max-Age={_KEPT_S}; HttpOnly; SameSite=Strict"
    return f"{cookie_name(port)}={number}; {kept}{'; Secure' if secure else ''}"
