"""The command line as its users meet it: outputs, exit codes, silence, signals."""

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pandas as pd
import psutil
import pytest

from posture_lab import __version__
from posture_lab.export.schema import analysis_schema
from posture_lab.metrics.signals import SIGNAL_NAMES
from tests.clips import (
    ENCODE,
    HINGE,
    KNEE_DOMINANT,
    Here,
    assert_one_sentence,
    command_line,
    ffmpeg,
    names_in,
    one_hinge,
    posture_lab,
    two_people,
)

HEAVY = ("numpy", "mediapipe", "cv2", "av", "streamlit", "scipy", "pandas", "pyarrow", "rich")


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return one_hinge(tmp_path_factory.mktemp("clips") / "hinge.mp4")


@pytest.fixture(scope="module")
def analysed(clip: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every output of one run; its standard output is in table.txt."""
    folder = tmp_path_factory.mktemp("out")
    outputs = ["--json", "a.json", "--timeseries", "a.csv", "--annotated", "a.mp4"]
    done = posture_lab("analyse", clip, *outputs, cwd=folder)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    (folder / "table.txt").write_text(done.stdout)
    return folder


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


def test_every_output_of_one_run(analysed: Path) -> None:
    assert names_in(analysed) == {"a.json", "a.csv", "a.mp4", "table.txt"}
    result = json.loads((analysed / "a.json").read_text(encoding="utf-8"))
    jsonschema.validate(result, analysis_schema())
    assert result["movement"] == {
        "id": "hip_hinge",
        "chosen_by": "auto",
        "confidence": result["movement"]["confidence"],
        "reason": None,
    }
    assert result["summary"]["reps"] == len(result["reps"]) == 1
    assert result["clip"]["frames_read"] == result["clip"]["frames_declared"] == 60
    table = pd.read_csv(analysed / "a.csv")
    assert list(table) == [
        "time_s", *(each for name in SIGNAL_NAMES for each in (name, f"{name}_error")),
    ]  # fmt: skip
    assert len(table) == 60
    words = (analysed / "table.txt").read_text()
    assert "hinge.mp4" in words
    assert "1 repetition" in words
    assert "\x1b" not in words


def test_annotated_clip_is_h264_with_the_times_of_the_clip(analysed: Path, clip: Path) -> None:
    def shown(path: Path) -> tuple[str, list[float]]:
        fields = "stream=codec_name,pix_fmt:frame=pts_time"
        command = f"ffprobe -v error -select_streams v -show_entries {fields} -of json".split()
        told = subprocess.run([*command, str(path)], capture_output=True, text=True, check=True)
        facts = json.loads(told.stdout)
        stream = facts["streams"][0]
        times = [float(frame["pts_time"]) for frame in facts["frames"]]
        return f"{stream['codec_name']} {stream['pix_fmt']}", times

    kind, times = shown(analysed / "a.mp4")
    assert kind == "h264 yuv420p"
    assert times == pytest.approx(shown(clip)[1], abs=2e-3)


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


def test_two_workers_find_what_one_finds(here: Here, tmp_path: Path) -> None:
    clip = tmp_path / "long.mp4"
    ffmpeg("-t", 10.5, "-i", HINGE, "-vf", "fps=10", *ENCODE, clip)
    results = []
    for workers in (1, 2):
        done = here("analyse", clip, "--json", "-", "--workers", workers)
        assert done.returncode == 0, done.stderr
        assert done.stderr == ""
        results.append(json.loads(done.stdout))
    one, two = results
    assert one["clip"] == two["clip"]
    assert len(one["reps"]) == len(two["reps"]) >= 2
    for first, second in zip(one["reps"], two["reps"], strict=True):
        assert second["turn_s"] == pytest.approx(first["turn_s"], abs=0.15)
        for name in ("hip_flexion_peak_deg", "knee_flexion_peak_deg", "trunk_inclination_peak_deg"):
            if name in first["measures"]:
                found = second["measures"][name]["value"]
                assert found == pytest.approx(first["measures"][name]["value"], abs=2.0)


def test_the_chosen_movement_and_neutral_are_used(here: Here, clip: Path, analysed: Path) -> None:
    neutral = analysed / "a.json"
    done = here(
        "analyse", clip, "--movement", "squat", "--neutral", neutral, "--json", "-"
    )  # fmt: skip
    result = json.loads(done.stdout)
    assert result["movement"]["id"] == "squat"
    assert result["movement"]["chosen_by"] == "user"
    assert result["neutral"]["source"] == "calibration"


def test_the_person_pointed_at_is_followed(here: Here, tmp_path: Path) -> None:
    """Two people: the large one hinges well, the small one at the right bends the knees."""
    clip = tmp_path / "two.mp4"
    small = "[1:v]scale=480:360,pad=480:480:0:120[small];[0:v][small]hstack,fps=10"
    cut = ("-ss", 1, "-t", 4.5, "-i")
    ffmpeg(*cut, HINGE, *cut, KNEE_DOMINANT, "-filter_complex", small, *ENCODE, clip)
    found = {}
    for point in ("280,250", "850,350"):
        done = here(
            "analyse", clip, "--movement", "hip_hinge", "--subject", point, "--json", "-"
        )  # fmt: skip
        (rep,) = json.loads(done.stdout)["reps"]
        found[point] = [cue["id"] for cue in rep["cues"]]
    assert found == {"280,250": [], "850,350": ["knee_dominant"]}


def test_people_are_listed_and_followed_by_their_number(here: Here, tmp_path: Path) -> None:
    clip = two_people(tmp_path / "late.mp4", seconds=8.0, right_comes_s=3.0)
    listed = here("analyse", clip, "--subject", "list")
    assert listed.returncode == 0, listed.stderr
    first, second = listed.stdout.splitlines()
    assert first.startswith("1  ")
    assert first.endswith("@0.00  (followed if you do not say)")
    point = second.split()[1]
    x, _, rest = point.partition(",")
    assert int(x) > 320
    assert 2.9 <= float(rest.partition("@")[2]) <= 3.6
    found = [
        json.loads(here("analyse", clip, "--subject", who, "--json", "-").stdout)
        for who in ("2", point)
    ]
    notes = [one["clip"]["warnings"] for one in found]
    assert any("what came before was not looked at" in note for note in notes[0])
    assert notes[0] == notes[1]
    beyond = here("analyse", clip, "--subject", "3")
    assert (beyond.returncode, beyond.stdout) == (1, "")
    assert "2 people can be told apart, so there is no number 3" in beyond.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "COMMAND"),
        (["fly"], "fly"),
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
    assert names_in(in_empty_folder) == set()


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


def test_batch_goes_on_past_a_clip_that_fails(clip: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.mp4").write_bytes(b"not a video" * 100)
    out = tmp_path / "results" / "today"
    clips = [clip, tmp_path / "broken.mp4", tmp_path / "missing.mp4"]
    done = posture_lab("batch", *clips, "--out", out, "--workers", 2)
    assert done.returncode == 1
    assert names_in(out) == {"hinge.json", "summary.json"}
    assert done.stdout.startswith("1 of 3 clips analysed")
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    good, broken, missing = summary["clips"]
    assert good["json"] == "hinge.json"
    assert good["reps"] == 1
    assert good["error"] is None
    jsonschema.validate(json.loads((out / "hinge.json").read_text()), analysis_schema())
    for row, name in ((broken, "broken.mp4"), (missing, "missing.mp4")):
        assert row["json"] is None
        assert name in row["error"]
        assert row["error"] in done.stderr


def test_interrupted_batch_leaves_only_whole_results(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with _started("batch", HINGE, KNEE_DOMINANT, "--out", out, "--workers", 2) as process:
        _wait_for_children(process, at_least=2)
        time.sleep(1.0)
        os.killpg(process.pid, signal.SIGINT)
        told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert told == (b"", b"")
    assert names_in(out) == set()


def test_batch_of_good_clips_is_done(here: Here, clip: Path, tmp_path: Path) -> None:
    done = here("batch", clip, "--out", tmp_path, "--movement", "hip_hinge")
    assert done.returncode == 0
    assert done.stderr == ""
    assert json.loads((tmp_path / "hinge.json").read_text())["movement"]["chosen_by"] == "user"


def test_doctor_finds_all_well(here: Here) -> None:
    done = here("doctor")
    assert done.returncode == 0, done.stdout
    assert done.stderr == ""
    assert "problem" not in done.stdout
    for title in ("Pose model", "H.264", "MediaPipe stays offline", "Temporary folder"):
        assert title in done.stdout


def test_doctor_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "not.task").write_bytes(b"x")
    wrong = {**os.environ, "POSTURE_LAB_POSE_MODEL": str(tmp_path / "not.task")}
    done = posture_lab("doctor", env=wrong)
    assert done.returncode == 1
    assert "problem  Pose model" in done.stdout
    assert "Set POSTURE_LAB_POSE_MODEL" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


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
