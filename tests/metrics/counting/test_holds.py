import numpy as np
import pytest

from posture_lab.metrics.counting.holds import hold_windows, moving_range, stretches
from posture_lab.movements.recognition import SITTING_STILL, STANDING_STILL
from tests.metrics.acting import acted, perform
from tests.people import bumps, stick_person, times


def test_standing_before_and_after_a_hinge_are_holds_its_bottom_is_not() -> None:
    time_s = times(14.0)
    phase = bumps(time_s, [3.0], 8.0, hold_s=5.0)
    clip = acted(stick_person(time_s, 70 * phase, 92 * phase, 15 * phase, noise_px=0.5))
    before, after = hold_windows(clip.signals, STANDING_STILL)
    assert before == pytest.approx((0.0, 3.3), abs=0.4)
    assert after == pytest.approx((10.8, 13.97), abs=0.4)
    assert hold_windows(clip.signals, SITTING_STILL) != (before, after)


def test_sitting_is_a_hold_for_the_desk_only() -> None:
    clip = acted(stick_person(times(5.0), 8.0, 92.0, 90.0, noise_px=0.5))
    (only,) = hold_windows(clip.signals, SITTING_STILL)
    assert only == pytest.approx((0.0, 4.97), abs=0.05)
    assert hold_windows(clip.signals, STANDING_STILL) == ()


def test_a_fidget_does_not_end_a_hold_and_a_short_stop_is_none() -> None:
    time_s = times(8.0)
    fidget = 15 * bumps(time_s, [4.0], 0.6)
    assert (
        len(hold_windows(acted(stick_person(time_s, fidget, fidget)).signals, STANDING_STILL)) == 1
    )
    rocking = 14 * np.sin(2 * np.pi * time_s / 1.4)
    swaying = acted(stick_person(time_s, rocking, rocking)).signals
    assert hold_windows(swaying, STANDING_STILL) == ()


def test_nobody_in_view_holds_nothing() -> None:
    clip = perform("hinge", yaw_deg=60.0)
    assert hold_windows(clip.signals, STANDING_STILL) == ()


def test_stretches_bridge_short_gaps() -> None:
    time_s = np.arange(10) / 10.0
    fits = np.array([1, 1, 0, 1, 1, 0, 0, 0, 0, 1], dtype=bool)
    assert stretches(time_s, fits) == [(0.0, pytest.approx(0.4)), (0.9, 0.9)]
    assert stretches(time_s, np.zeros(10, dtype=bool)) == []


def test_moving_range_ignores_missing_frames() -> None:
    values = np.array([0.0, 1.0, np.nan, 3.0, 3.0])
    found = moving_range(np.arange(5) / 10.0, values, 0.3)
    np.testing.assert_array_equal(found, [1.0, 1.0, np.nan, 0.0, 0.0])
    assert moving_range(np.zeros(0), np.zeros(0)).shape == (0,)
