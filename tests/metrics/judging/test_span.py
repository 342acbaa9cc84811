import numpy as np
import pytest

from posture_lab.arrays import Floats
from posture_lab.metrics.judging.span import RepetitionSpan, read_series
from posture_lab.metrics.signals.signal import Signal

TIME = np.arange(0, 4, 1 / 30)


def signal(values: Floats) -> Signal:
    return Signal("hip_flexion_deg", values, np.where(np.isnan(values), np.nan, 3.0))


def test_a_straight_line_is_read_as_it_is() -> None:
    series = read_series(signal(10 * TIME), TIME, 1.0, 2.0)
    assert series.time_s[[0, -1]] == pytest.approx([1.0, 2.0])
    assert series.values[5:-5] == pytest.approx(10 * series.time_s[5:-5], abs=1e-6)
    mean = series.mean()
    assert mean is not None
    assert (mean.value, mean.error) == pytest.approx((15.0, 3.0))


def test_short_gaps_are_bridged_and_long_ones_are_not() -> None:
    values = 10 * TIME
    values[(TIME > 1.0) & (TIME < 1.2)] = np.nan
    values[(TIME > 2.0) & (TIME < 2.8)] = np.nan
    series = read_series(signal(values), TIME, 0.5, 3.5)
    unseen = np.isnan(series.values)
    assert not unseen[series.time_s < 2.0].any()
    assert unseen[(series.time_s > 2.15) & (series.time_s < 2.65)].all()


def test_mostly_unseen_has_no_mean_and_no_extreme() -> None:
    values = 10 * TIME
    values[TIME > 1.4] = np.nan
    series = read_series(signal(values), TIME, 1.0, 2.0)
    assert series.mean() is None
    assert series.extreme() is None
    nothing = read_series(signal(np.full_like(TIME, np.nan)), TIME, 1.0, 2.0)
    assert nothing.mean() is None


def test_extremes_have_the_error_of_their_moment() -> None:
    error = np.where(np.abs(TIME - 1.5) < 0.3, 9.0, 1.0)
    hill = Signal("hip_flexion_deg", 50 - 40 * (TIME - 1.5) ** 2, error)
    top = read_series(hill, TIME, 1.0, 2.5).extreme()
    low = read_series(hill, TIME, 1.0, 2.5).extreme(-1.0)
    assert top is not None
    assert low is not None
    assert (top.value, top.error) == pytest.approx((50.0, 9.0), abs=0.5)
    assert low.value == pytest.approx(10.0, abs=2.0)
    assert low.error == pytest.approx(1.0)


def test_standing_does_not_begin_on_the_way_back_of_the_repetition_before() -> None:
    bend = np.interp(TIME, [1.0, 1.9, 2.0, 2.8], [100.0, 4.0, 4.0, 90.0])
    rested = np.interp(TIME, [1.0, 1.5, 2.0, 2.8], [100.0, 4.0, 4.0, 90.0])
    for values in (bend, rested):
        signals = {"hip_flexion_deg": signal(values)}
        span = RepetitionSpan(signals, TIME, 2.0, 2.8, 3.6, 3.8, "hip_flexion_deg")
        before = span.standing("hip_flexion_deg")
        assert before is not None
        assert before.value == pytest.approx(5.0, abs=1.5)


def test_hips_that_seem_to_bend_less_than_in_standing_have_no_bottom() -> None:
    hidden = np.interp(TIME, [1.8, 2.2, 2.8, 3.4, 3.6], [90.0, 60.0, 70.0, 60.0, 90.0])
    signals = {"hip_flexion_deg": signal(hidden)}
    span = RepetitionSpan(signals, TIME, 2.0, 2.8, 3.5, 3.8, "hip_flexion_deg")
    assert span.bottom() is None
    assert span.at_bottom("hip_flexion_deg") is None
