"""Measures that are read too near to the usual are brought back to where they are."""

import numpy as np
import pytest

from posture_lab.metrics.judging import straighten as module
from posture_lab.metrics.judging.judgement import Measure
from posture_lab.metrics.judging.measures import Findings
from posture_lab.metrics.judging.recipes import HOLD_MEASURES, REPETITION_MEASURES
from posture_lab.metrics.judging.straighten import Reading, readings, straighten

DRAWN_IN = Reading(offset=2.0, slope=0.5, width=1.5)


def test_a_drawn_in_measure_is_stretched_and_its_error_with_it() -> None:
    straight = DRAWN_IN.straight(Measure(22.0, 6.0))
    assert straight == Measure(40.0, 9.0)
    assert DRAWN_IN.read(straight) == Measure(22.0, 6.0)


def test_only_measures_that_are_known_to_be_drawn_in_change(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "readings", lambda: {"lumbar_flexion_change_deg": DRAWN_IN})
    found = Findings(
        {"lumbar_flexion_change_deg": Measure(22.0, 10.0), "lowering_s": Measure(1.0, 0.1)},
        {"heel_lift_deg": "It was not seen."},
    )
    straight = straighten(found)
    assert straight.measures["lumbar_flexion_change_deg"] == Measure(40.0, 15.0)
    assert straight.measures["lowering_s"] == Measure(1.0, 0.1)
    assert straight.missing == found.missing
    assert found.measures["lumbar_flexion_change_deg"] == Measure(22.0, 10.0)


def test_a_measure_never_contradicts_the_curve_it_was_read_from(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "readings", lambda: {"lumbar_flexion_change_deg": DRAWN_IN})
    read = Measure(42.0, 3.0)
    straight = straighten(Findings({"lumbar_flexion_change_deg": read})).measures
    measure = straight["lumbar_flexion_change_deg"]
    assert measure.value == 80.0
    assert measure.value - measure.error == pytest.approx(read.value + read.error)


def test_what_comes_with_the_package_names_measures_that_there_are_and_stretches_them() -> None:
    assert readings()
    for name, reading in readings().items():
        assert name in REPETITION_MEASURES or name in HOLD_MEASURES
        assert 0.3 < reading.slope < 0.9
        assert np.isfinite([reading.offset, reading.width]).all()
        assert reading.width > 0.5
