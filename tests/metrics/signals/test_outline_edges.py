"""Stretches of the trunk outline's edges."""

import numpy as np

from posture_lab.metrics.signals.outline_edges import stations
from posture_lab.pose.sequence import OUTLINE_STATIONS


def test_stations_include_both_ends() -> None:
    inside = stations(-0.05, 0.2)
    np.testing.assert_allclose(
        OUTLINE_STATIONS[inside], [-0.05, 0, 0.05, 0.1, 0.15, 0.2], atol=1e-9
    )
