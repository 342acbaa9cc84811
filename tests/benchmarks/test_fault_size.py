"""Faults are sized by rehearsing on a body of bones and a little flesh instead of the real one."""

import pytest
from against_truth.fault_size import LARGEST, MOST_DEG, REPETITIONS, least_reached
from against_truth.plan import PlannedClip, scenario_of

from groundtruth import takes
from tests.groundtruth.stick import fleshed_body


@pytest.fixture(autouse=True)
def _body(monkeypatch: pytest.MonkeyPatch) -> None:
    body = fleshed_body()
    monkeypatch.setattr(takes, "build_body", lambda _: body)


def planned(movement: str, cue: str, times: float) -> PlannedClip:
    return PlannedClip(40_007, movement, -4.0, 0.0, 0.0, fault=(cue, times))


@pytest.mark.parametrize(
    ("movement", "cue", "times"),
    [
        ("hip_hinge", "spine_rounds", 2.3),
        ("hip_hinge", "too_fast", 2.1),
        ("hip_hinge", "not_deep_enough", 1.4),
        ("squat", "heels_lift", 0.9),
        ("standing", "trunk_moves", 2.5),
        ("desk", "head_down", 2.1),
    ],
)
def test_a_fault_is_as_large_as_its_true_measure_asks(
    movement: str, cue: str, times: float
) -> None:
    scenario = scenario_of(planned(movement, cue, times))
    assert [fault.id for fault in scenario.faults] == [cue]
    assert least_reached(scenario, cue) == pytest.approx(times, rel=0.08)
    assert len(scenario.reps) == (0 if movement in ("standing", "desk") else REPETITIONS)
    assert scenario.camera.yaw_deg == pytest.approx(-4.0) or movement == "desk"
    assert abs(scenario.camera.yaw_deg) <= 10
    assert not scenario.events


def test_a_fault_stays_within_what_anybody_does() -> None:
    scenario = scenario_of(planned("squat", "trunk_moves", 9.0))
    assert [fault.size for fault in scenario.faults] == [LARGEST.get("trunk_moves", MOST_DEG)]
