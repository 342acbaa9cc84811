"""Guessing passwords in parallel, against a running app with real sessions."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from posture_lab.ui.login.passwords import set_password
from tests.ui.caller import Session, browser_cookies
from tests.ui.own_app import App, memory_mb, started

PASSWORD = "four quiet garden chairs"
NAMES = ("anna", "ben")


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    folder = tmp_path_factory.mktemp("guessing")
    for name in NAMES:
        set_password(folder / "passwords", name, PASSWORD)
    options = ("app", "--no-browser", "--password-file", "passwords", "--port")
    with started(folder, "-m", "posture_lab", *options) as running:
        yield running


def tried(app: App, name: str, password: str, cookies: dict[str, str] | None = None) -> list[str]:
    with Session(app.url, cookies or browser_cookies(app.url)) as session:
        session.run()
        return session.log_in(name, password)


def test_of_many_guesses_at_once_one_is_looked_at_and_nobody_else_waits(app: App) -> None:
    ben = browser_cookies(app.url)
    assert "Signed in as ben." in tried(app, "ben", PASSWORD, ben)
    with ThreadPoolExecutor(40) as pool:
        sessions = [Session(app.url, browser_cookies(app.url)).__enter__() for _ in range(40)]
        list(pool.map(lambda session: session.run(), sessions))
        guesses = [
            pool.submit(each.log_in, "anna", f"guess {n}") for n, each in enumerate(sessions)
        ]
        began = time.monotonic()
        assert "Signed in as ben." in tried(app, "ben", PASSWORD, ben)
        took_s = time.monotonic() - began
        said = [" ".join(guess.result()) for guess in guesses]
    for session in sessions:
        session.__exit__(None, None, None)
    assert sum("Name or password is not right" in text for text in said) <= 2
    assert sum("There were wrong tries" in text for text in said) >= 38
    assert all("try again in" in text for text in said)
    assert took_s < 10, took_s


def test_a_known_browser_gets_in_whatever_others_guess(app: App) -> None:
    known = browser_cookies(app.url)
    time.sleep(2.1)
    assert "Signed in as anna." in tried(app, "anna", PASSWORD, known)
    for _ in range(2):
        tried(app, "anna", "wrong")
    assert any("wrong tries" in text for text in tried(app, "anna", PASSWORD))
    assert "Signed in as anna." in tried(app, "anna", PASSWORD, known)


def test_names_without_end_take_no_memory(app: App) -> None:
    before = memory_mb(app.process.pid)
    for _ in range(15):
        with Session(app.url) as session:
            session.run()
            session.send_login("a" * 8_000_000, "wrong")
            session.run()
    assert memory_mb(app.process.pid) - before < 100
