"""The private folder of a clip: who may read it, and that it goes away."""

import gc
import io
import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from posture_lab.errors import OutputError
from posture_lab.ui.workspace import Workspace, remove_leftovers


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_only_the_owner_can_read_a_stored_clip() -> None:
    before = os.umask(0)
    try:
        workspace = Workspace()
        clip = workspace.store(io.BytesIO(b"film"), "garden.mp4")
        made = workspace.made("annotated.mp4").parent
    finally:
        os.umask(before)
    assert clip.read_bytes() == b"film"
    assert (mode(workspace.folder), mode(made), mode(clip)) == (0o700, 0o700, 0o600)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("garden.mp4", "garden.mp4"),
        ("../../etc/passwd.mp4", "passwd.mp4"),
        ("C:\\films\\week 2 (b).MOV", "week 2 (b).MOV"),
        ("Übung.mp4", "Übung.mp4"),
        ("a\nb\x00c.gif", "a_b_c.gif"),
        (".hidden.mp4", "hidden.mp4"),
        ("..", "clip"),
        ("x" * 300 + ".webm", "x" * 55 + ".webm"),
    ],
)
def test_a_name_cannot_lead_out_of_the_folder(given: str, kept: str) -> None:
    workspace = Workspace()
    clip = workspace.store(io.BytesIO(b"film"), given)
    assert clip == workspace.folder / kept


def test_closing_removes_everything_and_may_be_repeated(tmp_path: Path) -> None:
    workspace = Workspace()
    workspace.store(io.BytesIO(b"film"), "garden.mp4")
    workspace.made("annotated.mp4").write_bytes(b"drawn")
    workspace.close()
    workspace.close()
    assert workspace.closed
    assert list(tmp_path.iterdir()) == []


def test_a_forgotten_workspace_is_removed(tmp_path: Path) -> None:
    Workspace().store(io.BytesIO(b"film"), "garden.mp4")
    gc.collect()
    assert list(tmp_path.iterdir()) == []


def test_discard_never_touches_a_file_elsewhere(tmp_path: Path) -> None:
    sample = tmp_path / "sample.mp4"
    sample.write_bytes(b"film")
    workspace = Workspace()
    copy = workspace.store(io.BytesIO(b"film"), "sample.mp4")
    workspace.discard(sample)
    workspace.discard(copy)
    assert sample.exists()
    assert not copy.exists()


class FullDisk(io.BytesIO):
    """A source whose copying fails after a while, as on a full disk."""

    def read(self, size: int | None = 10) -> bytes:
        if self.tell():
            raise OSError(28, "No space left on device")
        return super().read(min(size or 10, 10))


def test_a_full_disk_is_said_in_one_sentence_and_leaves_nothing() -> None:
    workspace = Workspace()
    with pytest.raises(OutputError, match=r"no space left.*free some space"):
        workspace.store(FullDisk(b"film" * 10), "garden.mp4")
    assert list(workspace.folder.iterdir()) == []


def test_a_temporary_folder_that_is_missing_is_said_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(OutputError, match="TMPDIR"):
        Workspace()


MAKE = """
import io, os, signal, sys, tempfile
tempfile.tempdir = sys.argv[1]
from posture_lab.ui.workspace import Workspace
workspace = Workspace()
workspace.store(io.BytesIO(b"film"), "garden.mp4")
if sys.argv[2] == "kill":
    os.kill(os.getpid(), signal.SIGKILL)
"""


def make(folder: Path, how: str) -> None:
    subprocess.run([sys.executable, "-c", MAKE, str(folder), how], check=how != "kill")


def test_nothing_is_left_when_the_server_stops(tmp_path: Path) -> None:
    make(tmp_path, "stop")
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_server_left_is_removed_by_the_next(tmp_path: Path) -> None:
    make(tmp_path, "kill")
    assert len(list(tmp_path.iterdir())) == 1
    mine = Workspace()
    other = tmp_path / "posture-lab-notes"
    other.mkdir()
    remove_leftovers()
    assert set(tmp_path.iterdir()) == {mine.folder, other}
