"""Distances of the trunk outline's edges."""

import numpy as np
import pytest

from posture_lab.metrics.outline_edges import edge_at, stations
from posture_lab.pose.sequence import OUTLINE_STATIONS


def test_stations_include_both_ends() -> None:
    inside = stations(-0.05, 0.2)
    np.testing.assert_allclose(
        OUTLINE_STATIONS[inside], [-0.05, 0, 0.05, 0.1, 0.15, 0.2], atol=1e-9
    )


def test_an_edge_is_read_at_a_height_and_missing_where_it_is_not_seen() -> None:
    edge = -0.2 + 0.3 * OUTLINE_STATIONS[None, :]
    assert edge_at(edge, 0.5)[0] == pytest.approx(-0.05)
    edge[0, OUTLINE_STATIONS > 0.9] = np.nan
    assert np.isnan(edge_at(edge, 1.0)[0])
    assert np.isfinite(edge_at(edge, 0.5)[0])
