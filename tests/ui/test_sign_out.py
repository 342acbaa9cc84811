"""Signing out after a login by password: in every tab of this browser, nowhere else."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from streamlit.testing.v1 import AppTest

from posture_lab.live.plan import plan_for
from posture_lab.live.session import LiveSession
from posture_lab.movements.catalogue import MOVEMENTS
from posture_lab.ui.login.logins import Logins
from posture_lab.ui.login.passwords import set_password
from posture_lab.ui.login.reach import PASSWORD_FILE_VARIABLE
from posture_lab.ui.serving.application import START_SCRIPT
from posture_lab.ui.serving.browser import browser_of
from tests.ui.browser import ROOT, running, wait_until_in_place

PASSWORD = "four quiet garden chairs"


def test_a_login_ends_in_all_tabs_of_its_browser_and_only_there() -> None:
    logins = Logins()
    first, second = logins.begin("anna", "here"), logins.begin("anna", "here")
    others = [logins.begin("anna", "elsewhere"), logins.begin("ben", "here")]
    logins.end(first)
    assert first not in logins
    assert second not in logins
    assert all(login in logins for login in others)


def test_tabs_of_unknown_browsers_do_not_end_each_other() -> None:
    logins = Logins()
    first, second = logins.begin("anna", ""), logins.begin("anna", "")
    logins.end(first)
    assert (first in logins, second in logins) == (False, True)


def test_a_browser_is_known_by_the_number_it_was_given_and_nothing_else() -> None:
    number = "0123456789abcdef" * 4
    assert browser_of({"posture_lab_8501": number}, 8501) == number
    assert browser_of({"posture_lab_8502": number}, 8501) == ""
    for broken in ("", "x" * 64, number + "0", number.upper(), number[:-1], f"{number}\n"):
        assert browser_of({"posture_lab_8501": broken}, 8501) == ""
    assert browser_of({}, 8501) == ""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "passwords"
    for name in ("anna", "ben"):
        set_password(path, name, PASSWORD)
    return path


def test_whoever_comes_next_sees_nothing_of_what_was_done(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSWORD_FILE_VARIABLE, str(file))
    page = AppTest.from_file(str(START_SCRIPT), default_timeout=60).run()
    page.text_input[0].input("anna")
    page.text_input[1].input(PASSWORD)
    page.button[0].click().run()
    assert "Signed in as anna." in [caption.value for caption in page.caption]
    page.session_state["practice"] = LiveSession(plan_for(MOVEMENTS["squat"]))
    page.button(key="sign-out").click().run()
    assert [title.value for title in page.title] == ["Posture Lab"]
    assert "practice" not in page.session_state
    assert "password-login" not in page.session_state


@pytest.fixture
def url(file: Path, tmp_path: Path) -> Iterator[str]:
    os.environ[PASSWORD_FILE_VARIABLE] = str(file)
    with running(ROOT / "app.py", tmp_path) as server:
        yield server.url
    del os.environ[PASSWORD_FILE_VARIABLE]


def log_in(page: Page, url: str, name: str) -> None:
    page.goto(f"{url}/about")
    page.get_by_label("Name").fill(name, timeout=60_000)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    wait_until_in_place(page)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_text(f"Signed in as {name}.")).to_be_visible(timeout=30_000)


def test_signing_out_in_one_tab_is_noticed_in_the_others(browser: Browser, url: str) -> None:
    here, elsewhere = browser.new_context(), browser.new_context()
    one, two, far = here.new_page(), here.new_page(), elsewhere.new_page()
    for page in (one, two, far):
        log_in(page, url, "anna")
    one.get_by_role("button", name="Sign out").click()
    expect(one.get_by_role("button", name="Log in")).to_be_visible(timeout=30_000)
    expect(one.get_by_role("button", name="Sign out")).to_have_count(0)
    # The other tab notices at the next thing that is done in it.
    two.get_by_role("link", name="Practise").click()
    expect(two.get_by_role("button", name="Log in")).to_be_visible(timeout=30_000)
    expect(two.get_by_test_id("start")).to_have_count(0)
    # Another computer is not concerned.
    far.get_by_role("link", name="Practise").click()
    expect(far.get_by_test_id("start")).to_be_visible(timeout=60_000)
    two.reload()
    log_in(two, url, "ben")
    for context in (here, elsewhere):
        context.close()
