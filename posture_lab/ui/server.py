"""Start the web app with the same settings from any directory."""

import contextlib
import os
import socket
import threading
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from posture_lab.ui.login.reach import PASSWORD_FILE_VARIABLE, Reach

LOOPBACK: Final = "127.0.0.1"
EVERY_ADDRESS: Final = ("0.0.0.0", "::")  # noqa: S104  (recognised, not bound)


@dataclass(frozen=True, slots=True)
class Serving:
    """Where and how to serve the app.

    Attributes
    ----------
    host : the address to listen on; only this computer reaches the default.
    port : the port to listen on; None takes 8501 or the next free one.
    open_browser : whether to open the page in the default browser.
    ssl_cert, ssl_key : files for https; None serves plain http.
    password_file : who may log in; None asks nobody.
    names : further names that lead here, such as that of a web server that hands the app on.
    """

    host: str = LOOPBACK
    port: int | None = None
    open_browser: bool = True
    ssl_cert: Path | None = None
    ssl_key: Path | None = None
    password_file: Path | None = None
    names: tuple[str, ...] = ()

    @property
    def certificate(self) -> tuple[Path, Path] | None:
        """The files for https, None for plain http."""
        if self.ssl_cert is None or self.ssl_key is None:
            return None
        return self.ssl_cert, self.ssl_key

    @property
    def shown_host(self) -> str:
        """What to open: this computer's own name where it listens on every address."""
        return socket.gethostname() if self.host in EVERY_ADDRESS else self.host


def run(serving: Serving, warn: Callable[[str], None]) -> None:
    """Serve the app until it is stopped; ``warn`` hears what is wrong with how it can be reached.

    Raises
    ------
    PostureLabError
        When it cannot listen where it was asked to.
    """
    from posture_lab.ui.login.provider import sign_in_source  # noqa: PLC0415
    from posture_lab.ui.serving.application import application  # noqa: PLC0415
    from posture_lab.ui.serving.listening import listen, serve  # noqa: PLC0415  (heavy)
    from posture_lab.ui.serving.settings import use_own_settings  # noqa: PLC0415

    with contextlib.closing(listen(serving.host, serving.port)) as listener:
        port = int(listener.getsockname()[1])
        use_own_settings(flags(serving, port))
        sign_in = sign_in_source()
        reach = Reach(
            host=serving.host,
            password_file=serving.password_file,
            sign_in=bool(sign_in),
            encrypted=serving.certificate is not None,
        )
        # After the secrets have been read, which may set variables of any name.
        os.environ.pop(PASSWORD_FILE_VARIABLE, None)
        if serving.password_file is not None:
            os.environ[PASSWORD_FILE_VARIABLE] = str(serving.password_file.absolute())
        for sentence in reach.warnings:
            warn(sentence)
        serve(
            application(serving.names),
            listener,
            serving.certificate,
            behind_another=bool(serving.names),
            ready=lambda: _say(serving, port, sign_in),
        )


def flags(serving: Serving, port: int) -> dict[str, Any]:
    """Return the settings of Streamlit's that differ from the app's own file."""
    settings: dict[str, Any] = {
        "server.headless": not serving.open_browser,
        "server.port": port,
        "server.address": serving.host,
        "browser.serverAddress": serving.shown_host,
    }
    if serving.certificate is not None:
        cert, key = serving.certificate
        settings["server.sslCertFile"] = str(cert.absolute())
        settings["server.sslKeyFile"] = str(key.absolute())
    return settings


def _say(serving: Serving, port: int, sign_in: str) -> None:
    scheme = "http" if serving.certificate is None else "https"
    shown = f"[{serving.shown_host}]" if ":" in serving.shown_host else serving.shown_host
    address = f"{scheme}://{shown}:{port}"
    print(f"Posture Lab is at {address} until you press Ctrl+C here.", flush=True)
    if sign_in:
        print(f"Who may enter is asked as [auth] says in {sign_in}.", flush=True)
    if serving.open_browser:
        # In a thread: a browser that is slow to start keeps nobody waiting.
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
