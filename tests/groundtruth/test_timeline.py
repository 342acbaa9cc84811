"""Windows of repetitions are where the phase says."""

from itertools import pairwise

import numpy as np
import pytest

from groundtruth.timeline import ONSET, Rep, duration_of, ease, phase_of, topping

REPS = (
    Rep(1.5, 0.3, 1.2, 0.5),
    Rep(1.0, 0.0, 1.0, 0.5, 0.3, partial=True),
    Rep(2.0, 3.0, 1.0, 0.4),
)
TIME = np.arange(0, duration_of(2.0, REPS, 1.0), 1 / 500)


def at(series: np.ndarray, seconds: float) -> float:
    return float(np.interp(seconds, TIME, series))


@pytest.mark.parametrize("skew", [0.0, -0.4, 0.4])
def test_windows_lie_where_the_phase_passes_its_marks(skew: float) -> None:
    reps = tuple(Rep(r.down_s, r.hold_s, r.up_s, r.rest_s, r.depth, r.partial, skew) for r in REPS)
    phase, windows = phase_of(TIME, 2.0, reps)
    for window in windows:
        assert at(phase, window.start_s) == pytest.approx(ONSET * window.depth, abs=2e-3)
        assert at(phase, window.end_s) == pytest.approx(ONSET * window.depth, abs=2e-3)
        assert at(phase, window.turn_s) == pytest.approx(window.depth, abs=1e-2)
        assert window.bottom_start_s <= window.turn_s <= window.bottom_end_s


def test_windows_follow_one_another_and_partials_are_marked() -> None:
    phase, windows = phase_of(TIME, 2.0, REPS)
    assert [w.partial for w in windows] == [False, True, False]
    assert all(a.end_s < b.start_s for a, b in pairwise(windows))
    assert phase[TIME < 2.0].max() == 0
    assert phase.max() == pytest.approx(1.0)


def test_the_hold_is_in_the_plateau() -> None:
    window = phase_of(TIME, 2.0, REPS)[1][2]
    assert window.bottom_end_s - window.bottom_start_s > 3.0


def test_a_clip_that_begins_later_moves_every_time() -> None:
    window = phase_of(TIME, 2.0, REPS)[1][0]
    later = window.earlier(1.5)
    assert later.start_s == pytest.approx(window.start_s - 1.5)
    assert later.bottom_end_s == pytest.approx(window.bottom_end_s - 1.5)
    assert later.depth == window.depth


def test_leaning_back_shows_just_after_a_repetition() -> None:
    _, windows = phase_of(TIME, 2.0, REPS)
    top = topping(TIME, windows)
    assert at(top, windows[0].end_s + 0.3) > 0.9
    assert at(top, windows[0].turn_s) == 0


def test_ease_starts_and_ends_still() -> None:
    slope = np.gradient(ease(np.linspace(0, 1, 1001)), 0.001)
    assert slope[0] == pytest.approx(0, abs=1e-4)
    assert slope[-1] == pytest.approx(0, abs=1e-4)
    assert slope.max() == pytest.approx(1.875, abs=1e-2)
