"""The silhouette as run lengths per row: from the camera page back to a picture."""

import numpy as np
from numpy.typing import NDArray

EDGE_PARTS = 8
"""Edges are given in this many parts of a pixel."""

_HEADER = 3
_MAX_ROWS = 4096


def decode_runs(runs: NDArray[np.int16], width: int) -> tuple[NDArray[np.float32], int, int]:
    """Return the silhouette's rows as a mask, and where they lie in the picture.

    Parameters
    ----------
    runs : first row, row step, number of rows; then for each row the number of runs and the start
        and end of each, in eighths of a pixel, measured from the first pixel's centre.
    width : of the picture in pixels.

    Returns
    -------
    mask : (rows, width) from 0 outside to 1 inside; passes one half exactly at the edges given.
    first_row, row_step : mask row r is picture row ``first_row + r * row_step``.

    Raises
    ------
    ValueError
        If the numbers do not describe rows within a picture of this width.
    """
    values = [int(value) for value in runs]
    if len(values) < _HEADER:
        raise ValueError("a silhouette needs at least its first row, step and number of rows")
    first, step, rows = values[:_HEADER]
    if first < 0 or step < 1 or not 0 <= rows <= _MAX_ROWS or width < 1:
        raise ValueError(f"no silhouette has first row {first}, step {step} and {rows} rows")
    mask = np.zeros((rows, width), dtype=np.float32)
    columns = np.arange(width, dtype=np.float32)
    at = _HEADER
    for row in range(rows):
        count = values[at] if at < len(values) else -1
        edges = values[at + 1 : at + 1 + 2 * count]
        if count < 0 or len(edges) != 2 * count:
            raise ValueError("the silhouette's rows end early")
        at += 1 + 2 * count
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            _fill(mask[row], columns, start / EDGE_PARTS, end / EDGE_PARTS)
    return mask, first, step


def _fill(row: NDArray[np.float32], columns: NDArray[np.float32], start: float, end: float) -> None:
    """Fill one run; the value falls over two pixels, so that one half lies on each edge."""
    inside = 0.5 * np.minimum(columns - start, end - columns) + 0.5
    np.maximum(row, np.clip(inside, 0.0, 1.0), out=row)
