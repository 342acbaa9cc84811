"""Turning a request or a websocket away, in one sentence."""

from typing import Final

from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

_POLICY: Final = 1008


async def refuse(scope: Scope, receive: Receive, send: Send, *, status: int, sentence: str) -> None:
    """Answer with ``status`` and ``sentence``; a websocket is closed before it is opened."""
    if scope["type"] == "websocket":
        await receive()  # the handshake
        await send({"type": "websocket.close", "code": _POLICY, "reason": sentence})
        return
    reply = PlainTextResponse(sentence + "\n", status, headers={"Cache-Control": "no-store"})
    await reply(scope, receive, send)
