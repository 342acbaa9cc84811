"""Leans and distances of the trunk outline's edges."""

import numpy as np
import pytest

from posture_lab.metrics.outline_edges import BACK, FRONT, edge_at, edge_lean, stations
from posture_lab.pose.sequence import OUTLINE_STATIONS
from tests.people import stick_person


def test_stations_include_both_ends() -> None:
    inside = stations(-0.05, 0.2)
    np.testing.assert_allclose(
        OUTLINE_STATIONS[inside], [-0.05, 0, 0.05, 0.1, 0.15, 0.2], atol=1e-9
    )


@pytest.mark.parametrize("angle_deg", [-40.0, 0.0, 25.0])
def test_a_straight_edge_leans_by_its_angle(angle_deg: float) -> None:
    edge = -0.2 + np.tan(np.radians(angle_deg)) * OUTLINE_STATIONS[None, :]
    assert edge_lean(edge, 0.3, 0.6)[0] == pytest.approx(angle_deg)
    expected = -0.2 + 0.5 * np.tan(np.radians(angle_deg))
    assert edge_at(edge, 0.5)[0] == pytest.approx(expected)


def test_a_hole_in_the_stretch_is_missing_and_elsewhere_harmless() -> None:
    outline = stick_person([0.0]).outline.copy()
    outline[0, OUTLINE_STATIONS > 0.9, BACK] = np.nan
    assert np.isnan(edge_lean(outline[..., BACK], 0.7, 1.0)[0])
    assert np.isfinite(edge_lean(outline[..., BACK], 0.3, 0.6)[0])
    assert np.isfinite(edge_lean(outline[..., FRONT], 0.7, 1.0)[0])
