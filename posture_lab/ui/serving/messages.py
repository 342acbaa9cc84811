"""What a page may say to the server over its websocket."""

import logging
from typing import Final

from google.protobuf.message import DecodeError
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from posture_lab.ui.serving.browser import browser_asking
from posture_lab.ui.serving.visits import VISITS

_log = logging.getLogger(__name__)

_KNOWN: Final = frozenset(
    {
        "rerun_script",
        "stop_script",
        "app_heartbeat",
        "file_urls_request",
        "backend_operation_request",
    }
)
MOST_OUTSIDE_BYTES: Final = 256 * 1024
"""Longest message of a browser that is not let in: a name and a password are short."""

_NOTHING: Final = BackMsg(app_heartbeat=True).SerializeToString()


class KnownMessages:
    """Leaves out what no page of the app says, such as emptying every cache of the server.

    With that, anybody could have ended every login and everybody's waiting.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the websocket on without what is not known."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        browser = browser_asking(scope)

        async def receive_known() -> Message:
            message = await receive()
            data = message.get("bytes") if message["type"] == "websocket.receive" else None
            if data is not None and not _is_known(data, browser):
                _log.warning("A message that no page sends was left out.")
                return {"type": "websocket.receive", "bytes": _NOTHING}
            return message

        await self._app(scope, receive_known, send)


def _is_known(data: bytes, browser: str) -> bool:
    if len(data) > MOST_OUTSIDE_BYTES and not VISITS.is_inside(browser):
        return False
    try:
        return BackMsg.FromString(data).WhichOneof("type") in _KNOWN
    except DecodeError:
        return False
