"""Comparing the truth with itself, and with the truth made wrong on purpose."""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest
from against_truth.compare import compare_signals, measure_clip
from against_truth.judged import judged_repetitions
from against_truth.truth_file import TrueClip, read_truth, yaw_off_side

from posture_lab.analysis.result import Analysis, RepetitionResult
from posture_lab.metrics.counting.repetition import Repetition
from posture_lab.metrics.judging.measures import measure_repetition
from posture_lab.metrics.judging.scoring import judge
from posture_lab.metrics.signals.neutral import Neutral
from posture_lab.metrics.signals.signal import Signal, Signals
from posture_lab.metrics.signals.spec import SIGNAL_NAMES
from posture_lab.movements.catalogue import MOVEMENTS
from tests.analyses import two_hinges

SAMPLES = Path(__file__).resolve().parents[2] / "sample_videos"


@lru_cache
def truth(name: str) -> TrueClip:
    return read_truth(SAMPLES / f"{name}.truth.json")


def perfect(clip: TrueClip) -> Analysis:
    """The analysis of somebody who sees the truth."""
    signals, movement = clip.as_signals(), MOVEMENTS[clip.movement]
    reps = []
    for index, rep in enumerate(clip.repetitions, start=1):
        window = Repetition(rep.start_s, rep.turn_s, rep.end_s)
        judgement = judge(measure_repetition(signals, window, movement), movement)
        reps.append(RepetitionResult(index, rep.start_s, rep.turn_s, rep.end_s, judgement))
    return replace(
        two_hinges(), reps=tuple(reps), signals=signals, neutral=Neutral("clip", 0.0, 1.0)
    )


def test_the_truth_agrees_with_itself() -> None:
    clip = truth("hinge_rounded_back")
    for part in compare_signals(clip, perfect(clip)):
        if part.signal in SIGNAL_NAMES:
            assert np.abs(part.difference).max() < 1e-9
        assert len(part.difference) == clip.visible.sum()


def test_the_bones_pivots_are_compared_too_and_differ() -> None:
    clip = truth("hinge_clean")
    beside = {p.signal: p for p in compare_signals(clip, perfect(clip))}
    assert np.abs(beside["bone_hip_flexion_deg"].difference).mean() > 2.0


def test_an_offset_and_a_missing_stretch_show_as_such() -> None:
    clip = truth("hinge_clean")
    analysis = perfect(clip)
    assert analysis.signals is not None
    values = analysis.signals["knee_flexion_deg"].values + 4.0
    values[:10] = np.nan
    wrong = Signal("knee_flexion_deg", values, np.where(np.isnan(values), np.nan, 1.0))
    signals = Signals(clip.time_s, {**analysis.signals.by_name, "knee_flexion_deg": wrong})
    found = compare_signals(clip, replace(analysis, signals=signals))
    knee = next(part for part in found if part.signal == "knee_flexion_deg")
    assert np.isnan(knee.difference[:10]).all()
    assert knee.difference[10:] == pytest.approx(4.0)


def test_an_angle_past_half_a_turn_is_not_a_turn_off() -> None:
    clip = truth("overhead_reach_clean")
    analysis = perfect(clip)
    assert analysis.signals is not None
    arm = analysis.signals["shoulder_flexion_deg"]
    turned = replace(arm, values=np.where(arm.values > 90, arm.values - 360, arm.values))
    signals = Signals(clip.time_s, {**analysis.signals.by_name, arm.name: turned})
    found = compare_signals(clip, replace(analysis, signals=signals))
    part = next(part for part in found if part.signal == arm.name)
    assert np.abs(part.difference).max() < 1e-9


def test_in_a_held_posture_the_truth_counts_from_the_same_zero() -> None:
    clip = truth("standing_head_forward")
    shifted = {n: v + (7.0 if n == "pelvic_tilt_deg" else 0.0) for n, v in clip.signals.items()}
    tilted = replace(clip, signals=shifted)
    signals = clip.as_signals()
    own = signals["pelvic_tilt_deg"]
    zero = float(np.median(own.values[clip.time_s <= 1.0]))
    relative = Signals(clip.time_s, {**signals.by_name, own.name: replace(
        own, values=own.values - zero)})  # fmt: skip
    analysis = replace(two_hinges(), signals=relative, neutral=Neutral("clip", 0.0, 1.0))
    part = next(p for p in compare_signals(tilted, analysis) if p.signal == own.name)
    assert np.abs(part.difference).max() < 1e-9


@pytest.mark.parametrize("name", ["hinge_rounded_back", "squat_pelvis_tucks", "hinge_clean"])
def test_who_sees_the_truth_gives_every_cue_that_is_due_and_no_other(name: str) -> None:
    clip = truth(name)
    units = judged_repetitions(clip, perfect(clip))
    assert len(units) == len(clip.repetitions)
    for unit in units:
        assert unit.turn_error_s == unit.outside_s == 0
        due = {cue for cue, times in unit.exceeds.items() if times > 1.01}
        assert due <= set(unit.given)
        assert all(unit.exceeds[cue] >= 1 for cue in unit.given)


def test_a_rounded_back_is_due_its_cue() -> None:
    clip = truth("hinge_rounded_back")
    assert all(unit.exceeds["spine_rounds"] > 1 for unit in judged_repetitions(clip, perfect(clip)))


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("yaw_deg", [-30.0, 0.0, 12.0])
def test_yaw_is_that_of_the_camera_for_a_person_facing_ahead(side: str, yaw_deg: float) -> None:
    left, right = np.array([[0.1, 0.0, 1.0]]), np.array([[-0.1, 0.0, 1.0]])
    found = yaw_off_side(left, right, {"side": side, "yaw_deg": yaw_deg})
    assert found == pytest.approx([abs(yaw_deg)])


def test_yaw_follows_a_person_who_turns() -> None:
    turn = np.radians(20.0)
    left = 0.1 * np.array([[np.cos(turn), np.sin(turn), 0.0]])
    assert yaw_off_side(left, -left, {"side": "left", "yaw_deg": 0.0}) == pytest.approx([20.0])


def test_a_body_that_models_are_fitted_to_is_not_measured() -> None:
    fitted = [p for p in SAMPLES.glob("*.truth.json") if read_truth(p).split != "test"]
    assert fitted
    with pytest.raises(ValueError, match="split"):
        measure_clip(fitted[0], "full", None)


def test_the_samples_are_filmed_from_the_side() -> None:
    for path in SAMPLES.glob("*.truth.json"):
        clip = read_truth(path)
        assert clip.path.exists()
        assert np.median(clip.yaw_deg) < 15
