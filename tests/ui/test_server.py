"""The settings under which the app runs."""

import subprocess
import sys
import tomllib
from pathlib import Path

from posture_lab.ui.server import SETTINGS_FILE, START_SCRIPT, Serving, flags

ROOT = Path(__file__).resolve().parents[2]


def test_streamlit_run_in_a_checkout_has_the_same_settings() -> None:
    assert (ROOT / ".streamlit" / "config.toml").read_bytes() == SETTINGS_FILE.read_bytes()


def test_both_ways_to_start_run_the_same_app() -> None:
    def code(path: Path) -> str:
        return path.read_text("utf-8").split('"""')[2]

    assert code(ROOT / "app.py") == code(START_SCRIPT)


def test_the_promises_are_in_the_settings() -> None:
    settings = tomllib.loads(SETTINGS_FILE.read_text("utf-8"))
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["server"]["address"] == "127.0.0.1"
    assert settings["server"]["enableXsrfProtection"] is True
    assert settings["server"]["maxUploadSize"] == 1024
    assert {"light", "dark"} <= set(settings["theme"])


def test_streamlit_knows_every_flag_and_they_outrank_a_config_file_nearby(tmp_path: Path) -> None:
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "config.toml").write_text(
        '[browser]\ngatherUsageStats = true\n[server]\naddress = "0.0.0.0"\n', "utf-8"
    )
    command = [sys.executable, "-m", "streamlit", "config", "show"]
    shown = subprocess.run(
        [*command, *flags(Serving(port=8765, open_browser=False))],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    )
    lines = [line.strip() for line in shown.stdout.splitlines()]
    assert "gatherUsageStats = false" in lines
    assert 'address = "127.0.0.1"' in lines
    assert "headless = true" in lines
    assert "port = 8765" in lines
    assert 'primaryColor = "#4fb8b5"' in lines


def test_another_address_changes_only_what_it_must(tmp_path: Path) -> None:
    plain = set(flags(Serving()))
    served = Serving(host="192.0.2.7", ssl_cert=tmp_path / "c.pem", ssl_key=tmp_path / "k.pem")
    assert set(flags(served)) - plain == {
        "--server.address=192.0.2.7",
        "--browser.serverAddress=192.0.2.7",
        f"--server.sslCertFile={tmp_path / 'c.pem'}",
        f"--server.sslKeyFile={tmp_path / 'k.pem'}",
    }
