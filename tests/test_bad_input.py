"""Clips and places that are not as they should be: every answer is one a patient understands."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.clips import (
    ENCODE,
    HINGE,
    HINGE_S,
    SQUAT,
    Here,
    assert_one_sentence,
    command_line,
    ffmpeg,
    names_in,
    one_hinge,
)


def analysis_of(here: Here, clip: Path, *arguments: object) -> dict[str, object]:
    """The JSON result of a clip that must be accepted."""
    done = here("analyse", clip, "--json", "-", *arguments)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    result: dict[str, object] = json.loads(done.stdout)
    return result


def assert_not_judged(result: dict[str, object], *words: str) -> None:
    """Nothing is counted or scored, and the reason holds one of ``words``."""
    summary = result["summary"]
    assert isinstance(summary, dict)
    assert summary["reps"] == 0
    assert summary["mean_score"] is None
    assert summary["verdict"] == "cannot_judge"
    assert any(word in summary["reason"] for word in words), summary["reason"]


def assert_refused(here: Here, clip: Path, *words: str) -> None:
    """The clip ends in exit code 1 and one sentence that names it."""
    done = here("analyse", clip, "--movement", "hip_hinge", "--json", "-")
    assert done.returncode == 1
    assert done.stdout == ""
    assert_one_sentence(done.stderr, clip.name, *words)


def test_nobody_in_view(here: Here, tmp_path: Path) -> None:
    clip = tmp_path / "room.mp4"
    ffmpeg("-f", "lavfi", "-i", "testsrc2=size=640x480:rate=15:duration=3", *ENCODE, clip)
    assert_refused(here, clip, "Nobody can be seen")


def test_dark_clip(here: Here, tmp_path: Path) -> None:
    clip = one_hinge(tmp_path / "night.mp4", "lutrgb=r=val*0.01:g=val*0.01:b=val*0.01")
    assert_refused(here, clip, "Nobody can be seen", "light")


def test_only_legs_in_view(here: Here, tmp_path: Path) -> None:
    """The lower part of the picture alone: whatever the model guesses, nothing is judged."""
    clip = one_hinge(tmp_path / "legs.mp4", "crop=iw:ih*0.42:0:ih*0.58")
    done = here("analyse", clip, "--movement", "hip_hinge", "--json", "-")
    if done.returncode == 1:
        assert_one_sentence(done.stderr, "legs.mp4", "head to feet")
    else:
        assert done.returncode == 0
        assert_not_judged(json.loads(done.stdout), "head to feet", "camera", "Nobody")


def test_poster_of_a_person_is_no_movement(here: Here, tmp_path: Path) -> None:
    """A photograph of somebody in mid-bend, filmed for four seconds."""
    photo = tmp_path / "photo.png"
    ffmpeg("-ss", 3.1, "-i", HINGE, "-frames:v", 1, photo)
    clip = tmp_path / "poster.mp4"
    ffmpeg("-loop", 1, "-t", 4, "-i", photo, "-vf", "noise=alls=6:allf=t,fps=15", *ENCODE, clip)
    assert_not_judged(analysis_of(here, clip, "--movement", "hip_hinge"), "repetition", "still")


def test_poster_beside_the_person_is_not_followed(here: Here, tmp_path: Path) -> None:
    photo = tmp_path / "photo.png"
    cut = "crop=250:400:200:40,scale=125:200"
    ffmpeg("-ss", 0.5, "-i", SQUAT, "-frames:v", 1, "-vf", cut, photo)
    clip = tmp_path / "with_poster.mp4"
    beside = ("-filter_complex", "overlay=500:20,fps=10")
    ffmpeg("-t", 9, "-i", HINGE, "-i", photo, *beside, *ENCODE, clip)
    result = analysis_of(here, clip, "--movement", "hip_hinge")
    assert result["summary"]["reps"] == 2  # type: ignore[index]


def test_somebody_walking_through_adds_no_repetition(here: Here, tmp_path: Path) -> None:
    """A second, smaller person passes behind and in front of the one who hinges."""
    clip = tmp_path / "crossing.mp4"
    start, end = HINGE_S
    cut = ("-ss", start, "-t", end - start, "-i", HINGE)
    passing = (
        "[1:v]crop=230:400:210:40,hflip,scale=150:260[other];"
        "[0:v][other]overlay=x='-150+t*230':y=190,fps=15"
    )
    ffmpeg(*cut, *cut, "-filter_complex", passing, *ENCODE, clip)
    result = analysis_of(here, clip, "--movement", "hip_hinge")
    assert result["summary"]["reps"] <= 1  # type: ignore[index]
    for rep in result["reps"]:  # type: ignore[attr-defined]
        assert 0.0 < rep["start_s"] < rep["end_s"] < end - start


def test_one_frame(here: Here, tmp_path: Path) -> None:
    clip = tmp_path / "one.mp4"
    ffmpeg("-ss", 0.5, "-i", HINGE, "-frames:v", 1, *ENCODE, clip)
    assert_not_judged(analysis_of(here, clip), "single picture")
    assert_not_judged(analysis_of(here, clip, "--movement", "standing"), "single picture")


def test_still_image(here: Here, tmp_path: Path) -> None:
    for name in ("photo.png", "photo.jpg"):
        ffmpeg("-ss", 0.5, "-i", HINGE, "-frames:v", 1, tmp_path / name)
        assert_refused(here, tmp_path / name, "still picture", "choose a video clip")


def test_folder_missing_and_empty_file(here: Here, tmp_path: Path) -> None:
    (tmp_path / "clips.mp4").mkdir()
    (tmp_path / "empty.mp4").touch()
    (tmp_path / "words.mp4").write_text("Dear therapist, here is my clip. " * 50)
    assert_refused(here, tmp_path / "clips.mp4", "is a folder")
    assert_refused(here, tmp_path / "missing.mp4", "was not found")
    assert_refused(here, tmp_path / "empty.mp4", "is empty")
    assert_refused(here, tmp_path / "words.mp4")


def test_half_a_file_is_analysed_with_a_warning(here: Here, tmp_path: Path) -> None:
    whole = tmp_path / "whole.mkv"
    ffmpeg("-i", one_hinge(tmp_path / "hinge.mp4"), "-c", "copy", whole)
    half = tmp_path / "half.mkv"
    half.write_bytes(whole.read_bytes()[: whole.stat().st_size * 6 // 10])
    result = analysis_of(here, half, "--movement", "hip_hinge")
    warnings = result["clip"]["warnings"]  # type: ignore[index]
    assert any("cut off" in warning or "damaged" in warning for warning in warnings)


def test_front_view_is_not_judged(here: Here, tmp_path: Path) -> None:
    """The same clip squeezed to a fifth of its width is nobody's side view."""
    clip = one_hinge(tmp_path / "thin.mp4", "scale=128:480,pad=640:480:256:0")
    done = here("analyse", clip, "--movement", "hip_hinge", "--json", "-")
    if done.returncode == 0:
        summary = json.loads(done.stdout)["summary"]
        assert summary["verdict"] == "cannot_judge"
        assert summary["reason"]
    else:
        assert_one_sentence(done.stderr, "thin.mp4")


