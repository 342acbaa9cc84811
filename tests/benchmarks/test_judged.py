import math

import pytest
from against_truth.judged import exceedances, nearness, paired, reached
from against_truth.truth_file import TrueRepetition

from posture_lab.analysis.result import RepetitionResult
from posture_lab.metrics.judging.judgement import Judgement, Measure
from posture_lab.metrics.judging.measures import Findings
from posture_lab.movements.catalogue import MOVEMENTS
from posture_lab.movements.cues import HEAD_DOWN, HEAD_UP
from posture_lab.movements.record import Criterion

JUDGEMENT = Judgement(100.0, "judged", None, {}, (), ())


def criterion(low: float | None, high: float | None) -> Criterion:
    return Criterion("any", "Any", low, high, 10.0, 1.0, "", HEAD_UP, HEAD_DOWN)


def true(start_s: float, end_s: float) -> TrueRepetition:
    turn_s = (start_s + end_s) / 2
    return TrueRepetition(start_s, turn_s, end_s, turn_s, turn_s, 1.0)


def found(start_s: float, end_s: float) -> RepetitionResult:
    return RepetitionResult(1, start_s, (start_s + end_s) / 2, end_s, JUDGEMENT)


@pytest.mark.parametrize(
    ("low", "high", "value", "head_up", "head_down"),
    [
        (-25, 20, 40, -1.6, 2.0),
        (-25, 20, -50, 2.0, -2.5),
        (60, None, 30, 2.0, None),
        (60, None, 120, 0.5, None),
        (60, None, -5, math.inf, None),
        (-25, 20, 10, -0.4, 0.5),
        (None, None, 99, None, None),
    ],
)
def test_how_many_times_each_limit(
    low: float | None, high: float | None, value: float, head_up: float | None,
    head_down: float | None,
) -> None:  # fmt: skip
    found = reached(criterion(low, high), value)
    expected = {"head_up": head_up, "head_down": head_down}
    assert found == pytest.approx({cue: v for cue, v in expected.items() if v is not None})


def test_a_limit_on_both_sides_may_share_its_cue() -> None:
    reach = MOVEMENTS["overhead_reach"]
    for lean in (-20.0, 20.0):
        found = Findings({"trunk_inclination_change_deg": Measure(lean, 0.0)})
        assert nearness(reach.criteria, found)["trunk_moves"] == pytest.approx(2.0)


def test_what_was_not_measured_is_not_due() -> None:
    hinge = MOVEMENTS["hip_hinge"].criteria
    assert set(nearness(hinge, Findings()).values()) == {-math.inf}
    assert set(exceedances(hinge, Findings()).values()) == {0.0}


def test_the_furthest_of_the_criteria_that_share_a_cue_counts() -> None:
    hinge = MOVEMENTS["hip_hinge"]
    measures = {
        "lumbar_flexion_change_deg": Measure(30.0, 0.0),
        "thoracic_flexion_change_deg": Measure(30.0, 0.0),
    }
    times = exceedances(hinge.criteria, Findings(measures))
    assert times["spine_rounds"] == pytest.approx(2.0)
    assert {name for name, value in times.items() if value} == {"spine_rounds"}


def test_repetitions_are_paired_by_their_overlap() -> None:
    first, second = true(1, 4), true(5, 8)
    late, early = found(5.2, 8.1), found(0.9, 3.9)
    assert paired([first, second], [late, early]) == [(first, early), (second, late)]


def test_a_repetition_is_used_once_and_a_missed_one_has_no_pair() -> None:
    both = found(1, 8)
    assert len(paired([true(1, 4), true(5, 8)], [both])) == 1
    assert paired([true(1, 4)], [found(3.8, 7)]) == []
    assert paired([true(1, 4)], []) == []
