"""Who may use an app that other computers can reach."""

import stat
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from posture_lab.cli import main
from posture_lab.errors import InputFileError
from posture_lab.ui.login.passwords import is_right, read_password_file, set_password
from posture_lab.ui.login.reach import PASSWORD_FILE_VARIABLE, Reach, is_loopback
from posture_lab.ui.serving.application import START_SCRIPT

PASSWORD = "four quiet garden chairs"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "passwords"
    set_password(path, "anna", PASSWORD)
    return path


def test_only_the_right_password_of_the_right_person_is_right(file: Path) -> None:
    set_password(file, "ben", "another long password")
    entries = read_password_file(file)
    assert is_right(entries, "anna", PASSWORD)
    assert is_right(entries, "ben", "another long password")
    assert not is_right(entries, "ben", PASSWORD)
    assert not is_right(entries, "anna", PASSWORD + " ")
    assert not is_right(entries, "anna", "")
    assert not is_right(entries, "carla", PASSWORD)


def test_the_file_holds_salted_hashes_that_only_its_owner_can_read(file: Path) -> None:
    set_password(file, "ben", PASSWORD)
    text = file.read_text("utf-8")
    assert PASSWORD not in text
    hashes = {line.rpartition(":")[2] for line in text.splitlines()}
    assert len(hashes) == 2  # the same password twice, salted
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_a_wrong_name_takes_as_long_as_a_wrong_password(file: Path) -> None:
    entries = read_password_file(file)

    def seconds(name: str) -> float:
        times = []
        for _ in range(5):
            began = time.thread_time()
            is_right(entries, name, "wrong")
            times.append(time.thread_time() - began)
        return min(times)

    assert 0.5 < seconds("nobody") / seconds("anna") < 2.0


def test_a_changed_password_replaces_the_old_one(file: Path) -> None:
    set_password(file, "anna", "something quite different")
    assert not is_right(read_password_file(file), "anna", PASSWORD)


@pytest.mark.parametrize(
    "text", ["", "anna:secret\n", "anna:99999999999:AA==:AA==\n", "\x00:1:2:3"]
)
def test_a_file_that_is_none_is_refused_in_one_sentence(text: str, tmp_path: Path) -> None:
    path = tmp_path / "passwords"
    path.write_text(text, "utf-8")
    with pytest.raises(InputFileError, match="posture-lab password"):
        read_password_file(path)


@pytest.mark.parametrize(
    ("name", "password"), [("", PASSWORD), ("a:b", PASSWORD), ("a", "short"), ("a" * 65, PASSWORD)]
)
def test_names_and_passwords_that_cannot_be_used(name: str, password: str, tmp_path: Path) -> None:
    with pytest.raises(InputFileError):
        set_password(tmp_path / "passwords", name, password)
    assert not (tmp_path / "passwords").exists()


@pytest.mark.parametrize(
    ("host", "alone"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), (None, False),
     ("192.0.2.7", False), ("clinic.example", False)],
)  # fmt: skip
def test_who_can_reach_an_address(host: str | None, alone: bool) -> None:
    assert is_loopback(host) == alone
    warned = Reach(host, None, sign_in=False, encrypted=False).warnings
    assert len(warned) == (0 if alone else 2)
    assert Reach(host, Path("passwords"), sign_in=False, encrypted=True).warnings == ()
    assert Reach(host, None, sign_in=True, encrypted=True).warnings == ()


@pytest.fixture
def beyond() -> Iterator[None]:
    before = config.get_option("server.address")
    config.set_option("server.address", "192.0.2.7")
    yield
    config.set_option("server.address", before)


def app() -> AppTest:
    return AppTest.from_file(str(START_SCRIPT), default_timeout=60).run()


def test_nothing_is_asked_on_this_computer() -> None:
    page = app()
    assert not page.warning
    assert [title.value for title in page.title] == ["Check a clip"]


@pytest.mark.usefixtures("beyond")
def test_an_open_door_is_said_on_the_page() -> None:
    page = app()
    assert "Anybody on this network" in page.warning[0].value
    assert "Check a clip" in [title.value for title in page.title]


@pytest.mark.usefixtures("beyond")
def test_nobody_sees_a_page_before_they_have_logged_in(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSWORD_FILE_VARIABLE, str(file))
    page = app()
    assert [title.value for title in page.title] == ["Posture Lab"]
    log_in(page, "anna", "a wrong password")
    assert "not right" in page.error[0].value
    log_in(page, "anna", PASSWORD)
    assert "try again in 1 second" in page.error[0].value
    assert [title.value for title in page.title] == ["Posture Lab"]
    time.sleep(1.1)
    log_in(page, "anna", PASSWORD)
    assert [title.value for title in page.title] == ["Check a clip"]
    assert not page.warning


def log_in(page: AppTest, name: str, password: str) -> None:
    page.text_input[0].input(name)
    page.text_input[1].input(password)
    page.button[0].click().run()


def test_a_password_file_is_made_from_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "passwords"
    with (tmp_path / "typed").open("w+", encoding="utf-8") as typed:
        typed.write(f"{PASSWORD}\n")
        typed.seek(0)
        monkeypatch.setattr("sys.stdin", typed)
        assert main(["password", str(path), "--user", "anna"]) == 0
    assert PASSWORD not in capsys.readouterr().out
    assert is_right(read_password_file(path), "anna", PASSWORD)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--ssl-cert", "c.pem"], "go together"),
        (["--ssl-cert", "c.pem", "--ssl-key", "k.pem"], "There is no file c.pem"),
        (["--password-file", "nowhere"], "posture-lab password nowhere"),
        (["--name", "http://clinic.example/"], "is no name"),
    ],
)
def test_what_is_missing_is_said_before_the_server_starts(
    options: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["app", "--host", "192.0.2.7", *options]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
