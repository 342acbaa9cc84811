"""Listening for visitors until the server is stopped."""

import contextlib
import errno
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Final

import streamlit as st
import uvicorn

from posture_lab.errors import PostureLabError

FIRST_PORT: Final = 8501
_PORTS_TRIED: Final = 100
_GRACE_S: Final = 5
_PING_S: Final = 30
_WAITING: Final = 128
_MEGABYTE: Final = 1024 * 1024


def listen(host: str, port: int | None) -> socket.socket:
    """Return a socket that listens on ``host``; without a port on the next free one from 8501.

    Raises
    ------
    PostureLabError
        When the address is not this computer's, or the port is taken.
    """
    tries = range(FIRST_PORT, FIRST_PORT + _PORTS_TRIED) if port is None else (port,)
    for number in tries:
        try:
            return _bound(host, number)
        except OSError as error:
            if port is None and error.errno == errno.EADDRINUSE:
                continue
            raise PostureLabError(
                f"The app cannot listen on {host}, port {number} ({error.strerror}): give another "
                "--host or --port."
            ) from error
    raise PostureLabError("No port from 8501 to 8600 is free: give one with --port.")


def serve(
    app: st.App,
    listener: socket.socket,
    certificate: tuple[Path, Path] | None,
    *,
    behind_another: bool,
    ready: Callable[[], None],
) -> None:
    """Serve ``app`` on ``listener`` until a signal ends it.

    Parameters
    ----------
    app : what ``application`` returned.
    listener : what ``listen`` returned.
    certificate : the files of the certificate and its key, for https; None serves plain http.
    behind_another : whether another web server on this computer hands the app on, whose word is
        taken for where its visitors come from.
    ready : called once the first visitor can be let in.
    """
    cert, key = certificate or (None, None)
    server = _Server(
        uvicorn.Config(
            app,
            ssl_certfile=cert,
            ssl_keyfile=key,
            ws="websockets-sansio",
            ws_max_size=_most_bytes(),
            ws_per_message_deflate=False,
            ws_ping_interval=_PING_S,
            ws_ping_timeout=_PING_S,
            timeout_graceful_shutdown=_GRACE_S,
            proxy_headers=behind_another,
            forwarded_allow_ips="127.0.0.1,::1",
            server_header=False,
            access_log=False,
            log_level="warning",
        )
    )
    server.ready = ready
    with contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[listener])


def _most_bytes() -> int:
    # Streamlit closes a connection over this itself, but would read ten times as much before.
    return (int(st.get_option("server.maxWidgetStateSize")) + 1) * _MEGABYTE


class _Server(uvicorn.Server):
    """Tells when it is up."""

    ready: Callable[[], None] = staticmethod(lambda: None)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self.ready()


def _bound(host: str, port: int) -> socket.socket:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    family, _, _, _, address = found[0]
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        # A port that was ours a moment ago is ours again at once, but never one in use.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6 and host == "::":
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        listener.bind(address)
        listener.listen(_WAITING)
    except OSError:
        listener.close()
        raise
    return listener
