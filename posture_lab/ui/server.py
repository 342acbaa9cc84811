"""Start the web app on this computer, with the same settings from any directory."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

UI: Final = Path(__file__).parent
SETTINGS_FILE: Final = UI / "config.toml"
START_SCRIPT: Final = UI / "start" / "app.py"
"""The script Streamlit runs. Streamlit puts its folder on sys.path, so it has one to itself."""


def run(*, port: int | None = None, open_browser: bool = True) -> None:
    """Serve the app until it is stopped.

    Parameters
    ----------
    port : the port to listen on; None takes 8501 or the next free one.
    open_browser : whether to open the page in the default browser.

    Raises
    ------
    SystemExit
        When the server ends, with Streamlit's own exit code.
    """
    from streamlit.web.cli import main  # noqa: PLC0415  (heavy, needed only here)

    main(["run", str(START_SCRIPT), *flags(port=port, open_browser=open_browser)])


def flags(*, port: int | None = None, open_browser: bool = True) -> list[str]:
    """Return the settings as ``streamlit run`` flags.

    Flags outrank every config.toml and environment variable, so that a file in the current
    directory cannot turn telemetry on or open the server to the network.
    """
    settings = dict(_flatten(tomllib.loads(SETTINGS_FILE.read_text("utf-8"))))
    settings["server.headless"] = not open_browser
    if port is not None:
        settings["server.port"] = port
    return [f"--{name}={_as_text(value)}" for name, value in settings.items()]


def _flatten(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flatten(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def _as_text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
