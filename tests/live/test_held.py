"""Outlines that come now and then are held in between, but not for long."""

import numpy as np

from posture_lab.live.held import held


def test_the_newest_outline_is_held_for_a_quarter_of_a_second() -> None:
    time_s = np.arange(6, dtype=np.float64) * 0.1
    edges = np.full((6, 3, 2), np.nan)
    edges[1] = 1.0
    edges[1, 0, 0] = np.nan
    found = held(time_s, edges)
    assert np.isnan(found[0]).all()
    for frame in (1, 2, 3):
        np.testing.assert_array_equal(found[frame], edges[1])
    assert np.isnan(found[4:]).all()
    assert len(held(time_s[:0], edges[:0])) == 0
