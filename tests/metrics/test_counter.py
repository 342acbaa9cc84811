from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posture_lab.metrics import repetition as reasons
from posture_lab.metrics.counter import RepetitionCounter
from posture_lab.metrics.repetition import PartialRepetition, Repetition, RepetitionEvent
from posture_lab.metrics.reps import count_repetitions
from posture_lab.movements.record import RepetitionDrive
from tests.metrics.courses import Course

DRIVE = RepetitionDrive(
    signal="hip_flexion_deg",
    min_excursion=45.0,
    partial_excursion=20.0,
    min_duration_s=0.5,
    max_duration_s=25.0,
    start_max=25.0,
)


def stood(base: float = 0.0) -> Course:
    return Course(base).stay(1.0)


def reps(course: Course, count: int, **how: float) -> Course:
    for _ in range(count):
        course.rep(**how).stay(0.5)
    return course


def fidgets(course: Course) -> Course:
    for size in (8.0, -6.0, 12.0, 5.0, 14.0):
        course.to(size, 0.3).to(0.0, 0.3)
    return course


def walked_in(course: Course) -> Course:
    for _ in range(4):
        course.to(22.0, 0.25).to(-14.0, 0.3)
    return course.to(0.0, 0.2)


HARD: dict[str, tuple[Callable[[], Course], int, int]] = {
    # name: course, full repetitions, partial ones
    "three clean": (lambda: reps(stood(), 3), 3, 0),
    "quick, touch and go": (
        lambda: stood().rep(80, 0.8).rep(80, 0.8).rep(80, 0.8).rep(80, 0.8).stay(1),
        4,
        0,
    ),
    "ten seconds each": (lambda: reps(stood(), 2, duration_s=10.0), 2, 0),
    "five seconds at the bottom": (lambda: reps(stood(), 2, duration_s=7.0, hold_s=5.0), 2, 0),
    "stop half-way down": (lambda: stood().to(40, 0.7).stay(3).to(80, 0.7).to(0, 1).stay(1), 1, 0),
    "stop half-way up": (lambda: stood().to(80, 1).to(45, 0.6).stay(3).to(0, 0.8).stay(1), 1, 0),
    "bounce at the bottom": (
        lambda: stood().to(80, 1).to(60, 0.4).to(82, 0.4).to(65, 0.4).to(80, 0.4).to(0, 1).stay(1),
        1,
        0,
    ),
    "not fully up in between": (
        lambda: stood().to(80, 1).to(16, 1).to(80, 1).to(16, 1).to(80, 1).to(0, 1).stay(1),
        3,
        0,
    ),
    "stands bent in between": (
        lambda: stood().to(80, 1).to(22, 1).stay(2).to(80, 1).to(22, 1).stay(2),
        2,
        0,
    ),
    "not far enough": (lambda: reps(stood(), 2).rep(32, 1.5).stay(0.5).rep(80, 2).stay(1), 3, 1),
    "half of the own depth": (lambda: reps(stood(), 3, depth=100.0).rep(50, 1.5).stay(1), 3, 1),
    "half of the own depth, first": (
        lambda: reps(stood().rep(50, 1.5).stay(0.5), 3, depth=100.0),
        3,
        1,
    ),
    "fidgets": (lambda: fidgets(reps(fidgets(stood()), 2)), 2, 0),
    "walks in, then stands": (lambda: reps(walked_in(Course()).stay(0.8), 2), 2, 0),
    "walks in and stoops": (lambda: reps(walked_in(Course()).rep(90, 2).stay(1), 2), 2, 1),
    "starts at the bottom": (lambda: reps(Course().to(80, 0.01).to(0, 1).stay(1), 2), 2, 1),
    "starts on the way down": (
        lambda: reps(Course().to(40, 0.01).to(80, 0.6).to(0, 1).stay(1), 2),
        2,
        1,
    ),
    "ends at the bottom": (lambda: reps(stood(), 2).to(80, 1).stay(0.3), 2, 1),
    "ends nearly up": (lambda: reps(stood(), 2).to(80, 1).to(5, 0.9), 3, 0),
    "unseen for a moment at the bottom": (lambda: reps(stood(), 2).unseen(1.8, 2.3), 2, 0),
    "unseen on the way down": (lambda: reps(stood(), 2).unseen(1.3, 1.8), 2, 0),
    "unseen while standing": (lambda: reps(stood(), 2).unseen(3.05, 3.4), 2, 0),
    "unseen from one stand to the next bend": (
        lambda: stood().rep(80, 2).stay(1.6).rep(80, 2).stay(1).unseen(3.05, 4.55),
        2,
        0,
    ),
    "unseen for long, then bends at once": (
        lambda: stood().rep(80, 2).stay(4).rep(80, 2).stay(1).unseen(3.05, 6.95),
        1,
        1,
    ),
    "unseen, then found bent": (
        lambda: stood().rep(80, 2).stay(1).rep(80, 3).stay(1).unseen(3.6, 5.1),
        1,
        1,
    ),
    "unseen from start to bottom": (lambda: reps(stood(), 2).unseen(0.9, 1.7), 2, 0),
    "unseen for two seconds part-way": (
        lambda: reps(stood().rep(80, 4).stay(1), 1).unseen(2.0, 4.2),
        1,
        1,
    ),
    "unseen for a whole repetition": (lambda: reps(stood(), 3).unseen(3.4, 5.6), 2, 0),
    "slow drift of the start pose": (
        lambda: stood().rep().to(6, 3).rep(80, 2).to(8, 3).to(80, 1).to(8, 1).stay(1),
        3,
        0,
    ),
    "drifts ten degrees in a minute": (
        lambda: stood().rep().to(5, 30).rep(80, 2).to(10, 30).rep(80, 2).to(10, 1).stay(1),
        3,
        0,
    ),
    "no stand but at the end": (
        lambda: Course().to(40, 0.01).to(80, 0.6).to(0, 1.2).to(80, 1.2).to(0, 1.2).stay(1),
        1,
        1,
    ),
    "sits down for a minute": (
        lambda: reps(stood().to(90, 1.5).stay(60).to(0, 1.5).stay(1), 2),
        2,
        1,
    ),
    "a wrong frame while standing": (
        lambda: reps(stood().to(90, 0.02).to(0, 0.02).stay(0.5), 2),
        2,
        0,
    ),
    "a wrong frame at the bottom": (
        lambda: stood().to(80, 1).stay(0.5).to(0, 0.015).to(80, 0.015).stay(0.5).to(0, 1).stay(1),
        1,
        0,
    ),
    "nothing but standing": (lambda: stood().stay(5), 0, 0),
    "never seen": (lambda: stood().rep().unseen(0, 9), 0, 0),
}


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


