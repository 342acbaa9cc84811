import pytest

from posture_lab.metrics.cue_margin import SURE, USUAL, cue_margin, readings
from posture_lab.metrics.judgement import Measure
from posture_lab.movements.catalogue import MOVEMENTS


def test_a_measure_that_nothing_is_known_of_needs_its_error() -> None:
    assert "no_such_measure" not in readings()
    for above in (True, False):
        margin = cue_margin("no_such_measure", Measure(30.0, 7.0), 20.0, above=above)
        assert margin == pytest.approx(7.0)


def test_the_usual_reading_is_right_on_average_with_the_error_as_stated() -> None:
    assert (USUAL.offset, USUAL.slope) == (0.0, 1.0)
    assert USUAL.above * SURE == pytest.approx(1.0)


def test_every_reading_belongs_to_a_measure_that_a_cue_hangs_on() -> None:
    known = {
        c.measure for m in MOVEMENTS.values() for c in m.criteria if c.cue_below or c.cue_above
    }
    assert set(readings()) <= known
    for reading in readings().values():
        assert 0.2 < reading.slope <= 1.0
        assert 0.2 < reading.above < 3.0
        assert 0.2 < reading.below < 3.0


def test_rounding_that_is_read_too_small_needs_less_than_its_error() -> None:
    measure = Measure(30.0, 9.0)
    assert cue_margin("lumbar_flexion_change_deg", measure, 20.0, above=True) < measure.error


def test_a_larger_error_needs_more_and_none_needs_less_than_nothing() -> None:
    for name in readings():
        for limit, above in ((20.0, True), (-20.0, False)):
            margins = [cue_margin(name, Measure(0.0, e), limit, above=above) for e in (0, 8, 20)]
            assert 0.0 <= margins[0] <= margins[1] < margins[2]
