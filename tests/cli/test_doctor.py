"""``posture-lab doctor``: what is installed, and what to do."""

import os
from pathlib import Path

from tests.clips import Here, posture_lab


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