def test_times_are_those_of_the_movement() -> None:
    """Start, turn and end of an eased bend, at 5 % of it and in its middle."""
    share = np.arccos(1 - 2 * 0.05) / np.pi  # of one way, at which 5 % is passed
    for fps in (15.0, 30.0, 60.0):
        (found,), _ = count_repetitions(*stood().rep(90, 3).stay(1).at(fps), DRIVE, 0.0)
        assert found.start_s == pytest.approx(1.0 + 1.5 * share, abs=0.05)
        assert found.turn_s == pytest.approx(2.5, abs=0.02)
        assert found.end_s == pytest.approx(4.0 - 1.5 * share, abs=0.05)


def test_the_turn_of_a_hold_is_its_middle() -> None:
    (found,), _ = count_repetitions(*stood().rep(90, 7, 5).stay(1).at(), DRIVE, 0.0)
    assert found.turn_s == pytest.approx(1.0 + 3.5, abs=0.1)


def test_a_quick_bend_is_timed_without_lag_and_with_sub_frame_care() -> None:
    (found,), _ = count_repetitions(*stood().rep(80, 0.8).stay(1).at(15.0), DRIVE, 0.0)
    assert found.turn_s == pytest.approx(1.4, abs=0.015)


def test_live_says_so_within_half_a_second_of_standing_up() -> None:
    online = RepetitionCounter(DRIVE, 0.0)
    told = None
    for moment, value in zip(*stood().rep(80, 2).stay(2).at(noise=2.0), strict=True):
        if told is None and online.update(moment, value):
            told = moment
    assert told is not None
    assert 2.5 <= told <= 3.5


