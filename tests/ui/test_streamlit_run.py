"""``streamlit run app.py`` serves the same application behind the same door."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.browser import ROOT, free_port
from tests.ui.caller import Session, ask, handshake
from tests.ui.own_app import started
from tests.ui.test_serving import FAR, HOSTILE


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Its address, run where the settings say everything but where to listen."""
    folder = tmp_path_factory.mktemp("run")
    others = HOSTILE.replace('address = "0.0.0.0"', "").replace("port = 1\n", "")
    for place in (folder, folder / "home"):
        (place / ".streamlit").mkdir(parents=True)
        (place / ".streamlit" / "config.toml").write_text(others, "utf-8")
    command = ("-m", "streamlit", "run", str(ROOT / "app.py"), "--server.headless=true")
    with started(folder, *command, "--server.port") as app:
        yield app.url


def test_the_door_is_the_same(url: str) -> None:
    for origin in (FAR, "null", ""):
        assert handshake(url, Origin=origin) == 403
    assert handshake(url) == 403
    assert handshake(url, Origin=url) == 101
    assert ask(url, "/", {"Host": "elsewhere.example"}).status == 421
    assert ask(url, "/_stcore/metrics").status == 404
    assert ask(url, "/elsewhere/_stcore/health").status == 404
    host = ask(url, "/_stcore/host-config")
    assert b'"allowedOrigins":[]' in host.body
    assert host.headers["X-Frame-Options"] == "DENY"
    with Session(url) as session:
        assert "Check a clip" in session.run()


@pytest.mark.parametrize("place", [".", "home"])
def test_settings_that_say_where_to_listen_are_refused(place: str, tmp_path: Path) -> None:
    (tmp_path / place / ".streamlit").mkdir(parents=True)
    (tmp_path / place / ".streamlit" / "config.toml").write_text(
        f'[server]\naddress = "127.0.0.2"\nport = {free_port()}\n', "utf-8"
    )
    done = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.headless=true"],
        cwd=tmp_path,
        env={**os.environ, "HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert "start Posture Lab with 'posture-lab app'" in done.stderr
