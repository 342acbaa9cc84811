"""The door of a running app: addresses, frames, routes, settings, uploads and links."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed

from posture_lab.ui.login.passwords import set_password
from posture_lab.ui.serving.messages import MOST_OUTSIDE_BYTES
from tests.ui.caller import Session, ask, browser_cookies, handshake
from tests.ui.own_app import App, memory_mb, started

PASSWORD = "four quiet garden chairs"
HOSTILE = """\
[server]
address = "0.0.0.0"
port = 1
enableCORS = false
enableXsrfProtection = false
allowedHosts = ["*"]
corsAllowedOrigins = ["http://elsewhere.example"]
baseUrlPath = "elsewhere"
enableStaticServing = true
scriptHealthCheckEnabled = true
enableAgentApi = true
fileWatcherType = "auto"
maxUploadSize = 1
[browser]
gatherUsageStats = true
serverAddress = "elsewhere.example"
[client]
allowedOrigins = ["http://elsewhere.example"]
showErrorDetails = "full"
[global]
developmentMode = false
"""
FAR = "http://elsewhere.example"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A current folder and a home folder with settings that ask for another server."""
    folder = tmp_path_factory.mktemp("hostile")
    for place in (folder, folder / "home"):
        (place / ".streamlit").mkdir(parents=True)
        (place / ".streamlit" / "config.toml").write_text(HOSTILE, "utf-8")
    (folder / "static").mkdir()
    (folder / "static" / "here.txt").write_text("here", "utf-8")
    for name in ("anna", "ben"):
        set_password(folder / "passwords", name, PASSWORD)
    return folder


@pytest.fixture(scope="module")
def app(folder: Path) -> Iterator[App]:
    options = ("app", "--no-browser", "--password-file", "passwords", "--port")
    with started(folder, "-m", "posture_lab", *options) as running:
        yield running


@pytest.fixture
def url(app: App) -> str:
    return app.url


def login(url: str) -> Session:
    """Return a tab of a new browser; entered and run, it shows the login."""
    return Session(url, browser_cookies(url))


def inside(session: Session, name: str = "anna") -> Session:
    """Log in."""
    session.run()
    assert f"Signed in as {name}." in session.log_in(name, PASSWORD)
    return session


def test_only_names_of_the_app_are_answered(url: str) -> None:
    port = url.rpartition(":")[2]
    for host in (f"127.0.0.1:{port}", f"localhost:{port}", f"LOCALHOST:{port}"):
        assert ask(url, "/", {"Host": host}).status == 200
    foreign = ("elsewhere.example", f"elsewhere.example:{port}", "127.0.0.1", f"127.0.0.1:{port}/x")
    for host in (*foreign, "127.0.0.1:1", f"a@127.0.0.1:{port}", f"192.0.2.7:{port}", ""):
        assert ask(url, "/", {"Host": host}).status in (400, 421), host
        assert handshake(url, host, Origin=f"http://{host}") in (400, 403), host


def test_other_sites_pages_are_turned_away(url: str) -> None:
    port = url.rpartition(":")[2]
    for origin in (FAR, "null", "http://localhost:1", f"http://127.0.0.1.{FAR}", f"ws://{url}", ""):
        assert ask(url, "/", {"Origin": origin}).status == 403, origin
        assert handshake(url, Origin=origin) == 403, origin
    assert handshake(url) == 403  # browsers always say where a websocket comes from
    assert handshake(url, Origin=url) == 101
    assert handshake(url, f"localhost:{port}", Origin=f"http://localhost:{port}") == 101
    # Each of two own names is another site to the browser.
    assert handshake(url, f"localhost:{port}", Origin=url) == 403
    path = "/_stcore/upload_file/a/b"
    assert b"own pages" in ask(url, path, method="PUT").body
    assert ask(url, path, {"Origin": FAR}, method="OPTIONS").status == 403


