"""``posture-lab analyse``: its outputs, and what can be chosen."""

import json
import subprocess
from pathlib import Path

import jsonschema
import pandas as pd
import pytest

from posture_lab.export.schema import analysis_schema
from posture_lab.metrics.signals.spec import SIGNAL_NAMES
from tests.clips import ENCODE, HINGE, KNEE_DOMINANT, Here, ffmpeg, names_in, two_people


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
