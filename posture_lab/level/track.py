"""The camera's motion over time, as rows of (K, 7): time, then a (2, 3) similarity.

Similarities are in picture heights from the picture's middle, x right and y down, and say where the
room has moved in the picture since the first row of the stretch.
"""

import numpy as np

from posture_lab.arrays import Floats


def roll_deg(rows: Floats) -> Floats:
    """(K,) degrees by which upright things lean further to the right than in the first row."""
    turned: Floats = np.degrees(np.arctan2(rows[:, 4], rows[:, 1]))
    return turned


def known_rows(rows: Floats) -> Floats:
    """The rows in which the motion is known."""
    known: Floats = rows[np.isfinite(rows).all(axis=1)]
    return known


def motion_at(rows: Floats, time_s: float) -> Floats:
    """(2, 3) similarity at a time, between rows in proportion; none is known: as at first."""
    known = known_rows(rows)
    if not len(known):
        return np.eye(2, 3)
    return np.array([np.interp(time_s, known[:, 0], each) for each in known[:, 1:].T]).reshape(2, 3)


def lines_as_at_first(lines: Floats, motion: Floats, size_px: tuple[int, int]) -> Floats:
    """(N, 4) lines in pixels where they would be, had the camera not moved by ``motion`` (2, 3)."""
    width, height = size_px
    ends = (lines.reshape(-1, 2) - np.array([width, height]) / 2) / height
    back = np.linalg.inv(motion[:, :2])
    there = (ends - motion[:, 2]) @ back.T
    at_first: Floats = (there * height + np.array([width, height]) / 2).reshape(-1, 4)
    return at_first


def join_motion(earlier: Floats, later: Floats, *, cut: bool) -> Floats:
    """Return the rows of two parts of a clip as one; ``cut``: another view begins at the seam.

    The later part counts its motion from its own first row, so it is put after what had moved by
    then.
    """
    if not len(earlier) or not len(later):
        return np.concatenate([earlier, later])
    if not cut:
        base = motion_at(earlier, float(later[0, 0]))
        moved = later[:, 1:].reshape(-1, 2, 3)
        turned = moved[:, :, :2] @ base[:, :2]
        shift = (moved[:, :, :2] @ base[:, 2]) + moved[:, :, 2]
        rows = np.concatenate([turned, shift[:, :, None]], axis=2).reshape(-1, 6)
        later = np.column_stack([later[:, 0], rows])
    return np.concatenate([earlier, later[later[:, 0] > earlier[-1, 0] + 1e-3]])
