import math

import pytest

from posture_lab.export.units import band, with_unit


@pytest.mark.parametrize(
    ("name", "value", "error", "words"),
    [
        ("hip_flexion_peak_deg", 62.3, 2.8, "62 ± 3°"),
        ("hip_flexion_peak_deg", -0.2, None, "0°"),
        ("hip_travel_legs", 0.184, None, "0.18 leg lengths"),
        ("lowering_s", 1.25, None, "1.2 s"),
        ("rib_flare_change_mm", 12.4, None, "12 mm"),
        ("hip_to_knee_ratio", 2.5, 0.1, "2.50 ± 0.10"),
        ("smoothness_sparc", -1.613, None, "-1.61"),
        ("hip_flexion_peak_deg", None, None, "–"),
        ("hip_flexion_peak_deg", math.nan, None, "–"),
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
    assert band("a_deg", None, None) == "any"
