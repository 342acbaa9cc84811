"""A silhouette sent as run lengths gives the outline of the silhouette itself."""

import numpy as np
import pytest
from numpy.typing import NDArray

from posture_lab.live.mask_runs import EDGE_PARTS, decode_runs
from posture_lab.live.message import trace_on_rows
from posture_lab.pose.landmarks import Landmark
from posture_lab.pose.outline import trace_outlines

WIDTH, HEIGHT = 320, 240


def ellipse() -> NDArray[np.float32]:
    rows, columns = np.mgrid[:HEIGHT, :WIDTH]
    reach = np.hypot((columns - 170.3) / 41.0, (rows - 120.0) / 95.0)
    mask: NDArray[np.float32] = np.clip(0.5 + (1.0 - reach) * 30.0, 0.0, 1.0).astype(np.float32)
    return mask


def runs_of(mask: NDArray[np.float32], first: int, step: int) -> NDArray[np.int16]:
    """What the page sends of a mask whose rows have one run each at most."""
    out: list[int] = [first, step, 0]
    for row in mask[first::step]:
        inside = np.flatnonzero(row >= 0.5)
        out[2] += 1
        out.append(int(inside.size > 0))
        if inside.size:
            left, right = inside[0], inside[-1]
            start = left - (row[left] - 0.5) / (row[left] - row[left - 1])
            end = right + (row[right] - 0.5) / (row[right] - row[right + 1])
            out += [round(float(start) * EDGE_PARTS), round(float(end) * EDGE_PARTS)]
    return np.array(out, dtype=np.int16)


def landmarks() -> NDArray[np.float64]:
    points = np.full((33, 2), np.nan)
    points[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP]] = (165.0, 175.0)
    points[[Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]] = (180.0, 85.0)
    return points


@pytest.mark.parametrize(("step", "tolerance"), [(1, 0.01), (2, 0.02)])
def test_the_outline_survives_the_journey(step: int, tolerance: float) -> None:
    mask, points = ellipse(), landmarks()
    decoded, first, row_step = decode_runs(runs_of(mask, 20, step), WIDTH)
    found, _ = trace_on_rows(decoded, first, row_step, points)
    truth, _ = trace_outlines(mask, points)
    both = np.isfinite(truth) & np.isfinite(found)
    assert both.mean() > 0.9
    assert np.abs(found - truth)[both].max() < tolerance


def test_an_edge_is_where_it_was_said_to_be() -> None:
    runs = np.array([0, 1, 1, 1, 10 * EDGE_PARTS + 2, 20 * EDGE_PARTS - 3], dtype=np.int16)
    mask, _, _ = decode_runs(runs, 32)
    assert np.interp(0.5, mask[0, 8:13], np.arange(8, 13)) == pytest.approx(10.25, abs=0.01)
    assert mask[0, 13:18].min() == 1.0
    assert mask[0, :9].max() == mask[0, 22:].max() == 0.0


@pytest.mark.parametrize(
    "runs", [[], [0, 1], [0, 0, 1, 0], [-1, 1, 1, 0], [0, 1, 2, 0], [0, 1, 1, 3, 8]]
)
def test_numbers_that_describe_no_rows_are_refused(runs: list[int]) -> None:
    with pytest.raises(ValueError, match="silhouette"):
        decode_runs(np.array(runs, dtype=np.int16), WIDTH)
