"""Counting in the truth itself."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from against_truth.floor import hand_height
from against_truth.true_count import counted_from_truth
from against_truth.truth_file import read_truth

SAMPLES = Path(__file__).resolve().parents[2] / "sample_videos"


@pytest.mark.parametrize("name", ["hinge_clean", "deadlift_clean", "overhead_reach_clean"])
def test_true_angles_hold_the_repetitions_performed(name: str) -> None:
    truth = read_truth(SAMPLES / f"{name}.truth.json")
    assert counted_from_truth(truth) == len(truth.repetitions) == 3


def test_nothing_is_counted_where_nobody_is_shown_or_nothing_is_repeated() -> None:
    truth = read_truth(SAMPLES / "hinge_clean.truth.json")
    assert counted_from_truth(replace(truth, visible=np.zeros_like(truth.visible))) == 0
    assert counted_from_truth(replace(truth, movement="forward_bend")) == 0
    assert counted_from_truth(read_truth(SAMPLES / "standing_clean.truth.json")) == 0


def test_hands_hang_at_a_leg_length_and_go_up_with_the_arms() -> None:
    truth = read_truth(SAMPLES / "overhead_reach_clean.truth.json")
    hands = truth.signals["hand_height_legs"]
    assert 0.8 < np.percentile(hands, 5) < 1.2
    assert hands.max() > 2.0


def test_the_lower_hand_counts_in_leg_lengths() -> None:
    def at(x: float, y: float) -> np.typing.NDArray[np.float64]:
        return np.array([[x, y]])

    points = {
        f"{side}_{name}": at(0.0, y)
        for side in ("left", "right")
        for name, y in {"hip": 200.0, "knee": 300.0, "ankle": 400.0, "wrist": 100.0}.items()
    }
    points["right_wrist"] = at(0.0, 300.0)
    assert hand_height(points) == pytest.approx([0.5])
