"""The door for addresses: requests for other names, and from other sites' pages, are turned away.

A page of another site can have the browser send requests here, and can have its own name lead here.
Streamlit would ask the network for this computer's addresses before it refuses such an origin.
"""

from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from posture_lab.ui.serving.names import Name, is_own, name_of
from posture_lab.ui.serving.refusal import refuse

_MISDIRECTED: Final = 421
_FORBIDDEN: Final = 403
_HARMLESS: Final = frozenset({"GET", "HEAD"})
NOT_HERE: Final = (
    "Posture Lab does not answer to this name: open the address that its terminal shows, or start "
    "it with --name NAME."
)
NOT_FROM_THERE: Final = "Posture Lab answers its own pages only: open its address in the browser."


class OwnAddresses:
    """Lets through what is sent to a name of the app, by a page of the app.

    ``Host`` must be one of loopback's names, the address that the connection came in at, or a
    given name. ``Origin``, where there is one, must be that very host: "null", which a page in a
    sandbox sends, is none. Without ``Origin`` only reading is allowed: browsers leave it out when
    a page is opened, and send it with every websocket and with whatever changes something.
    """

    def __init__(self, app: ASGIApp, names: frozenset[Name]) -> None:
        self._app = app
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or turn it away."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        hosts, origins = headers.getlist("host"), headers.getlist("origin")
        if not self._is_ours(hosts, scope.get("server")):
            await refuse(scope, receive, send, status=_MISDIRECTED, sentence=NOT_HERE)
        elif not _may_ask(scope, hosts[0], origins):
            await refuse(scope, receive, send, status=_FORBIDDEN, sentence=NOT_FROM_THERE)
        else:
            await self._app(scope, receive, send)

    def _is_ours(self, hosts: list[str], arrived: tuple[str, int] | None) -> bool:
        asked = name_of(hosts[0]) if len(hosts) == 1 else None
        return asked is not None and arrived is not None and is_own(asked, self._names, arrived)


def _may_ask(scope: Scope, host: str, origins: list[str]) -> bool:
    if not origins:
        return scope["type"] == "http" and scope["method"] in _HARMLESS
    return len(origins) == 1 and origins[0] in (f"http://{host}", f"https://{host}")
