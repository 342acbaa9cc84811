"""What of Streamlit's own addresses is open: what the pages need, nothing else."""

from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from posture_lab.ui.serving.refusal import refuse

_NOT_FOUND: Final = 404
_CORE: Final = "_stcore"
_COMPONENT: Final = "component"
_OPEN: Final = frozenset({"health", "host-config", "stream", "upload_file", "bidi-components"})


class OpenRoutes:
    """Closes what Streamlit offers beside the pages: figures about the server, access for agents.

    What is not known here is closed, so that what another version adds is closed, too.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or turn it away."""
        if scope["type"] in ("http", "websocket") and not is_open(scope["path"]):
            await refuse(scope, receive, send, status=_NOT_FOUND, sentence="There is nothing here.")
        else:
            await self._app(scope, receive, send)


def is_open(path: str) -> bool:
    """Return whether ``path`` is one the pages need."""
    parts = [part for part in path.split("/") if part]
    if parts[:1] == [_CORE]:
        return parts[1:2] != [] and parts[1] in _OPEN
    return parts[:1] != [_COMPONENT]
