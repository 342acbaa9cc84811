import json
from pathlib import Path

import numpy as np
import pytest
from against_truth import straight
from against_truth.compare import ClipResult
from against_truth.judged import JudgedRepetition
from against_truth.straight import straight_readings, write_straight

from posture_lab.metrics.judging import straighten
from posture_lab.metrics.judging.judgement import Measure
from posture_lab.metrics.judging.straighten import Reading
from tests.benchmarks.results import clip

LUMBAR = "lumbar_flexion_change_deg"
STATED = 10.0


def people(slope: float, spread: float, known: Reading | None = None) -> list[ClipResult]:
    """Clips of people whose backs bend by -30 to 45 degrees, read with this slope and spread."""
    rng = np.random.default_rng(3)
    found = []
    for true in rng.uniform(-30, 45, 400):
        measure = Measure(slope * true + rng.normal(0, spread), STATED)
        measure = measure if known is None else known.straight(measure)
        found.append(
            clip(judged=(JudgedRepetition(0, 0, True, {}, (), {LUMBAR: true}, {LUMBAR: measure}),))
        )
    return found


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(straighten, "readings", dict)


def test_set_straight_nine_in_ten_are_within_their_error_wherever_they_are() -> None:
    reading = straight_readings(people(0.6, 4.0))[LUMBAR]
    assert reading.slope == pytest.approx(0.6, abs=0.03)
    rng = np.random.default_rng(4)
    for true in (-30.0, 0.0, 45.0):
        read = 0.6 * true + rng.normal(0, 4.0, 4000)
        found = [reading.straight(Measure(value, STATED)) for value in read]
        held = np.mean([abs(one.value - true) <= one.error for one in found])
        assert held == pytest.approx(0.9, abs=0.05)


def test_what_is_right_on_average_is_left_alone() -> None:
    assert straight_readings(people(0.97, 4.0)) == {}


def test_measuring_again_finds_the_same_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    first = straight_readings(people(0.6, 4.0))[LUMBAR]
    monkeypatch.setattr(straighten, "readings", lambda: {LUMBAR: first})
    again = straight_readings(people(0.6, 4.0, known=first))[LUMBAR]
    assert again.slope == pytest.approx(first.slope)
    assert again.width == pytest.approx(first.width)


def test_it_is_written_for_the_product_to_read(tmp_path: Path) -> None:
    assert straight.FILE.is_file()
    path = tmp_path / "readings.json"
    write_straight(path, {LUMBAR: Reading(1.0, 0.61234567, 1.5)})
    stored = json.loads(path.read_text(encoding="utf-8"))
    assert Reading(**stored[LUMBAR]) == Reading(1.0, 0.6123, 1.5)
