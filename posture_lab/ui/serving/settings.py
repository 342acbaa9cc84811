"""Streamlit's settings: the app's own file and what the command line says, nothing else."""

import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from streamlit import config

SETTINGS_FILE: Final = Path(__file__).parents[1] / "config.toml"
# Of `streamlit run`: how it listens, decided before it reads the app.
_LISTENING: Final = ("server.address", "server.port", "server.sslCertFile", "server.sslKeyFile")
_FROM_COMMAND_LINE: Final = ("command-line argument or environment variable", "<streamlit>")
_every_file = config.get_config_files


def own_settings() -> dict[str, Any]:
    """Return the app's own settings by their full names, such as ``server.address``."""
    return dict(_flatten(tomllib.loads(SETTINGS_FILE.read_text("utf-8"))))


def use_own_settings(flags: Mapping[str, Any] | None = None) -> None:
    """Have Streamlit read the app's own settings file only, with ``flags`` outranking it.

    Files in the current folder or in the home folder could switch off a protection, or telemetry
    on. Secrets are still read from where Streamlit looks for them.

    Parameters
    ----------
    flags : settings by full name; None keeps those that ``streamlit run`` was given.

    Raises
    ------
    SystemExit
        When ``streamlit run`` already listens as another file told it to.
    """
    config.get_config_files = _own_file
    before = config._config_options
    kept = _given_flags() if flags is None else dict(flags)
    listening = {name: config.get_option(name) for name in _LISTENING if before and flags is None}
    if flags is not None:
        config._config_options = None  # What was read before counts for nothing.
    config.get_config_options(force_reparse=True, options_from_flags=kept)
    if any(config.get_option(name) != value for name, value in listening.items()):
        sys.exit(
            "A .streamlit/config.toml here says where to listen: start Posture Lab with "
            "'posture-lab app' instead, which heeds no such file."
        )


def _own_file(file_name: str) -> list[str]:
    return [str(SETTINGS_FILE)] if file_name == "config.toml" else _every_file(file_name)


def _given_flags() -> dict[str, Any]:
    options = (config._config_options or {}).values()
    return {
        option.key: option.value
        for option in options
        if option.where_defined.startswith(_FROM_COMMAND_LINE)
    }


def _flatten(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flatten(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value
