"""How far a neutral is off, in clips whose neutral is known to be."""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest
from against_truth.gates import GATES, gates_of
from against_truth.truth_file import TrueClip, read_truth
from against_truth.zero import near_neutral, zero_of

from posture_lab.analysis.result import Analysis
from posture_lab.metrics.signals.neutral import Neutral
from posture_lab.metrics.signals.signal import Signals
from tests.analyses import two_hinges

SAMPLES = Path(__file__).resolve().parents[2] / "sample_videos"
LUMBAR = "lumbar_flexion_deg"


@lru_cache
def truth() -> TrueClip:
    return read_truth(SAMPLES / "hinge_clean.truth.json")


def off_by(degrees: float, neutral: Neutral) -> Analysis:
    """The truth, its lumbar flexion counted from a zero that is this far off."""
    signals = truth().as_signals()
    shifted = replace(signals[LUMBAR], values=signals[LUMBAR].values + degrees)
    moved = Signals(signals.time_s, {**signals.by_name, LUMBAR: shifted})
    return replace(two_hinges(), signals=moved, neutral=neutral)


def test_a_zero_that_is_off_is_found_with_its_sign_and_what_was_stated() -> None:
    neutral = Neutral("between_repetitions", 0.0, 1.0, {LUMBAR: 1.0}, {LUMBAR: 5.5})
    zero = zero_of(truth(), off_by(3.0, neutral))
    assert zero is not None
    assert zero.source == "between_repetitions"
    assert zero.off == {LUMBAR: pytest.approx(3.0)}
    assert zero.stated == {LUMBAR: 5.5}


def test_without_a_neutral_there_is_no_zero() -> None:
    assert zero_of(truth(), off_by(3.0, Neutral("none"))) is None


def test_standing_is_near_the_neutral_and_bending_is_not() -> None:
    clip = truth()
    near = near_neutral(clip, clip.time_s)
    lean = clip.signals["trunk_inclination_deg"]
    assert near[lean < 5].mean() > 0.9
    assert not near[lean > 30].any()
    hidden = replace(clip, visible=np.zeros_like(clip.visible))
    assert not near_neutral(hidden, clip.time_s).any()


def test_every_gate_is_told() -> None:
    analysis = two_hinges()
    assert analysis.poses is not None
    stands = np.ones(len(analysis.poses), dtype=bool)
    passed = gates_of(analysis.poses, analysis, (), stands)
    assert set(passed) == set(GATES)
    assert all(0 <= gate.let <= gate.of for gate in passed.values())
    assert passed["yaw"].of == len(analysis.poses)
    assert passed["start pose"].of > 0
