"""What is written where: standard output and error, terminals, pipes that close."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.clips import Here, command_line, posture_lab


def test_json_alone_on_standard_output(clip: Path, analysed: Path) -> None:
    done = posture_lab("analyse", clip, "--json", "-")
    assert done.returncode == 0
    assert done.stderr == ""
    result = json.loads(done.stdout)
    assert result == json.loads((analysed / "a.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("output", [["--json", "-"], []])
def test_a_reader_that_has_enough_is_no_error(clip: Path, output: list[str]) -> None:
    with subprocess.Popen(
        command_line("analyse", clip, *output), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 0


def test_native_notes_are_dropped_and_other_native_words_passed_on(
    monkeypatch: pytest.MonkeyPatch, here: Here
) -> None:
    def speaks(_arguments: object) -> int:
        os.write(2, b"W0000 00:00:1.5 some.cc:1] A note of a library.\n")
        sys.stderr.write("A sentence of ours.\n")
        os.write(2, b"free(): invalid pointer\n")
        return 0

    monkeypatch.setattr("posture_lab.cli.doctor.run", speaks)
    assert here("doctor").stderr == "A sentence of ours.\nfree(): invalid pointer\n"


@pytest.mark.parametrize("closed", ["1", "2"])
def test_closed_standard_streams_do_no_harm(closed: str, clip: Path, tmp_path: Path) -> None:
    command = command_line("analyse", clip, "--json", tmp_path / "a.json")
    script = f'exec "$@" {closed}>&-'
    done = subprocess.run(["sh", "-c", script, "sh", *command], capture_output=True, check=False)
    assert done.returncode == 0
    assert done.stderr == b""
    assert (tmp_path / "a.json").exists()


def test_progress_bar_on_a_terminal_only(clip: Path) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command_line("analyse", clip), stdout=subprocess.PIPE, stderr=theirs
    ) as process:
        os.close(theirs)
        seen = b""
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:  # how Linux says that the other end of a terminal is closed
                break
            seen += piece
        os.close(ours)
        assert process.stdout is not None
        assert b"1 repetition" in process.stdout.read()
    assert b"Analysing hinge.mp4" in seen
    assert "━".encode() in seen
