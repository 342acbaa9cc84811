"""``posture-lab batch``: many clips, whole results only."""

import json
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from posture_lab.cli.batch import clips_of
from posture_lab.errors import InputFileError
from posture_lab.export.schema import analysis_schema
from posture_lab.video.checksum import sha256_of
from tests.clips import (
    ENCODE,
    HINGE,
    SQUAT,
    Here,
    assert_one_sentence,
    command_line,
    ffmpeg,
    names_in,
    posture_lab,
)


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


def test_batch_of_good_clips_is_done(here: Here, clip: Path, tmp_path: Path) -> None:
    done = here("batch", clip, "--out", tmp_path, "--movement", "hip_hinge")
    assert done.returncode == 0
    assert done.stderr == ""
    assert json.loads((tmp_path / "hinge.json").read_text())["movement"]["chosen_by"] == "user"


@pytest.fixture(scope="module")
def namesakes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two short clips of one name in two folders."""
    found = []
    for sample in (HINGE, SQUAT):
        path = tmp_path_factory.mktemp("namesakes") / "walk \x1b[31m.mp4"
        ffmpeg("-ss", 0.5, "-t", 0.6, "-i", sample, "-vf", "fps=10", *ENCODE, path)
        found.append(path)
    return found[0], found[1]


def summary_of(folder: Path) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    return plain


def test_another_clips_result_of_the_same_name_is_never_replaced(
    here: Here, namesakes: tuple[Path, Path], tmp_path: Path
) -> None:
    first, second = namesakes
    assert here("batch", first, "--out", tmp_path, "--movement", "standing").returncode == 0
    before = (tmp_path / f"{first.stem}.json").read_bytes()
    done = here("batch", second, "--out", tmp_path, "--movement", "standing")
    assert done.returncode == 0
    assert_one_sentence(done.stderr, ".mp4.json, because ", "holds something else")
    assert "\x1b" not in done.stderr + done.stdout
    assert (tmp_path / f"{first.stem}.json").read_bytes() == before
    rows = summary_of(tmp_path)["clips"]
    assert [row["clip"] for row in rows] == [str(first), str(second)]
    for row, clip in zip(rows, namesakes, strict=True):
        result = json.loads((tmp_path / row["json"]).read_text(encoding="utf-8"))
        assert result["clip"]["sha256"] == row["sha256"] == sha256_of(clip)


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_a_batch_that_is_stopped_has_a_summary_of_what_was_done(
    namesakes: tuple[Path, Path], tmp_path: Path, sent: signal.Signals
) -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        process = subprocess.Popen(
            command_line("batch", namesakes[0], HINGE, SQUAT, "--out", tmp_path),
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
    finally:
        signal.signal(signal.SIGINT, before)
    deadline = time.monotonic() + 120
    while not (tmp_path / "summary.json").exists():
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.02)
    process.send_signal(sent)
    _, told = process.communicate(timeout=30)
    summary = summary_of(tmp_path)
    assert summary["clips_left"] == 2
    (row,) = summary["clips"]
    assert (tmp_path / row["json"]).exists()
    if sent == signal.SIGINT:
        assert process.returncode == 130
        assert_one_sentence(told, "Stopped: 1 of 3 clips done", "summary.json", str(HINGE))
        assert "\x1b" not in told


def test_a_folder_stands_for_the_clips_in_it(tmp_path: Path) -> None:
    for name in ("b.MOV", "a.mp4", "c.mts", "notes.txt", ".hidden.mp4", "a.analysis.json"):
        (tmp_path / name).touch()
    (tmp_path / "below.mp4").mkdir()
    (tmp_path / "below.mp4" / "d.mp4").touch()
    extra = tmp_path / "notes.txt"
    found = clips_of([tmp_path / "b.MOV", tmp_path, extra, Path("gone.mp4"), Path("n" * 5000)])
    assert [path.name for path in found[:5]] == ["b.MOV", "a.mp4", "c.mts", "notes.txt", "gone.mp4"]
    with pytest.raises(InputFileError, match="no clip in the folder"):
        clips_of([_empty(tmp_path / "empty")])


def test_batch_of_a_folder(here: Here, namesakes: tuple[Path, Path], tmp_path: Path) -> None:
    folder = namesakes[1].parent
    done = here("batch", folder, "--out", tmp_path, "--movement", "standing")
    assert done.returncode == 0, done.stderr
    assert names_in(tmp_path) == {f"{namesakes[1].stem}.json", "summary.json"}
    refused = here("batch", _empty(tmp_path / "empty"), "--out", tmp_path / "new")
    assert refused.returncode == 2
    assert_one_sentence(refused.stderr, "no clip in the folder")
    assert not (tmp_path / "new").exists()


def test_somebody_elses_summary_is_found_before_the_work(here: Here, tmp_path: Path) -> None:
    (tmp_path / "summary.json").write_text('{"milk": 2}')
    done = here("batch", HINGE, "--out", tmp_path)
    assert done.returncode == 2
    assert_one_sentence(done.stderr, "summary.json", "left as it is")
    assert names_in(tmp_path) == {"summary.json"}


def _empty(folder: Path) -> Path:
    folder.mkdir()
    return folder
