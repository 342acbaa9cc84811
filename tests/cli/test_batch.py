"""``posture-lab batch``: many clips, whole results only."""

import json
from pathlib import Path

import jsonschema

from posture_lab.export.schema import analysis_schema
from tests.clips import Here, names_in, posture_lab


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