def test_output_that_cannot_be_written_is_said_before_the_work(here: Here, tmp_path: Path) -> None:
    """No clip is read: the folder is missing, is a file, or belongs to the system."""
    (tmp_path / "file").touch()
    places = [tmp_path / "nowhere" / "a", tmp_path / "file" / "a", Path("/sys/a")]
    for place in places:
        for option, suffix in (
            ("--json", ".json"),
            ("--annotated", ".mp4"),
            ("--timeseries", ".csv"),
        ):
            done = here("analyse", HINGE, option, place.with_suffix(suffix))
            assert done.returncode == 2
            assert done.stdout == ""
            assert_one_sentence(done.stderr, f"{place.with_suffix(suffix)}")
    assert names_in(tmp_path) == {"file"}


def test_output_in_a_folder_without_permission(tmp_path: Path) -> None:
    """Run without root's power to write anywhere."""
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(0o555)
    command = command_line("analyse", HINGE, "--json", folder / "a.json")
    if os.geteuid() == 0:
        command = [
            "setpriv",
            "--bounding-set",
            "-dac_override",
            "--inh-caps",
            "-dac_override",
            "--",
            *command,
        ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert_one_sentence(done.stderr, "no permission")


def test_full_disk_leaves_the_older_file_and_nothing_else(tmp_path: Path) -> None:
    """A real file system of 64 kB, mounted for this command alone."""
    clip = one_hinge(tmp_path / "hinge.mp4")
    disk = tmp_path / "disk"
    disk.mkdir()
    script = (
        'mount -t tmpfs -o size=64k none "$1" && cd "$1" && echo older > a.mp4 && '
        'head -c 20000 /dev/zero > filler && shift && "$@"; code=$?; ls -A; cat a.mp4; exit $code'
    )
    user = [] if os.geteuid() == 0 else ["--map-root-user"]
    command = command_line("analyse", clip, "--timeseries", "a.csv", "--annotated", "a.mp4")
    done = subprocess.run(
        ["unshare", *user, "--mount", "sh", "-c", script, "sh", disk, *command],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert_one_sentence(done.stderr, "free some space")
    assert done.stdout.splitlines()[-3:] == ["a.mp4", "filler", "older"]
    assert "part" not in done.stdout


@pytest.mark.parametrize("output", ["--json", "--timeseries"])
def test_device_that_is_full(here: Here, tmp_path: Path, output: str) -> None:
    clip = one_hinge(tmp_path / "hinge.mp4")
    full = tmp_path / "full.csv"
    full.symlink_to("/dev/full")
    done = here("analyse", clip, output, full)
    assert done.returncode == 1
    assert_one_sentence(done.stderr, "disk is full")


def test_standard_output_that_is_full(tmp_path: Path) -> None:
    clip = one_hinge(tmp_path / "hinge.mp4")
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(
            command_line("analyse", clip, "--json", "-"),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert_one_sentence(done.stderr, "disk is full")


def test_names_that_look_like_something_else(here: Here, tmp_path: Path) -> None:
    """Spaces, umlauts, a colon, a leading dash, no suffix, letters that are not UTF-8."""
    plain = tmp_path / "plain.mp4"
    ffmpeg("-ss", 0.5, "-t", 1, "-i", HINGE, "-vf", "fps=10", *ENCODE, plain)
    for name in ("Übung 1: Hüfte.mp4", "-weird.mp4", "9:30.mp4", "clip"):
        path = tmp_path / name
        path.write_bytes(plain.read_bytes())
    for name in ("Übung 1: Hüfte.mp4", "9:30.mp4", "clip"):
        result = analysis_of(here, tmp_path / name, "--movement", "hip_hinge")
        assert result["clip"]["name"] == name  # type: ignore[index]
    latin = tmp_path / os.fsdecode("Hüfte.mp4".encode("latin-1"))
    latin.write_bytes(plain.read_bytes())
    assert analysis_of(here, latin)["clip"]["name"] == "H?fte.mp4"  # type: ignore[index]
    done = subprocess.run(
        [sys.executable, "-m", "posture_lab", "analyse", "--", "-weird.mp4"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
