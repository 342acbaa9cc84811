"""Interrupted work leaves nothing half-written and nothing running."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import psutil
import pytest

from tests.clips import HINGE, KNEE_DOMINANT, command_line, ffmpeg, names_in, one_hinge


@pytest.mark.parametrize(
    ("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_interrupted_work_leaves_nothing(tmp_path: Path, sent: signal.Signals, code: int) -> None:
    older = tmp_path / "a.mp4"
    older.write_bytes(b"older")
    outputs = ["--annotated", older, "--json", tmp_path / "a.json"]
    with _started("analyse", HINGE, "--workers", 2, *outputs) as process:
        children = _wait_for_children(process, at_least=1)
        time.sleep(1.0)
        os.killpg(process.pid, sent)
        out, err = process.communicate(timeout=30)
        assert process.returncode == code
    assert (out, err) == (b"", b"")
    assert older.read_bytes() == b"older"
    assert names_in(tmp_path) == {"a.mp4"}
    assert not psutil.wait_procs(children, timeout=10)[1]


def test_ctrl_c_while_drawing_leaves_nothing(tmp_path: Path) -> None:
    long_clip = tmp_path / "long.mp4"
    ffmpeg(
        "-stream_loop", 3, "-t", 12, "-i", one_hinge(tmp_path / "one.mp4"), "-c", "copy", long_clip
    )
    before = names_in(tmp_path)
    with _started("analyse", long_clip, "--annotated", tmp_path / "a.mp4") as process:
        deadline = time.monotonic() + 240
        while names_in(tmp_path) == before and time.monotonic() < deadline:
            time.sleep(0.02)
        while not any("part" in name for name in names_in(tmp_path)):
            time.sleep(0.02)
            assert time.monotonic() < deadline
        time.sleep(0.3)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=30)
    if process.returncode == 0:
        pytest.fail("the clip was drawn before it could be interrupted; make it longer")
    assert process.returncode == 130
    assert (out, err) == (b"", b"")
    assert names_in(tmp_path) == before


def test_interrupted_batch_leaves_only_whole_results(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with _started("batch", HINGE, KNEE_DOMINANT, "--out", out, "--workers", 2) as process:
        _wait_for_children(process, at_least=2)
        time.sleep(1.0)
        os.killpg(process.pid, signal.SIGINT)
        told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert told[0] == b""
    assert told[1].startswith(b"Stopped: 0 of 2 clips done; not done: ")
    assert names_in(out) == set()


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_second_interruption_does_not_disturb_the_tidying_up(
    tmp_path: Path, sent: signal.Signals
) -> None:
    """The work is a stand-in that takes its time to tidy up; all around it is the real thing."""
    script = (
        "import pathlib, sys, time; from posture_lab.cli import analyse, main\n"
        "place = pathlib.Path(sys.argv[1])\n"
        "def work(_):\n"
        "    (place / 'half').touch(); (place / 'ready').touch()\n"
        "    try: time.sleep(60)\n"
        "    finally: time.sleep(0.3); (place / 'half').unlink()\n"
        "analyse.run = work; sys.argv[1:] = ['analyse', 'clip']; sys.exit(main())\n"
    )
    with _process([sys.executable, "-c", script, str(tmp_path)]) as process:
        deadline = time.monotonic() + 60
        while not (tmp_path / "ready").exists():
            assert time.monotonic() < deadline
            time.sleep(0.01)
        for _ in range(3):
            process.send_signal(sent)
            time.sleep(0.02)
        told = process.communicate(timeout=30)
    assert told == (b"", b"")
    assert process.returncode == 128 + sent
    assert names_in(tmp_path) == {"ready"}


@pytest.mark.parametrize("gap_s", [0.0, 0.005, 0.02])
def test_two_interruptions_in_a_row_end_cleanly(tmp_path: Path, gap_s: float) -> None:
    with _started("analyse", HINGE, "--json", tmp_path / "a.json") as process:
        time.sleep(0.8 + 20 * gap_s)  # libraries are being loaded
        os.killpg(process.pid, signal.SIGINT)
        time.sleep(gap_s)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGINT)
        told = process.communicate(timeout=30)
    assert (process.returncode, told) == (130, (b"", b""))
    assert names_in(tmp_path) == set()


def _started(*arguments: object) -> subprocess.Popen[bytes]:
    """The command in a process group of its own, as in a terminal."""
    return _process(command_line(*arguments))


def _process(command: Sequence[str]) -> subprocess.Popen[bytes]:
    # A test run under nohup or in the background ignores these, and what it starts would, too.
    heeded = (signal.SIGHUP, signal.SIGINT)
    before = [signal.signal(each, signal.SIG_DFL) for each in heeded]
    try:
        return subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    finally:
        for each, handler in zip(heeded, before, strict=True):
            signal.signal(each, handler)


def _wait_for_children(process: subprocess.Popen[bytes], at_least: int) -> list[psutil.Process]:
    parent = psutil.Process(process.pid)
    deadline = time.monotonic() + 60
    while len(children := [c for c in parent.children() if _is_worker(c)]) < at_least:
        assert time.monotonic() < deadline
        assert process.poll() is None
        time.sleep(0.05)
    return children


def _is_worker(child: psutil.Process) -> bool:
    """One of our own; libraries start short-lived helpers while they load."""
    try:
        return any("spawn_main" in word for word in child.cmdline())
    except psutil.NoSuchProcess:
        return False
