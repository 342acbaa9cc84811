"""Which sessions were told which links: of clips, pictures and downloads."""

import re
import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from google.protobuf.message import DecodeError
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from posture_lab.ui.serving.visits import VISITS, Visit

_LINK: Final = re.compile(rb"/media/([0-9A-Za-z_-]{16,})")
_MOST_FILES: Final = 10_000
_MOST_SESSIONS: Final = 10_000


@dataclass(frozen=True, slots=True)
class Telling:
    """That a session was told a link.

    Attributes
    ----------
    session : its number.
    visit : who it was let in as at that time; None if it was not, as for what the login shows.
    """

    session: str
    visit: Visit | None

    def may_load(self, browser: str) -> bool | None:
        """Return whether ``browser`` may load the file; None if it is not known yet.

        What was told inside may be loaded for as long as that login holds, whoever has logged in
        since.
        """
        if self.visit is not None:
            return self.visit.is_inside_from(browser)
        now = VISITS.of(self.session)
        return None if now is None else now.is_of(browser)


class Links:
    """The latest links. Safe to use from several threads."""

    def __init__(self) -> None:
        self._told: OrderedDict[str, OrderedDict[str, Telling]] = OrderedDict()
        self._lock = threading.Lock()

    def tell(self, file_id: str, session: str) -> None:
        """Note that ``session`` was told the link of a file."""
        now = VISITS.of(session)
        visit = now if now is not None and now.holds is not None else None
        with self._lock:
            told = self._told.setdefault(file_id, OrderedDict())
            before = told.pop(session, None)
            # What the login showed as well, such as the logo, is nobody's.
            open_to_session = before is not None and before.visit is None
            told[session] = Telling(session, None if open_to_session else visit)
            self._told.move_to_end(file_id)
            if len(told) > _MOST_SESSIONS:
                told.popitem(last=False)
            if len(self._told) > _MOST_FILES:
                self._told.popitem(last=False)

    def forget(self, session: str) -> None:
        """Forget what a session was told that is over."""
        with self._lock:
            for file_id in list(self._told):
                told = self._told[file_id]
                if told.pop(session, None) is not None and not told:
                    del self._told[file_id]

    def told(self, file_id: str) -> list[Telling]:
        """Return who was told a file's link, the latest first."""
        with self._lock:
            return list(reversed(self._told.get(file_id, {}).values()))


LINKS: Final = Links()
"""Of this server."""


class ToldLinks:
    """Notes the links in what the server tells each page."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the websocket on, and note what is sent."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        session = ""

        async def send_noting(message: Message) -> None:
            nonlocal session
            data = message.get("bytes") if message["type"] == "websocket.send" else None
            if data is not None:
                session = session or _session_in(data)
                for file_id in _LINK.findall(data):
                    LINKS.tell(file_id.decode("ascii"), session)
            await send(message)

        await self._app(scope, receive, send_noting)


def _session_in(data: bytes) -> str:
    """Return the session's number, which the first message of every run of its script has."""
    try:
        return str(ForwardMsg.FromString(data).new_session.initialize.session_id)
    except DecodeError:
        return ""
