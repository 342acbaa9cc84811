"""Interrupted work leaves nothing half-written and nothing running."""

import os
import signal
import subprocess
import time
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


def _started(*arguments: object) -> subprocess.Popen[bytes]:
    """The command in a process group of its own, as in a terminal."""
    # A test run under nohup or in the background ignores these, and what it starts would, too.
    heeded = (signal.SIGHUP, signal.SIGINT)
    before = [signal.signal(each, signal.SIG_DFL) for each in heeded]
    try:
        return subprocess.Popen(
            command_line(*arguments),
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
