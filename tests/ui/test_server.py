"""The settings under which the app runs."""

import tomllib
from pathlib import Path

from posture_lab.ui.serving.settings import SETTINGS_FILE

ROOT = Path(__file__).resolve().parents[2]


def test_streamlit_run_in_a_checkout_has_the_same_settings() -> None:
    assert (ROOT / ".streamlit" / "config.toml").read_bytes() == SETTINGS_FILE.read_bytes()


def test_the_promises_are_in_the_settings() -> None:
    settings = tomllib.loads(SETTINGS_FILE.read_text("utf-8"))
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["server"]["address"] == "127.0.0.1"
    assert settings["server"]["enableXsrfProtection"] is True
    assert settings["server"]["maxUploadSize"] == 1024
    assert {"light", "dark"} <= set(settings["theme"])
