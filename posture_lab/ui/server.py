"""Start the web app with the same settings from any directory."""

import os
import socket
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from posture_lab.ui.login.reach import PASSWORD_FILE_VARIABLE, Reach

UI: Final = Path(__file__).parent
SETTINGS_FILE: Final = UI / "config.toml"
START_SCRIPT: Final = UI / "start" / "app.py"
"""The script Streamlit runs. Streamlit puts its folder on sys.path, so it has one to itself."""

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
    """

    host: str = LOOPBACK
    port: int | None = None
    open_browser: bool = True
    ssl_cert: Path | None = None
    ssl_key: Path | None = None
    password_file: Path | None = None


def run(serving: Serving, warn: Callable[[str], None]) -> None:
    """Serve the app until it is stopped; ``warn`` hears what is wrong with how it can be reached.

    Raises
    ------
    SystemExit
        When the server ends, with Streamlit's own exit code.
    """
    from streamlit.web.cli import main  # noqa: PLC0415  (heavy, needed only here)

    from posture_lab.ui.login.gate import sign_in_configured  # noqa: PLC0415

    os.environ.pop(PASSWORD_FILE_VARIABLE, None)
    if serving.password_file is not None:
        os.environ[PASSWORD_FILE_VARIABLE] = str(serving.password_file.absolute())
    reach = Reach(
        host=serving.host,
        password_file=serving.password_file,
        sign_in=sign_in_configured(),
        encrypted=serving.ssl_cert is not None,
    )
    for sentence in reach.warnings:
        warn(sentence)
    main(["run", str(START_SCRIPT), *flags(serving)])


def flags(serving: Serving) -> list[str]:
    """Return the settings as ``streamlit run`` flags.

    Flags outrank every config.toml and environment variable, so that a file in the current
    directory cannot turn telemetry on or open the server to the network.
    """
    settings = dict(_flatten(tomllib.loads(SETTINGS_FILE.read_text("utf-8"))))
    settings["server.headless"] = not serving.open_browser
    if serving.port is not None:
        settings["server.port"] = serving.port
    if serving.host != LOOPBACK:
        settings["server.address"] = serving.host
        # Named by this computer's own name where it listens on every address.
        settings["browser.serverAddress"] = (
            socket.gethostname() if serving.host in EVERY_ADDRESS else serving.host
        )
    if serving.ssl_cert is not None and serving.ssl_key is not None:
        settings["server.sslCertFile"] = serving.ssl_cert.absolute()
        settings["server.sslKeyFile"] = serving.ssl_key.absolute()
    return [f"--{name}={_as_text(value)}" for name, value in settings.items()]


def _flatten(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flatten(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def _as_text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
