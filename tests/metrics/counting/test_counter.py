"""How many repetitions are counted: hard cases, and whatever can be thought of."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posture_lab.metrics.counting.repetition import RepetitionEvent
from posture_lab.metrics.counting.reps import count_repetitions
from tests.metrics.courses import Course
from tests.metrics.hard_courses import DRIVE, HARD, stood


@pytest.mark.parametrize("fps", [15.0, 30.0, 60.0])
@pytest.mark.parametrize("noise", [0.0, 2.0])
@pytest.mark.parametrize("name", HARD)
def test_hard_cases(name: str, noise: float, fps: float) -> None:
    build, full, partial = HARD[name]
    found, incomplete = count_repetitions(*build().at(fps, noise, seed=3), DRIVE, 0.0)
    assert len(found) == full
    assert len(incomplete) == partial, incomplete


@pytest.mark.parametrize("name", ["three clean", "quick, touch and go", "not far enough"])
def test_counts_the_same_without_a_neutral(name: str) -> None:
    build, full, partial = HARD[name]
    found, incomplete = count_repetitions(*build().at(), DRIVE, None)
    assert (len(found), len(incomplete)) == (full, partial)


@settings(max_examples=60, deadline=None)
@given(
    count=st.integers(1, 6),
    depth=st.floats(55.0, 120.0),
    duration_s=st.floats(0.8, 8.0),
    hold_s=st.floats(0.0, 4.0),
    rest_s=st.floats(0.1, 3.0),
    base=st.floats(-12.0, 12.0),
    fps=st.sampled_from([15.0, 24.0, 30.0, 60.0]),
    noise=st.floats(0.0, 2.0),
    seed=st.integers(0, 1000),
)
def test_any_set_of_even_repetitions_is_counted_exactly(
    *,
    count: int,
    depth: float,
    duration_s: float,
    hold_s: float,
    rest_s: float,
    base: float,
    fps: float,
    noise: float,
    seed: int,
) -> None:
    course = Course(base).stay(0.7)
    for _ in range(count):
        course.rep(depth, duration_s + hold_s, hold_s).stay(rest_s)
    found, partial = count_repetitions(*course.stay(0.3).at(fps, noise, seed), DRIVE, base)
    assert len(found) == count
    assert not partial


MOVES: dict[str, tuple[Callable[[Course, float, float], object], int, int]] = {
    # name: what is done to a depth at a pace, full repetitions, partial ones
    "rep": (lambda c, d, s: c.to(d, s).to(0, s), 1, 0),
    "hold": (lambda c, d, s: c.to(d, s).stay(4).to(0, s), 1, 0),
    "stop going down": (lambda c, d, s: c.to(0.55 * d, s).stay(2).to(d, s).to(0, s), 1, 0),
    "stop going up": (lambda c, d, s: c.to(d, s).to(0.55 * d, s).stay(2).to(0, s), 1, 0),
    "bounce": (lambda c, d, s: c.to(d, s).to(0.7 * d, s).to(d, s).to(0, s), 1, 0),
    "fidget": (lambda c, _, s: c.to(12, 0.4 * s).to(-5, 0.4 * s).to(0, 0.3), 0, 0),
    "not far": (lambda c, _, s: c.to(34, max(s, 0.5)).to(0, max(s, 0.5)), 0, 1),
}


@settings(max_examples=80, deadline=None)
@given(
    moves=st.lists(st.sampled_from(sorted(MOVES)), min_size=1, max_size=8),
    depth=st.floats(60.0, 110.0),
    pace_s=st.floats(0.5, 3.0),
    fps=st.sampled_from([15.0, 30.0, 60.0]),
    noise=st.floats(0.0, 2.0),
)
def test_any_mixture_is_counted_exactly(
    moves: list[str], depth: float, pace_s: float, fps: float, noise: float
) -> None:
    course = stood()
    for name in moves:
        MOVES[name][0](course, depth, pace_s)
        course.stay(0.6)
    found, partial = count_repetitions(*course.at(fps, noise), DRIVE, 0.0)
    assert len(found) == sum(MOVES[name][1] for name in moves)
    assert len(partial) == sum(MOVES[name][2] for name in moves)


@settings(max_examples=40, deadline=None)
@given(
    sizes=st.lists(st.floats(-10.0, 15.0), min_size=1, max_size=12),
    pace_s=st.floats(0.15, 1.0),
    noise=st.floats(0.0, 2.0),
    seed=st.integers(0, 1000),
)
def test_fidgeting_is_nothing(sizes: list[float], pace_s: float, noise: float, seed: int) -> None:
    course = stood()
    for size in sizes:
        course.to(size, pace_s)
    assert count_repetitions(*course.at(30.0, noise, seed), DRIVE, 0.0) == ((), ())


@settings(max_examples=40, deadline=None)
@given(
    values=st.lists(
        st.one_of(st.floats(-180.0, 180.0), st.just(float("nan"))), min_size=0, max_size=120
    )
)
def test_any_input_gives_ordered_windows_that_do_not_overlap(values: list[float]) -> None:
    time_s = np.arange(len(values)) / 15.0
    found, partial = count_repetitions(time_s, np.array(values), DRIVE, None)
    everything: list[RepetitionEvent] = [*found, *partial]
    for event in everything:
        assert event.start_s <= event.turn_s <= event.end_s
    for one, following in pairwise(found):
        assert one.end_s <= following.start_s + 1e-9
