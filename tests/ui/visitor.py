"""Somebody on the page Practise without a browser: a real session of a real server.

Speaks what Streamlit's page speaks over its websocket, and sends batches of camera frames as the
component does.
"""

import contextlib
import json
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from posture_lab.movements.catalogue import MOVEMENTS

_WAIT_S = 60.0
_AGAIN = ForwardMsg.FINISHED_EARLY_FOR_RERUN


class Visitor:
    """One person's session; ``state`` is what their page was told last."""

    def __init__(self, url: str, movement: str) -> None:
        self._url = url
        self._address = f"{url.replace('http', 'ws', 1)}/_stcore/stream"
        self._closing = contextlib.ExitStack()
        self._title = MOVEMENTS[movement].title
        self._script = ""
        self._fragment = ""
        self._camera = ""
        self._select = ""
        self.state: dict[str, Any] = {}

    def __enter__(self) -> Self:
        connection = connect(
            self._address,
            origin=Origin(self._url),
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
            proxy=None,
        )
        self._socket = self._closing.enter_context(connection)
        self._run(page="practise")
        self._run()  # once more, with the movement chosen
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closing.close()

    def send(self, batch: Mapping[str, Any]) -> dict[str, Any]:
        """Send one batch of frames; return what the page is told."""
        self._run(batch=batch)
        return self.state

    def _run(self, *, page: str = "", batch: Mapping[str, Any] | None = None) -> None:
        """Have the page's script run, and take in everything it says."""
        message = BackMsg()
        run = message.rerun_script
        run.page_script_hash, run.page_name = self._script, page
        if self._select:
            run.widget_states.widgets.add(id=self._select, string_value=self._title)
        if batch is not None:
            run.fragment_id = self._fragment
            events = [{"event": "batch", "value": batch}]
            name = f"$$STREAMLIT_INTERNAL_KEY_{self._camera}__events"
            run.widget_states.widgets.add(id=name, json_trigger_value=json.dumps(events))
        self._socket.send(message.SerializeToString())
        while self._take_in():
            pass

    def _take_in(self) -> bool:
        """Take in one message; tell whether the script goes on."""
        message = ForwardMsg()
        message.ParseFromString(self._socket.recv(_WAIT_S, decode=False))
        kind = message.WhichOneof("type")
        if kind == "navigation":
            self._script = message.navigation.page_script_hash
        element = message.delta.new_element
        if element.WhichOneof("type") == "bidi_component":
            self._camera = element.bidi_component.id
            self._fragment = message.delta.fragment_id
            self.state = json.loads(json.loads(element.bidi_component.json)["state"])
        elif element.WhichOneof("type") == "selectbox" and element.selectbox.label == "Movement":
            self._select = element.selectbox.id
        # A run that breaks off to start afresh is followed by another one.
        return kind != "script_finished" or message.script_finished == _AGAIN
