"""What belongs to one person's session: its uploads, its clips, and the session itself.

Streamlit gives them to whoever knows their address.
"""

import asyncio
import time
from pathlib import PurePosixPath
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from posture_lab.ui.serving.browser import browser_asking
from posture_lab.ui.serving.links import LINKS
from posture_lab.ui.serving.refusal import refuse
from posture_lab.ui.serving.visits import VISITS

_FORBIDDEN: Final = 403
_MEDIA: Final = "media"
_UPLOAD: Final = ["_stcore", "upload_file"]
_STREAM: Final = ["_stcore", "stream"]
_PROTOCOLS: Final = b"sec-websocket-protocol"
_SESSION_AT: Final = 2
_PATIENCE_S: Final = 3.0
_LOOK_S: Final = 0.1
NOT_YOURS: Final = (
    "This belongs to another browser, or to a login that has ended: open the page again."
)


class Belongings:
    """Lets a browser load and store only what belongs to its own sessions that are let in."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or turn it away."""
        if await _may_pass(scope):
            await self._app(scope, receive, send)
        else:
            await refuse(scope, receive, send, status=_FORBIDDEN, sentence=NOT_YOURS)


async def _may_pass(scope: Scope) -> bool:
    if scope["type"] not in ("http", "websocket"):
        return True
    parts = [part for part in scope["path"].split("/") if part]
    if parts[:2] == _UPLOAD:
        visit = VISITS.of(parts[2]) if len(parts) > 2 else None
        return visit is not None and visit.is_inside_from(browser_asking(scope))
    if parts[:1] == [_MEDIA]:
        return await _may_load(PurePosixPath(scope["path"]).stem, browser_asking(scope))
    if parts == _STREAM:
        scope["headers"] = [_own_session(scope, *header) for header in scope["headers"]]
    return True


async def _may_load(file_id: str, browser: str) -> bool:
    """Return whether a session of ``browser`` was told a file's link, and is still let in.

    A page may ask before its script has come to who is looking: that is waited for.
    """
    give_up = time.monotonic() + _PATIENCE_S
    while browser:
        answers = [telling.may_load(browser) for telling in LINKS.told(file_id)]
        if True in answers:
            return True
        if None not in answers or time.monotonic() > give_up:
            break
        await asyncio.sleep(_LOOK_S)
    return False


def _own_session(scope: Scope, name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """Leave out the session that a page wants back, unless it is its browser's own."""
    if name != _PROTOCOLS:
        return name, value
    wanted = [part.strip() for part in value.split(b",")]
    if len(wanted) > _SESSION_AT:
        visit = VISITS.of(wanted[_SESSION_AT].decode("latin-1"))
        if visit is None or not visit.is_of(browser_asking(scope)):
            wanted = wanted[:_SESSION_AT]
    return name, b", ".join(wanted)
