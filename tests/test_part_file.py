"""Half-written files: nobody else reads them, and what a killed run left is removed by the next."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from posture_lab.export.files import check_writable, complete_file, write_text
from posture_lab.part_file import remove_left_parts
from posture_lab.video.writer import ClipWriter
from tests.clips import names_in, posture_lab

WRITING = """
import sys, time
from pathlib import Path
from posture_lab.export.files import complete_file
with complete_file(Path(sys.argv[1])) as temporary:
    temporary.write_text("half")
    print("written", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def writing(tmp_path: Path) -> "Iterator[subprocess.Popen[str]]":
    """Another process that is in the middle of writing ``a.json``."""
    command = [sys.executable, "-c", WRITING, str(tmp_path / "a.json")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "written\n"
        yield process
        process.kill()


def test_only_the_owner_reads_what_is_half_written(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with complete_file(tmp_path / "a.json") as temporary:
            temporary.write_text("half")
            mode = stat.S_IMODE(temporary.stat().st_mode)
    finally:
        os.umask(before)
    assert mode == 0o600


def test_a_file_that_was_private_stays_so(tmp_path: Path) -> None:
    (tmp_path / "a.json").touch(mode=0o600)
    write_text(tmp_path / "a.json", "newer")
    assert stat.S_IMODE((tmp_path / "a.json").stat().st_mode) == 0o600


def test_what_another_process_is_writing_is_left_alone(
    tmp_path: Path, writing: "subprocess.Popen[str]"
) -> None:
    before = names_in(tmp_path)
    check_writable(tmp_path / "b.json")
    assert names_in(tmp_path) == before
    assert len(before) == 1


def test_what_a_killed_process_left_goes_and_nothing_else(
    tmp_path: Path, writing: "subprocess.Popen[str]"
) -> None:
    others = {".notes.part", "holiday.mp4.part", ".a.0123abcd.part.d"}
    for name in others - {".a.0123abcd.part.d"}:
        (tmp_path / name).touch()
    (tmp_path / ".a.0123abcd.part.d").mkdir()
    writing.send_signal(signal.SIGKILL)
    writing.wait(10)
    assert len(names_in(tmp_path)) == len(others) + 1
    check_writable(tmp_path / "b.json")
    assert names_in(tmp_path) == others


def test_a_folder_that_is_not_there_has_nothing_left_in_it(tmp_path: Path) -> None:
    remove_left_parts(tmp_path / "nowhere")


def test_the_next_analysis_removes_what_a_killed_one_left(
    tmp_path: Path, writing: "subprocess.Popen[str]"
) -> None:
    writing.kill()
    writing.wait(10)
    assert len(names_in(tmp_path)) == 1
    # It finds its outputs writable, and then that there is no such clip.
    done = posture_lab("analyse", tmp_path / "none.mp4", "--annotated", tmp_path / "b.mp4")
    assert done.returncode == 1
    assert names_in(tmp_path) == set()


def test_only_the_owner_sees_an_annotated_clip_that_is_being_drawn(tmp_path: Path) -> None:
    with ClipWriter(tmp_path / "a.mp4") as clip:
        clip.write(np.zeros((32, 32, 3), np.uint8), 0.0)
        (part,) = tmp_path.iterdir()
        assert stat.S_IMODE(part.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "a.mp4").stat().st_mode) != 0o600