def test_every_answer_forbids_frames_and_says_what_may_be_loaded(url: str) -> None:
    for path in ("/", "/practise", "/_stcore/health", "/media/nothing.mp4", "/_stcore/metrics"):
        headers = ask(url, path).headers
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "camera=(self)" in headers["Permissions-Policy"]
        policy = headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in policy
        assert "unsafe-eval" not in policy.replace("wasm-unsafe-eval", "")
        assert "http" not in policy
        assert headers.get_all("Content-Security-Policy") == [policy]
        assert "Access-Control-Allow-Origin" not in headers
    assert "sandbox" in ask(url, "/media/nothing.mp4").headers["Content-Security-Policy"]
    assert ask(url, "/media/nothing.mp4").headers["Cache-Control"] == "no-store"


def test_what_no_page_needs_is_closed(url: str) -> None:
    closed = ("metrics", "script-health-check", "agent/openapi.json", "agent/interact", "agent/mcp")
    for path in (*(f"/_stcore/{end}" for end in closed), "//_stcore/metrics", "/component/a/b"):
        assert ask(url, path).status == 404, path
        assert ask(url, path, {"Origin": url}, method="POST").status == 404, path


def test_settings_that_lie_about_change_nothing(url: str, folder: Path) -> None:
    host = ask(url, "/_stcore/host-config").body
    assert b'"allowedOrigins":[]' in host
    assert b"elsewhere" not in host
    assert ask(url, "/elsewhere/_stcore/health").status == 404
    assert ask(url, "/app/static/here.txt").body != b"here"
    # Protection against forged requests is on.
    with login(url) as session:
        path = f"/_stcore/upload_file/{inside(session).session}/file"
        headers = {"Origin": url, "Cookie": session.cookie}
        assert ask(url, path, headers, method="PUT", body=b"x").status == 403
        assert not session.telemetry
    said = (folder / "log").read_text("utf-8")
    assert "restart" not in said
    assert said.startswith(f"Posture Lab is at {url} ")


def upload(url: str, session: Session, cookies: dict[str, str], size: int) -> int:
    """Store a file for a session as its page would; return the status."""
    token = cookies["_streamlit_xsrf"]
    body = (
        b'--x\r\nContent-Disposition: form-data; name="f"; filename="a.mp4"\r\n\r\n'
        + bytes(size)
        + b"\r\n--x--\r\n"
    )
    headers = {
        "Origin": url,
        "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "X-Xsrftoken": token,
        "Content-Type": "multipart/form-data; boundary=x",
    }
    path = f"/_stcore/upload_file/{session.session}/file"
    return ask(url, path, headers, method="PUT", body=body).status


def test_only_who_is_logged_in_can_store_and_only_in_their_own_session(url: str) -> None:
    with login(url) as outside, login(url) as anna:
        outside.run()
        assert upload(url, outside, outside.cookies, 100_000) == 403
        inside(anna)
        assert upload(url, anna, anna.cookies, 100_000) == 204
        assert upload(url, anna, outside.cookies, 100_000) == 403
        assert upload(url, outside, anna.cookies, 100_000) == 403


def test_a_message_that_no_page_sends_does_nothing(url: str) -> None:
    # It would empty every cache of the server: of logins, and of who has to wait.
    with login(url) as anna, login(url) as other:
        inside(anna)
        other.run()
        other.send(BackMsg(clear_cache=True))
        other.run()
        assert "Signed in as anna." in anna.run(page="about")


def test_who_is_not_logged_in_cannot_send_much(app: App) -> None:
    pid = app.process.pid
    with login(app.url) as other:
        other.run()
        with contextlib.suppress(ConnectionClosed):
            texts = other.log_in("a" * (MOST_OUTSIDE_BYTES - 2_000), PASSWORD)
            assert any("at most 64 characters" in text for text in texts)
        before = memory_mb(pid)
        for _ in range(3):
            huge = BackMsg()
            huge.rerun_script.widget_states.widgets.add(id="x", string_value="a" * 8_000_000)
            other.send(huge)
        other.run()
        assert memory_mb(pid) - before < 60


def test_nobody_takes_over_anybody_elses_session(url: str) -> None:
    with login(url) as anna:
        inside(anna)
    # The connection is lost: whoever knows the session's number asks for it.
    with Session(url, browser_cookies(url), wanted=anna.session) as other:
        other.run()
        assert other.session != anna.session
        assert "Log_in" in other.widgets
    with Session(url, anna.cookies, wanted=anna.session) as again:
        assert "Signed in as anna." in again.run()
        assert again.session == anna.session
