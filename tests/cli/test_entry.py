"""The command line as its users meet it: help, wrong arguments, defects."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from posture_lab import __version__
from tests.clips import Here, assert_one_sentence, names_in, posture_lab

HEAVY = ("numpy", "mediapipe", "cv2", "av", "streamlit", "scipy", "pandas", "pyarrow", "rich")


@pytest.fixture
def in_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_help_comes_at_once() -> None:
    code = (
        "import sys; from posture_lab.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        f"print('loaded:', [name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("loaded: []\n")
    before = os.times()
    done = posture_lab("--help")
    after = os.times()
    assert done.returncode == 0
    # Processor time: on a busy machine the clock would also show what others do.
    spent = after.children_user + after.children_system
    assert spent - before.children_user - before.children_system < 0.5
    for command in ("analyse", "batch", "app", "doctor"):
        assert command in done.stdout


def test_version() -> None:
    assert posture_lab("--version").stdout == f"posture-lab {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "COMMAND"),
        (["fly"], "'fly'; choose one of analyse, batch"),
        (["analyze", "CLIP"], "did you mean 'analyse'?"),
        (["ANALYSE", "CLIP"], "did you mean 'analyse'?"),
        (["analyse", "CLIP", "--movment", "squat"], "did you mean '--movement'?"),
        (["analyse", "--anotated=a.mp4", "CLIP"], "did you mean '--annotated'?"),
        (["batch", "CLIP", "--output", "a"], "there is no option '--output'"),
        (["app", "--passwordfile", "a"], "did you mean '--password-file'?"),
        (["analyse", "CLIP", "--movement", "hinge"], "did you mean 'hip_hinge'?"),
        (["analyse", "CLIP", "--movement", "Squats"], "did you mean 'squat'?"),
        (["an\x1b[2Jalyse", "CLIP"], "did you mean 'analyse'?"),
        (["analyse", "CLIP", "--mo\x1b[2Jvement", "squat"], "did you mean '--movement'?"),
        (["analyse", "CLIP", "more\x1b[2J\n", "and \x9b2J more"], "unrecognized arguments"),
        (["analyse", "CLIP", "--json", "\x1b]0;title\x07/a.json"], "its folder does not exist"),
        (["analyse"], "CLIP"),
        (["analyse", "CLIP", "--workers", "0"], "'0' is not a whole number of at least 1"),
        (["analyse", "CLIP", "--subject", "left"], "'left' is neither a point such as 320,240"),
        (["analyse", "CLIP", "--subject", "0"], "'0' is neither a point"),
        (["analyse", "CLIP", "--subject", "3,4@-1"], "lies outside any clip"),
        (["analyse", "CLIP", "--movement", "handstand"], "hip_hinge"),
        (["analyse", "CLIP", "--model", "no.task"], "no.task"),
        (["analyse", "CLIP", "--neutral", "no.json"], "no.json"),
        (["analyse", "CLIP", "--annotated", "a.avi"], "ends in .mp4"),
        (["analyse", "CLIP", "--timeseries", "a.xlsx"], "ends in .csv or .parquet"),
        (["analyse", "CLIP", "--json", "nowhere/a.json"], "its folder does not exist"),
        (["analyse", "CLIP", "--annotated", "CLIP"], "would replace the clip"),
        (["analyse", "CLIP", "--json", "a.csv", "--timeseries", "a.csv"], "choose two names"),
        (["batch", "CLIP"], "--out"),
        (["batch", "CLIP", "--out", "/dev/null/x"], "/dev/null/x"),
        (["app", "--port", "99999"], "99999"),
    ],
)
def test_wrong_arguments_are_one_sentence_and_exit_2(
    arguments: list[str],
    words: str,
    clip: Path,
    in_empty_folder: Path,
    here: Here,
) -> None:
    given = [str(clip) if each == "CLIP" else each for each in arguments]
    done = here(*given)
    assert done.returncode == 2
    assert done.stdout == ""
    assert_one_sentence(done.stderr, words)
    assert done.stderr.strip("\n").isprintable()
    assert names_in(in_empty_folder) == set()


def test_a_defect_is_one_sentence_too(
    clip: Path, monkeypatch: pytest.MonkeyPatch, here: Here
) -> None:
    def broken(_arguments: object) -> int:
        raise ZeroDivisionError("by hand")

    monkeypatch.setattr("posture_lab.cli.analyse.run", broken)
    done = here("analyse", clip)
    assert done.returncode == 1
    assert_one_sentence(done.stderr, "ZeroDivisionError", "POSTURE_LAB_DEBUG")
    monkeypatch.setenv("POSTURE_LAB_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        here("analyse", clip)
