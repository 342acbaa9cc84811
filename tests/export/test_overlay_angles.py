"""The angles drawn over a person."""

import numpy as np
import pytest

from posture_lab.export.overlay.body import draw_angles
from posture_lab.export.overlay.style import Sizes
from posture_lab.pose.landmarks import LANDMARK_COUNT, on_side

HIP = (200, 300)
SIZES = Sizes.of(480, 480)


@pytest.mark.parametrize(("lean_deg", "is_upright"), [(0.0, True), (10.0, False)])
def test_the_trunk_is_measured_from_what_is_upright(lean_deg: float, is_upright: bool) -> None:
    points = np.full((LANDMARK_COUNT, 2), np.nan)
    places = {"hip": HIP, "shoulder": (300, 200), "knee": (200, 400), "ankle": (200, 470)}
    for name, place in places.items():
        points[on_side(name, "right")] = place
    picture = np.zeros((480, 480, 3), np.uint8)
    draw_angles(picture, points, {"trunk": 45.0 - lean_deg}, "right", SIZES, up_lean_deg=lean_deg)
    assert picture.any()
    above = picture[200:235, HIP[0] - 5 : HIP[0] + 6]
    assert above.any() == is_upright
