from pathlib import Path

import pytest

from posture_lab.errors import OutputError
from posture_lab.export.files import check_writable, complete_file, write_text


def test_text_is_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_text(tmp_path / "a.json", "ß 90°")
    assert (tmp_path / "a.json").read_text(encoding="utf-8") == "ß 90°"
    assert [each.name for each in tmp_path.iterdir()] == ["a.json"]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_interrupted_write_keeps_the_older_file(tmp_path: Path, error: type[BaseException]) -> None:
    path = tmp_path / "a.json"
    path.write_text("older")

    def interrupted() -> None:
        with complete_file(path) as temporary:
            temporary.write_text("half of the ne")
            raise error

    with pytest.raises(error):
        interrupted()
    assert path.read_text() == "older"
    assert [each.name for each in tmp_path.iterdir()] == ["a.json"]


def test_full_disk_is_one_sentence_and_the_device_stays() -> None:
    with pytest.raises(OutputError, match=r"^Cannot write /dev/full: the disk is full.*\.$"):
        write_text(Path("/dev/full"), "x")
    assert Path("/dev/full").is_char_device()


def test_link_keeps_pointing_to_the_replaced_file(tmp_path: Path) -> None:
    target, link = tmp_path / "real.json", tmp_path / "link.json"
    target.write_text("older")
    link.symlink_to(target)
    write_text(link, "newer")
    assert link.is_symlink()
    assert target.read_text() == "newer"


def test_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    write_text(tmp_path / "new.json", "x")
    (tmp_path / "usual").touch()
    assert (tmp_path / "new.json").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_writable_place_is_left_as_it_was(tmp_path: Path) -> None:
    check_writable(tmp_path / "new.json")
    (tmp_path / "old.json").write_text("older")
    check_writable(tmp_path / "old.json")
    check_writable(Path("/dev/null"))
    assert [each.name for each in tmp_path.iterdir()] == ["old.json"]
    assert (tmp_path / "old.json").read_text() == "older"


def test_what_cannot_be_written_is_said_beforehand(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cases = {
        tmp_path: "it is a folder",
        tmp_path / "nowhere" / "a.json": "its folder does not exist",
        tmp_path / "file" / "a.json": "its folder is a file",
        tmp_path / ("n" * 300): "the name is too long",
        Path("/sys/a.json"): "",
    }
    for path, cause in cases.items():
        with pytest.raises(OutputError) as caught:
            check_writable(path)
        sentence = str(caught.value)
        assert sentence.startswith(f"Cannot write {path}: {cause}")
        assert sentence.endswith(".")
        assert "\n" not in sentence
