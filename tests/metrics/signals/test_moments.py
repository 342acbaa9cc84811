"""What short moments tell of a neutral, on signals that are made up."""

import numpy as np
import pytest

from posture_lab.arrays import Floats
from posture_lab.metrics.signals.moments import FASTEST, told_by_moments
from posture_lab.metrics.signals.signal import Signal, Signals
from posture_lab.metrics.signals.spec import SIGNAL_NAMES

TIME = np.arange(0, 6, 1 / 30)
FIRST, SECOND = (TIME > 1.0) & (TIME < 1.3), (TIME > 4.0) & (TIME < 4.3)
NEAR = FIRST | SECOND


def signals(**given: Floats | float) -> Signals:
    zero = np.zeros_like(TIME)
    named = {name: Signal(name, zero + given.get(name, 0.0), zero + 2.0) for name in SIGNAL_NAMES}
    return Signals(TIME, named)


def lumbar(speed: float = 0.1, **given: Floats | float) -> tuple[float, float]:
    told = told_by_moments(signals(**given), np.full_like(TIME, speed), NEAR, {})
    assert told is not None
    return told.values["lumbar_flexion_deg"], told.errors["lumbar_flexion_deg"]


def test_two_moments_are_found_and_taken_together() -> None:
    told = told_by_moments(signals(), np.zeros_like(TIME), NEAR, {})
    assert told is not None
    assert [tuple(np.round(window, 1)) for window in told.windows] == [(1.0, 1.3), (4.0, 4.3)]
    assert told.picture_s in TIME[NEAR]
    value, error = lumbar(lumbar_flexion_deg=np.where(FIRST, 3.0, 5.0))
    assert value == pytest.approx(4.0)
    assert error > 2.0


def test_the_error_grows_with_what_they_differ_by_with_motion_strain_and_arms() -> None:
    _, alike = lumbar()
    assert lumbar(lumbar_flexion_deg=np.where(FIRST, 0.0, 10.0))[1] > alike + 2.0
    assert lumbar(speed=0.45)[1] > alike + 0.3
    assert lumbar(hip_flexion_deg=25.0)[1] > alike + 1.0
    assert lumbar(shoulder_flexion_deg=100.0)[1] > alike + 0.5


def test_the_quieter_moment_counts_more() -> None:
    value, _ = lumbar(
        lumbar_flexion_deg=np.where(FIRST, 0.0, 8.0), hip_flexion_deg=np.where(FIRST, 0.0, 28.0)
    )
    assert value < 3.5


def test_what_is_too_fast_too_short_or_unseen_tells_nothing() -> None:
    unseen = np.full_like(TIME, np.nan)
    for speed in (np.full_like(TIME, FASTEST + 0.1), unseen):
        assert told_by_moments(signals(), speed, NEAR, {}) is None
    flicker = (TIME > 1.0) & (TIME < 1.09)
    assert told_by_moments(signals(), np.zeros_like(TIME), flicker, {}) is None
    told = told_by_moments(signals(rib_flare_mm=unseen), np.zeros_like(TIME), NEAR, {})
    assert told is not None
    assert "rib_flare_mm" not in told.values


def test_two_agreeing_moments_are_surer_than_one() -> None:
    one = told_by_moments(signals(hip_flexion_deg=20.0), np.zeros_like(TIME), FIRST, {})
    two = told_by_moments(signals(hip_flexion_deg=20.0), np.zeros_like(TIME), NEAR, {})
    assert one is not None
    assert two is not None
    assert two.errors["lumbar_flexion_deg"] < one.errors["lumbar_flexion_deg"]
