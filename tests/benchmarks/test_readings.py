from pathlib import Path

import numpy as np
import pytest
from against_truth.judged import JudgedRepetition
from against_truth.readings import (
    HALF_WIDTH,
    USUAL,
    kept_readings,
    reading_of,
    readings_of,
    write_readings,
)

from posture_lab.metrics.judging.judgement import Measure
from tests.benchmarks.results import clip

LUMBAR = "lumbar_flexion_change_deg"


def people(count: int, slope: float, spread: float, stated: float = 10.0) -> list[np.ndarray]:
    rng = np.random.default_rng(0)
    true = rng.uniform(0, 45, (count, 2))
    read = slope * true + rng.normal(0, spread, (count, 1))
    return [np.stack([t, m, np.full(2, stated)], axis=1) for t, m in zip(true, read, strict=True)]


def test_what_is_read_too_small_is_found_out() -> None:
    reading = reading_of(people(300, 0.6, 5.0))
    assert reading.slope == pytest.approx(0.6, abs=0.03)
    assert reading.offset == pytest.approx(0.0, abs=1.0)
    assert reading.above == pytest.approx(0.5, abs=0.06)


def test_one_in_twenty_is_read_further_out_than_the_half_width() -> None:
    reading = reading_of(people(300, 0.6, 5.0))
    rng = np.random.default_rng(1)
    at_limit = 0.6 * 20.0 + rng.normal(0, 5.0, 4000)
    margin = reading.offset + (reading.slope - 1.0) * 20.0 + HALF_WIDTH * reading.above * 10.0
    assert np.mean(at_limit - 20.0 > margin) == pytest.approx(0.05, abs=0.03)


def test_what_is_right_on_average_stays_as_it_is() -> None:
    reading = reading_of(people(300, 0.97, 5.0))
    assert (reading.offset, reading.slope) == (USUAL.offset, USUAL.slope)


def test_few_people_promise_little() -> None:
    few = reading_of(people(6, 1.0, 0.0))
    assert few.above > 0.8 * USUAL.above


def test_the_two_sides_are_told_apart() -> None:
    clips = people(200, 1.0, 1.0)
    for number, pairs in enumerate(clips):
        if number % 2:
            pairs[:, 1] += 10.0
    reading = reading_of(clips)
    assert reading.above > 1.3 * reading.below


def test_readings_are_of_judged_repetitions_in_enough_clips(tmp_path: Path) -> None:
    def result(judged: bool) -> JudgedRepetition:
        return JudgedRepetition(0, 0, judged, {}, (), {LUMBAR: 30.0}, {LUMBAR: Measure(20.0, 9.0)})

    assert readings_of([clip(judged=(result(True),)) for _ in range(3)]) == {}
    assert readings_of([clip(judged=(result(False),)) for _ in range(9)]) == {}
    assert readings_of([clip(judged=(result(True),), yaw_deg=30.0) for _ in range(9)]) == {}
    found = readings_of([clip(judged=(result(True),)) for _ in range(9)])
    assert set(found) == {LUMBAR}
    path = tmp_path / "readings.json"
    write_readings(path, found)
    assert kept_readings(path)[LUMBAR].slope == pytest.approx(found[LUMBAR].slope, rel=1e-3)


def test_nothing_is_set_straight_by_the_second_hand() -> None:
    with pytest.raises(ValueError, match="second hand"):
        readings_of([clip(hand="second")])
