"""What is read from a truth file: repetitions, lifts from the floor, whose hand drew it."""

import json
from pathlib import Path
from typing import Any

import pytest
from against_truth.truth_file import true_clip

SAMPLES = Path(__file__).resolve().parents[2] / "sample_videos"
AT_THE_FLOOR = {
    "start_s": -1.4, "turn_s": -0.1, "end_s": 1.3, "bottom_start_s": -0.2, "bottom_end_s": 0.2,
    "depth": 1.0, "partial": False,
}  # fmt: skip
ON_THE_WAY_UP = AT_THE_FLOOR | {"turn_s": -0.4, "bottom_start_s": -0.5, "bottom_end_s": -0.3}
ON_THE_WAY_DOWN = AT_THE_FLOOR | {"turn_s": 0.5, "bottom_start_s": 0.4, "bottom_end_s": 0.6}


def record(name: str, **changes: Any) -> dict[str, Any]:
    text = (SAMPLES / f"{name}.truth.json").read_text(encoding="utf-8")
    whole: dict[str, Any] = json.loads(text)
    return whole | changes


@pytest.mark.parametrize(
    ("cut", "begun"), [(AT_THE_FLOOR, 1), (ON_THE_WAY_UP, 0), (ON_THE_WAY_DOWN, 0)]
)
def test_a_lift_from_the_floor_is_to_be_counted(cut: dict[str, Any], begun: int) -> None:
    lifts = true_clip(record("deadlift_clean", cut_reps=[cut]), Path("deadlift.mp4"))
    assert len(lifts.begun) == begun
    assert lifts.performed == len(lifts.repetitions) + begun
    hinges = true_clip(record("hinge_clean", cut_reps=[cut]), Path("hinge.mp4"))
    assert hinges.performed == len(hinges.repetitions)


def test_a_lift_that_the_clips_end_cuts_is_not() -> None:
    unfinished = AT_THE_FLOOR | {"end_s": 500.0}
    lifts = true_clip(record("deadlift_clean", cut_reps=[unfinished]), Path("deadlift.mp4"))
    assert lifts.begun == ()


def test_truth_says_whose_hand_drew_it() -> None:
    assert true_clip(record("hinge_clean"), Path("hinge.mp4")).hand == "first"
    assert true_clip(record("hinge_clean", hand="second"), Path("hinge.mp4")).hand == "second"
