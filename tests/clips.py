"""Clips for tests, cut by ffmpeg from the project's own rendered samples."""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from posture_lab.cli import main

ROOT = Path(__file__).resolve().parent.parent
HINGE = ROOT / "sample_videos" / "hinge_clean.mp4"
KNEE_DOMINANT = ROOT / "sample_videos" / "hinge_knee_dominant.mp4"
ROUNDED_BACK = ROOT / "sample_videos" / "hinge_rounded_back.mp4"
SQUAT = ROOT / "sample_videos" / "squat_clean.mp4"
HINGE_S = (1.2, 5.2)
"""A stretch of HINGE with quiet standing and then one repetition, in seconds."""

ENCODE = ("-an", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")


def ffmpeg(*arguments: object) -> None:
    """Run ffmpeg; its own words are part of a failure."""
    command = ["ffmpeg", "-nostdin", "-loglevel", "error", "-y", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def one_hinge(path: Path, *filters: str, fps: int = 15) -> Path:
    """Write one repetition of the clean hinge to ``path``, with ffmpeg ``filters`` applied."""
    start, end = HINGE_S
    chain = ",".join((*filters, f"fps={fps}"))
    ffmpeg("-ss", start, "-t", end - start, "-i", HINGE, "-vf", chain, *ENCODE, path)
    return path


def two_people(path: Path, seconds: float = 2.0, right_comes_s: float = 0.0) -> Path:
    """Write a clip in which one person hinges on the left and another one on the right.

    The right half is empty until ``right_comes_s``.
    """
    start = HINGE_S[0]
    pieces = [part for clip in (HINGE, ROUNDED_BACK) for part in ("-ss", start, "-i", clip)]
    half = "fps=10,crop=320:480"
    wait = f"tpad=start_duration={right_comes_s}:start_mode=add:color=gray"
    chain = f"[0]{half}[left];[1]{half},{wait}[right];[left][right]hstack"
    ffmpeg(*pieces, "-filter_complex", chain, "-t", seconds, *ENCODE, path)
    return path


def posture_lab(
    *arguments: object, timeout_s: float = 120, **options: object
) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    done: subprocess.CompletedProcess[str] = subprocess.run(
        command_line(*arguments),
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=timeout_s,
        check=False,
        **options,  # type: ignore[call-overload]
    )
    return done


@dataclass(frozen=True)
class Run:
    """How a command ended and what it wrote."""

    returncode: int
    stdout: str
    stderr: str


class Here:
    """Runs the command line in this process, which spares loading the libraries again."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self._capture = capture

    def __call__(self, *arguments: object) -> Run:
        self._capture.readouterr()
        try:
            code = main([str(each) for each in arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = self._capture.readouterr()
        return Run(code, out, err)


def command_line(*arguments: object) -> Sequence[str]:
    return [sys.executable, "-m", "posture_lab", *map(str, arguments)]


def assert_one_sentence(text: str, *words: str) -> None:
    """Standard error is one plain line that holds ``words`` and no traceback."""
    assert text.endswith("\n"), text
    assert text.count("\n") == 1, text
    assert text.strip().endswith("."), text
    assert "Traceback" not in text
    for word in words:
        assert word in text, text


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}
