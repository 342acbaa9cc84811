import numpy as np
import pytest
from against_truth.judged import JudgedRepetition
from against_truth.reach import reaches
from against_truth.readings import kept_readings

from posture_lab.metrics.judging.judgement import Measure
from posture_lab.movements.catalogue import MOVEMENTS
from tests.benchmarks.results import clip

LUMBAR = "lumbar_flexion_change_deg"


def test_what_is_found_at_twice_the_limit_is_what_such_people_would_show() -> None:
    unit = JudgedRepetition(0, 0, True, {}, (), {}, {LUMBAR: Measure(20.0, 9.0)})
    found = {reach.limit: reach for reach in reaches([clip(judged=(unit,))])}
    # Where the low back is said to round, in the movement's own record.
    limit = next(c.high for c in MOVEMENTS["hip_hinge"].criteria if c.measure == LUMBAR)
    assert limit is not None
    assert set(found) == {-15.0, limit}
    reading, rounding = kept_readings()[LUMBAR], found[limit]
    rng = np.random.default_rng(0)
    read = reading.offset + reading.slope * 2 * limit + rng.normal(0, 9.0 * reading.below, 20_000)
    assert rounding.found == pytest.approx(np.mean(read > rounding.needed), abs=0.02)
    # Nine in ten of all that is normally distributed lies below 1.28 standard deviations.
    assert rounding.needed == pytest.approx(limit + 9.0 * 1.2816 / 1.645, abs=0.05)
    assert rounding.twice == pytest.approx(reading.offset + reading.slope * 2 * limit)


def test_a_measure_that_was_never_taken_has_no_row() -> None:
    assert reaches([clip()]) == []
