"""Courses of a hip that are hard to count, each with what is in it."""

from collections.abc import Callable

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