def test_a_known_range_tells_a_partial_first_bend_live_too() -> None:
    time_s, value = stood().rep(50, 1.5).stay(0.5).rep(100, 2).stay(1).at()
    for known, count in ((None, 2), (100.0, 1)):
        online = RepetitionCounter(DRIVE, 0.0, known)
        events = [e for t, v in zip(time_s, value, strict=True) for e in online.update(t, v)]
        assert sum(isinstance(e, Repetition) for e in events + online.finish()) == count
    assert online.usual_excursion == pytest.approx(100, abs=2)


def test_feeding_frames_one_by_one_is_the_same_as_a_clip() -> None:
    time_s, value = HARD["not far enough"][0]().at(noise=1.0)
    usual: float | None = None
    for _ in range(2):  # a clip's own range is known from a first pass
        online = RepetitionCounter(DRIVE, 0.0, usual)
        events: list[RepetitionEvent] = []
        for moment, angle in zip(time_s, value, strict=True):
            events += online.update(moment, angle)
        events += online.finish()
        usual = online.usual_excursion
    found, partial = count_repetitions(time_s, value, DRIVE, 0.0)
    assert tuple(e for e in events if isinstance(e, Repetition)) == found
    assert tuple(e for e in events if isinstance(e, PartialRepetition)) == partial


def test_an_untrusted_frame_is_as_good_as_unseen() -> None:
    time_s, value = stood().rep().stay(1).at()
    online = RepetitionCounter(DRIVE, 0.0)
    events = [
        event
        for moment, angle in zip(time_s, value, strict=True)
        for event in online.update(moment, angle, visible=False)
    ]
    assert events + online.finish() == []


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("not far enough", reasons.NOT_FAR_ENOUGH),
        ("half of the own depth", reasons.NOT_FAR_ENOUGH),
        ("ends at the bottom", reasons.NOT_FINISHED),
        ("starts on the way down", reasons.NO_START),
        ("walks in and stoops", reasons.NO_START),
        ("unseen for two seconds part-way", reasons.OUT_OF_VIEW),
        ("sits down for a minute", reasons.TOO_LONG),
    ],
)
def test_partial_repetitions_say_why(name: str, reason: str) -> None:
    _, (partial,) = count_repetitions(*HARD[name][0]().at(), DRIVE, 0.0)
    assert partial.reason == reason


def test_too_quick_to_be_one() -> None:
    found, (partial,) = count_repetitions(*stood().rep(80, 0.5).stay(1).at(60.0), DRIVE, 0.0)
    assert not found
    assert partial.reason == reasons.TOO_QUICK


def test_the_companion_has_to_move_along() -> None:
    """Lifting a leg bends the hip as far as a hinge, but the trunk does not lean."""
    drive = RepetitionDrive(
        "hip_flexion_deg", 45.0, 20.0, 0.5, 25.0, 25.0, "trunk_inclination_deg", 18.0
    )
    time_s, hip = reps(stood(), 3).at()
    lean = 0.8 * hip
    found, _ = count_repetitions(time_s, hip, drive, 0.0, companion=lean)
    assert len(found) == 3
    assert count_repetitions(time_s, hip, drive, 0.0, companion=0.05 * lean) == ((), ())
    unseen, _ = count_repetitions(time_s, hip, drive, 0.0, companion=np.full_like(hip, np.nan))
    assert len(unseen) == 3


def test_a_bend_that_began_out_of_view_counts_when_the_companion_moved() -> None:
    drive = RepetitionDrive(
        "hip_flexion_deg", 45.0, 20.0, 0.5, 25.0, 25.0, "trunk_inclination_deg", 18.0
    )
    time_s, hip = stood().rep(80, 2.0).stay(1).at()
    unseen = (time_s > 0.9) & (time_s < 1.9)
    hip, lean = np.where(unseen, np.nan, hip), np.where(unseen, np.nan, 0.8 * hip)
    found, partial = count_repetitions(time_s, hip, drive, 0.0, companion=lean)
    assert (len(found), partial) == (1, ())


def test_a_bend_is_followed_through_a_second_and_a_half_out_of_view() -> None:
    time_s, hip = stood().rep(80, 4.0, hold_s=2.0).stay(1).at()
    unseen = (time_s > 2.2) & (time_s < 3.6)
    found, partial = count_repetitions(time_s, np.where(unseen, np.nan, hip), DRIVE, 0.0)
    assert (len(found), partial) == (1, ())
