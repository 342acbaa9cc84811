"""Repetitions that begin or end elsewhere than in standing, and where people look meanwhile."""

import numpy as np
import pytest

from posture_lab.arrays import Floats
from posture_lab.metrics.counting.repetition import Repetition
from posture_lab.metrics.judging.measures import Findings, measure_repetition
from posture_lab.metrics.signals.neutral import Neutral
from posture_lab.metrics.signals.signal import Signal, Signals
from posture_lab.metrics.signals.spec import SIGNAL_NAMES
from posture_lab.movements.catalogue import movement

TIME = np.arange(0, 6, 1 / 30)
STANDING = Neutral(
    "between_repetitions",
    values=dict.fromkeys(SIGNAL_NAMES, 0.0),
    errors=dict.fromkeys(SIGNAL_NAMES, 3.0),
)


def signals(**given: Floats) -> Signals:
    error = np.full_like(TIME, 2.0)
    names = (*SIGNAL_NAMES, "sole_pitch_deg", "side_difference_deg")
    zero = np.zeros_like(TIME)
    return Signals(TIME, {name: Signal(name, given.get(name, zero), error) for name in names})


def pull(**sizes: float) -> dict[str, Floats]:
    """From the floor, where the clip begins, to standing in 1 to 3 s; each signal by its size."""
    up = np.interp(TIME, [1.0, 3.0], [1.0, 0.0])
    return {name: size * up for name, size in sizes.items()}


def of(clip: Signals, repetition: Repetition, neutral: Neutral | None = STANDING) -> Findings:
    return measure_repetition(clip, repetition, movement("deadlift"), neutral=neutral)


def test_a_lift_from_the_floor_changes_from_the_standing_it_ends_in() -> None:
    clip = signals(**pull(hip_flexion_deg=110.0, lumbar_flexion_deg=40.0, knee_flexion_deg=70.0))
    found = of(clip, Repetition(0.0, 0.5, 3.0))
    assert found.measures["lumbar_flexion_change_deg"].value == pytest.approx(40.0, abs=3.0)
    assert found.measures["hip_to_knee_ratio"].value == pytest.approx(110 / 70, rel=0.05)
    assert "way down was not seen" in found.missing["lowering_s"]
    assert found.measures["trunk_lean_after_deg"].value == pytest.approx(0.0, abs=0.5)


def test_a_lift_that_neither_begins_nor_ends_standing_changes_from_the_neutral() -> None:
    bent = np.interp(TIME, [1.0, 3.0], [110.0, 60.0])
    clip = signals(hip_flexion_deg=bent, lumbar_flexion_deg=np.full_like(TIME, 35.0))
    found = of(clip, Repetition(0.0, 0.5, 3.0))
    assert found.measures["lumbar_flexion_change_deg"].value == pytest.approx(35.0, abs=0.5)
    assert "way back up was not seen" in found.missing["trunk_lean_after_deg"]


def test_a_stoop_before_the_bend_is_not_taken_for_standing() -> None:
    hip = np.interp(TIME, [0.5, 2.0, 2.5, 4.0], [40.0, 120.0, 120.0, 0.0])
    spine = np.interp(TIME, [0.5, 2.0, 2.5, 4.0], [20.0, 30.0, 30.0, 0.0])
    found = of(signals(hip_flexion_deg=hip, lumbar_flexion_deg=spine), Repetition(0.5, 2.2, 4.0))
    assert found.measures["lumbar_flexion_change_deg"].value == pytest.approx(30.0, abs=1.0)


@pytest.mark.parametrize(
    ("head", "expected"), [(0.0, 0.0), (-40.0, 0.0), (-80.0, 0.0), (-110.0, -30.0), (25.0, 25.0)]
)
def test_the_gaze_is_free_between_level_and_in_line(head: float, expected: float) -> None:
    clip = signals(
        **pull(hip_flexion_deg=110.0, trunk_inclination_deg=80.0, head_inclination_deg=head)
    )
    found = of(clip, Repetition(0.0, 0.5, 3.0)).measures["head_beyond_gaze_deg"]
    assert found.value == pytest.approx(expected, abs=1.0)


@pytest.mark.parametrize(
    ("stands", "ends", "expected"), [(0.0, -12.0, -12.0), (5.0, -5.0, -5.0), (-6.0, -10.0, -4.0)]
)
def test_leaning_back_counts_from_upright_or_the_own_start_whichever_is_kinder(
    stands: float, ends: float, expected: float
) -> None:
    hip = np.interp(TIME, [1.0, 2.0, 3.0], [0.0, 100.0, 0.0])
    trunk = np.interp(TIME, [1.0, 2.0, 3.0], [stands, 70.0, ends])
    clip = signals(hip_flexion_deg=hip, trunk_inclination_deg=trunk)
    found = of(clip, Repetition(1.05, 2.0, 2.95)).measures["trunk_lean_after_deg"]
    assert found.value == pytest.approx(expected, abs=1.0)


def test_a_bottom_that_sinks_on_makes_the_time_down_less_sure() -> None:
    level = np.interp(TIME, [1.0, 2.0, 3.5, 4.5], [0.0, 100.0, 100.0, 0.0])
    sinking = np.interp(TIME, [1.0, 2.0, 3.5, 4.5], [0.0, 93.0, 100.0, 0.0])
    sure, unsure = (
        of(signals(hip_flexion_deg=hip), Repetition(1.05, 2.7, 4.45)).measures["lowering_s"]
        for hip in (level, sinking)
    )
    assert sure.error == pytest.approx(0.1)
    assert abs(unsure.value - sure.value) < 1.1 * unsure.error


def test_without_a_neutral_the_start_is_what_came_before() -> None:
    hip = np.interp(TIME, [1.0, 2.0, 3.0], [0.0, 100.0, 0.0])
    clip = signals(hip_flexion_deg=hip, lumbar_flexion_deg=10.0 + 0.2 * hip)
    found = of(clip, Repetition(1.05, 2.0, 2.95), None)
    assert found.measures["lumbar_flexion_change_deg"].value == pytest.approx(18.0, abs=2.0)
