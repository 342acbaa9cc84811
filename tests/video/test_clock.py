"""The clock's repairs and the sampler's choices, stamp by stamp."""

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest

from posture_lab.video.clock import FrameClock, Stamps
from posture_lab.video.sampling import FrameSampler


def run(stamps: Stamps, *pts: int | None) -> tuple[list[float | None], FrameClock]:
    clock = FrameClock(stamps, Fraction(1, 1000), 0.1)
    return [clock.time_of(now, None, following) for now, following in pairwise([*pts, None])], clock


@pytest.mark.parametrize(
    ("pts", "times", "repaired"),
    [
        ((500, 600, 700), (0, 0.1, 0.2), 0),
        ((0, 100, 100, 300), (0, 0.1, 0.2, 0.3), 1),  # repeated once
        ((0, 100, 50, 300, 400), (0, 0.1, 0.2, 0.3, 0.4), 2),  # two that contradict each other
        ((0, 100, 0, 100, 200), (0, 0.1, 0.2, 0.3, 0.4), 1),  # set back to zero
        ((0, 100, 9000, 300, 400), (0, 0.1, 0.2, 0.3, 0.4), 1),  # one leaps ahead
        ((0, 100, 2100, 2200), (0, 0.1, 2.1, 2.2), 0),  # a pause
        ((0, None, 200), (0, 0.1, 0.2), 1),  # one missing
        ((None, None, None), (0, 0.1, 0.2), 3),  # all missing
        ((None, None, 40, 140), (0, 0.1, 0.2, 0.3), 2),  # the first ones missing
    ],
)
def test_odd_stamps_are_repaired(
    pts: tuple[int | None, ...], times: tuple[float, ...], repaired: int
) -> None:
    found, clock = run("odd", *pts)
    assert found == pytest.approx(times)
    assert clock.repaired == repaired


def test_late_frames_of_a_sound_clip_are_passed_over() -> None:
    clock = FrameClock("display", Fraction(1, 1000), 0.1)
    assert [clock.time_of(pts, None) for pts in (0, 200, 100, 300)] == [0.0, 0.2, None, 0.3]
    assert (clock.late, clock.repaired) == (1, 0)


def test_a_leap_in_an_otherwise_sound_clip_is_repaired() -> None:
    found, clock = run("display", 0, 100, 9000, 300, 400)
    assert found == pytest.approx([0, 0.1, 0.2, 0.3, 0.4])
    assert (clock.late, clock.repaired) == (0, 1)


def test_order_of_decoding_gives_the_times_where_nothing_else_does() -> None:
    clock = FrameClock("decode", Fraction(1, 10), 0.1)
    found = [clock.time_of(pts, dts) for pts, dts in ((1, 2), (4, 3), (3, 4), (5, None))]
    assert found == pytest.approx([0, 0.1, 0.2, 0.3])
    assert clock.repaired == 0


@pytest.mark.parametrize(
    ("rate", "kept"), [(15, 15), (30, 30), (40, 40), (50, 25), (60, 30), (90, 30), (120, 30)]
)
def test_sampling_by_rate(rate: int, kept: int) -> None:
    sampler = FrameSampler(30)
    times = np.arange(10 * rate) / rate
    assert sum(sampler.keep(time_s) for time_s in times) == pytest.approx(10 * kept, abs=1)


def test_sampling_follows_a_rate_that_changes() -> None:
    sampler = FrameSampler(30)
    times = np.concatenate([np.arange(120) / 120, 1 + np.arange(30) / 30])
    kept = [time_s for time_s in times if sampler.keep(time_s)]
    assert len(kept) == 60
    np.testing.assert_allclose(np.diff(kept), 1 / 30, atol=1e-6)


def test_sampling_needs_a_rate() -> None:
    with pytest.raises(ValueError, match="above zero"):
        FrameSampler(0)
