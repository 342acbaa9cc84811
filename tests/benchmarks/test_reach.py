import numpy as np
import pytest
from against_truth.judged import JudgedRepetition
from against_truth.reach import reaches
from against_truth.readings import kept_readings

from posture_lab.metrics.judgement import Measure
from tests.benchmarks.results import clip

LUMBAR = "lumbar_flexion_change_deg"


def test_what_is_found_at_twice_the_limit_is_what_such_people_would_show() -> None:
    unit = JudgedRepetition(0, 0, True, {}, (), {}, {LUMBAR: Measure(20.0, 9.0)})
    found = {reach.limit: reach for reach in reaches([clip(judged=(unit,))])}
    assert set(found) == {-15.0, 20.0}
    reading, rounding = kept_readings()[LUMBAR], found[20.0]
    rng = np.random.default_rng(0)
    read = reading.offset + reading.slope * 40.0 + rng.normal(0, 9.0 * reading.below, 20_000)
    assert rounding.found == pytest.approx(np.mean(read > rounding.needed), abs=0.02)
    assert rounding.needed == pytest.approx(29.0)
    assert rounding.twice == pytest.approx(reading.offset + reading.slope * 40.0)


def test_a_measure_that_was_never_taken_has_no_row() -> None:
    assert reaches([clip()]) == []
