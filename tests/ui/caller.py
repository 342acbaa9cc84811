"""Talking to a running app without a browser: with any header and any message."""

import contextlib
import http.client
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

WAIT_S = 60.0


@dataclass
class Answer:
    """What came back to one request."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes


def ask(
    url: str, path: str, headers: Mapping[str, str] | None = None, *, method: str = "GET",
    body: bytes | None = None,
) -> Answer:  # fmt: skip
    """Send one request with just these headers, and a ``Host`` if none is among them."""
    parts = urlsplit(url)
    assert parts.hostname
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=WAIT_S)
    sent = {"Host": parts.netloc, **(headers or {})}
    try:
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in {**sent, "Content-Length": str(len(body or b""))}.items():
            connection.putheader(name, value)
        connection.endheaders(body)
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read())
    finally:
        connection.close()


def handshake(url: str, host: str | None = None, **headers: str) -> int:
    """Return the status with which a websocket's handshake is answered: 101 if it is opened."""
    asked = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
        "Host": host or urlsplit(url).netloc,
        **headers,
    }
    parts = urlsplit(url)
    assert parts.hostname
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=WAIT_S)
    try:
        connection.request("GET", "/_stcore/stream", headers=asked)
        return connection.getresponse().status
    finally:
        connection.close()


@dataclass
class Session:
    """One tab of a browser: its cookies, and what its page was told."""

    url: str
    cookies: dict[str, str] = field(default_factory=dict)
    session: str = ""
    telemetry: bool = True
    texts: list[str] = field(default_factory=list)
    widgets: dict[str, str] = field(default_factory=dict)
    wanted: str = ""
    _closing: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)

    def __enter__(self) -> Self:
        if not self.cookies:
            self.cookies = browser_cookies(self.url)
        connection = connect(
            f"{self.url.replace('http', 'ws', 1)}/_stcore/stream",
            origin=Origin(self.url),
            subprotocols=[Subprotocol(name) for name in self._protocols],
            additional_headers={"Cookie": self.cookie},
            max_size=None,
            proxy=None,
        )
        self._socket = self._closing.enter_context(connection)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closing.close()

    @property
    def _protocols(self) -> list[str]:
        # A page that wants its session back says so here, after its number against forgery.
        return ["streamlit", "number", self.wanted] if self.wanted else ["streamlit"]

    @property
    def cookie(self) -> str:
        """All its cookies as a browser sends them."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def run(self, page: str = "", **values: str) -> list[str]:
        """Have the script run with widgets by their label; return the texts of the page."""
        return self.say(self._rerun(page, values))

    def send(self, message: BackMsg) -> None:
        """Send any message, and wait for nothing."""
        self._socket.send(message.SerializeToString())

    def send_login(self, name: str, password: str) -> None:
        """Log in, and wait for nothing."""
        self.send(self._rerun("", {"Name": name, "Password": password, "Log_in": ""}))

    def _rerun(self, page: str, values: Mapping[str, str]) -> BackMsg:
        message = BackMsg()
        message.rerun_script.page_name = page
        for label, value in values.items():
            state = message.rerun_script.widget_states.widgets.add(id=self.widgets[label])
            if label == "Log_in":
                state.trigger_value = True
            else:
                state.string_value = value
        return message

    def say(self, message: BackMsg) -> list[str]:
        """Send any message; return the texts of the page after the run that follows."""
        self.send(message)
        self.texts = []
        while self._take_in():
            pass
        return self.texts

    def log_in(self, name: str, password: str) -> list[str]:
        """Type a name and a password, and press the button; return the texts of the page."""
        return self.run(Name=name, Password=password, Log_in="")

    def _take_in(self) -> bool:
        message = ForwardMsg.FromString(self._socket.recv(WAIT_S, decode=False))
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.session = message.new_session.initialize.session_id
            self.telemetry = message.new_session.config.gather_usage_stats
        element = message.delta.new_element
        what = element.WhichOneof("type") or ""
        if what in ("alert", "markdown", "heading"):
            self.texts.append(getattr(element, what).body)
        if what in ("text_input", "button"):
            self.widgets[getattr(element, what).label.replace(" ", "_")] = getattr(element, what).id
        return not (
            kind == "script_finished"
            and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
        )


def browser_cookies(url: str) -> dict[str, str]:
    """Return the cookies that a new browser is given."""
    given = ask(url, "/_stcore/health").headers.get_all("Set-Cookie") or []
    pairs = [cookie.partition(";")[0].partition("=") for cookie in given]
    return {name: value for name, _, value in pairs}
