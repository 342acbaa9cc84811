import numpy as np
import pytest

from posture_lab.pose.smoothing import MAX_GAP_S, OneEuroFilter, fill_gaps, smooth


def hinge(time_s: np.ndarray) -> np.ndarray:
    """A quick hinge: 80 degrees in 0.9 s and back, about 140 degrees a second at most."""
    return 40.0 - 40.0 * np.cos(2 * np.pi * np.clip(time_s - 1.0, 0.0, 1.8) / 1.8)


def test_smoothing_does_not_lag_and_keeps_the_peak() -> None:
    time_s = np.arange(0, 4, 1 / 30)
    smoothed = smooth(time_s, hinge(time_s))
    lags = np.arange(-0.1, 0.1, 0.005)
    errors = [
        np.abs(np.interp(time_s - lag, time_s, hinge(time_s)) - smoothed).mean() for lag in lags
    ]
    assert abs(lags[int(np.argmin(errors))]) <= 0.005
    assert smoothed.max() == pytest.approx(80.0, abs=0.5)


def test_smoothing_takes_noise_away() -> None:
    time_s = np.arange(0, 4, 1 / 30)
    noise = np.random.default_rng(0).normal(0, 1.0, len(time_s))
    left = smooth(time_s, hinge(time_s) + noise) - hinge(time_s)
    assert np.std(left) < 0.65


@pytest.mark.parametrize("fps", [15.0, 30.0, 60.0])
def test_smoothing_is_the_same_at_any_frame_rate(fps: float) -> None:
    time_s = np.arange(0, 4, 1 / fps)
    fine = np.arange(0, 4, 1 / 240)
    expected = np.interp(time_s, fine, smooth(fine, hinge(fine)))
    np.testing.assert_allclose(smooth(time_s, hinge(time_s)), expected, atol=0.6)


def test_uneven_timestamps_give_the_same_curve() -> None:
    rng = np.random.default_rng(1)
    even = np.arange(0, 4, 1 / 30)
    uneven = even + rng.uniform(-0.012, 0.012, len(even))
    expected = np.interp(uneven, even, smooth(even, hinge(even)))
    np.testing.assert_allclose(smooth(uneven, hinge(uneven)), expected, atol=1.0)


def test_smoothing_leaves_gaps_and_treats_each_side_by_itself() -> None:
    time_s = np.arange(0, 4, 1 / 30)
    values = np.where(time_s < 2, 0.0, 100.0)
    values[(time_s > 1.7) & (time_s < 2.3)] = np.nan
    smoothed = smooth(time_s, values)
    np.testing.assert_array_equal(np.isnan(smoothed), np.isnan(values))
    np.testing.assert_allclose(smoothed[time_s < 1.7], 0.0, atol=1e-6)
    np.testing.assert_allclose(smoothed[time_s > 2.3], 100.0, atol=1e-6)


@pytest.mark.parametrize("frames", [0, 1, 2, 3])
def test_a_few_frames_come_back_as_they_are(frames: int) -> None:
    values = np.arange(frames, dtype=float)
    np.testing.assert_array_equal(smooth(np.arange(frames) / 30, values), values)


def test_a_few_uneven_frames_of_a_slow_camera_are_not_too_few_for_the_filter() -> None:
    rng = np.random.default_rng(3)
    for frames in range(4, 12):
        for _ in range(200):
            time_s = np.cumsum(rng.uniform(0.05, 0.15, frames))
            values = rng.normal(0.0, 1.0, (frames, 2))
            assert np.isfinite(smooth(time_s, values)).all()


def test_short_gaps_are_filled_in_time_and_long_ones_are_not() -> None:
    time_s = np.array([0.0, 0.1, 0.12, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7])
    values = time_s * 10.0
    values[[1, 2]] = np.nan  # 0.2 s between its neighbours
    values[[5, 6, 7]] = np.nan  # 0.4 s
    filled = fill_gaps(time_s, values)
    np.testing.assert_allclose(filled[:5], time_s[:5] * 10.0)
    assert np.isnan(filled[5:8]).all()


def test_a_gap_of_exactly_the_limit_is_filled_and_ends_never_are() -> None:
    time_s = np.array([0.0, 1.0, 1.1, 1.0 + MAX_GAP_S, 2.0])
    filled = fill_gaps(time_s, np.array([np.nan, 1.0, np.nan, 3.0, np.nan]))
    assert np.isnan(filled[[0, 4]]).all()
    assert filled[2] == pytest.approx(1.0 + 2.0 * 0.1 / MAX_GAP_S)


def test_fill_gaps_leaves_its_input_alone_and_handles_nothing_seen() -> None:
    values = np.full((5, 33, 2), np.nan)
    filled = fill_gaps(np.arange(5.0), values)
    assert np.isnan(filled).all()
    assert filled is not values


def test_one_euro_takes_time_zero_for_a_time() -> None:
    still = OneEuroFilter(min_cutoff_hz=1.0)
    assert still(0.0, np.array([0.0])) == pytest.approx(0.0)
    second = still(0.1, np.array([10.0]))
    assert 0.0 < float(second[0]) < 10.0


def test_one_euro_is_steady_at_rest_and_quick_in_movement() -> None:
    rng = np.random.default_rng(0)
    time_s = np.arange(0, 4, 1 / 30)
    rest = OneEuroFilter()
    steady = np.array(
        [rest(t, v) for t, v in zip(time_s, rng.normal(0, 1, (len(time_s), 1)), strict=True)]
    )
    assert steady[30:].std() < 0.6
    move = OneEuroFilter()
    followed = np.array(
        [float(move(t, np.array([v]))[0]) for t, v in zip(time_s, 500 * time_s, strict=True)]
    )
    assert (500 * time_s - followed)[-1] < 500 * 0.06  # less than 60 ms behind


def test_one_euro_forgets_a_value_that_was_missing() -> None:
    live = OneEuroFilter()
    live(0.0, np.array([1.0, 1.0]))
    np.testing.assert_array_equal(np.isnan(live(0.1, np.array([np.nan, 1.0]))), [True, False])
    np.testing.assert_allclose(live(0.2, np.array([9.0, 1.0])), [9.0, 1.0])


def test_one_euro_refuses_time_that_stands_still() -> None:
    live = OneEuroFilter()
    live(0.0, np.array([1.0]))
    with pytest.raises(ValueError, match="time must move on"):
        live(0.0, np.array([1.0]))
