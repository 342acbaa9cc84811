"""Numbers with their unit, in words that a person knows."""

import math
import re

import pytest

from posture_lab.metrics.judging.recipes import HOLD_MEASURES, REPETITION_MEASURES
from posture_lab.movements.catalogue import MOVEMENTS
from posture_lab.telling.values import band, with_unit


@pytest.mark.parametrize(
    ("name", "value", "error", "words"),
    [
        ("hip_flexion_peak_deg", 62.3, 2.8, "62 ± 3°"),
        ("hip_flexion_peak_deg", -0.2, None, "0°"),
        ("hip_flexion_peak_deg", -0.2, 0.2, "0 ± 1°"),
        ("hip_travel_legs", 0.258, 0.041, "26 ± 4 % of leg"),
        ("hip_shift_mean_legs", -0.004, 0.02, "0 ± 2 % of leg"),
        ("lowering_s", 1.25, None, "1.2 s"),
        ("lowering_s", 1.25, 0.02, "1.2 ± 0.1 s"),
        ("rib_flare_change_mm", 12.4, None, "12 mm"),
        ("hip_to_knee_ratio", 2.5, 0.13, "2.5 ± 0.1 times"),
        ("hip_to_knee_ratio", 6.99, 1.2, "7 ± 1 times"),
        ("hip_to_knee_ratio", 10.0, 3.56, "10 times or more"),
        ("smoothness_sparc", -1.41, 0.2, "smooth"),
        ("smoothness_sparc", -2.1, 0.2, "a little uneven"),
        ("smoothness_sparc", -3.0, 0.2, "uneven, with stops"),
        ("hip_flexion_peak_deg", None, None, "–"),
        ("hip_flexion_peak_deg", math.nan, None, "–"),
        ("something_new", 1.234, 0.1, "1.2 ± 0.1"),
    ],
)
def test_numbers_have_their_unit(
    name: str, value: float | None, error: float | None, words: str
) -> None:
    assert with_unit(name, value, error) == words


def test_bands_read_as_words() -> None:
    assert band("a_deg", 60, 100) == "60 to 100°"
    assert band("a_deg", 60, None) == "at least 60°"
    assert band("a_s", None, 12) == "at most 12.0 s"
    assert band("a_legs", -0.12, 0.08) == "-12 to 8 % of leg"
    assert band("hip_to_knee_ratio", 2.0, None) == "at least 2 times"
    assert band("hip_to_knee_ratio", 1.0, None) == "at least as much"
    assert band("hip_to_knee_ratio", 0.9, None) == "at least 0.9 times"
    assert band("smoothness_sparc", -1.9, None) == "smooth"
    assert band("a_deg", None, None) == "any"


@pytest.mark.parametrize("name", [*REPETITION_MEASURES, *HOLD_MEASURES])
def test_every_measure_has_few_digits_and_a_unit_or_a_word(name: str) -> None:
    for value in (-2.0, -0.04, 0.0, 0.26, 1.0, 7.04, 88.8):
        said = with_unit(name, value, 0.012)
        assert re.search(r"[a-z°%]", said), said
        assert not re.search(r"\d\.\d\d|-0(?!\.)\b|-0\.0|± 0\b(?!\.)|± 0\.0", said), said


def test_no_target_of_any_movement_is_a_bare_number() -> None:
    for movement in MOVEMENTS.values():
        for criterion in movement.criteria:
            said = band(criterion.measure, criterion.low, criterion.high)
            assert re.search(r"°|mm| s$|times|as much|% of leg|smooth", said), said
