"""The silhouette as run lengths per row: from the camera page back to a picture."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

EDGE_PARTS = 8
"""Edges are given in this many parts of a pixel."""

_HEADER = 3
_MAX_ROWS = 4096
_Edges = NDArray[np.float32]


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
    values = runs.tolist()
    if len(values) < _HEADER:
        raise ValueError("a silhouette needs at least its first row, step and number of rows")
    first, step, rows = values[:_HEADER]
    if first < 0 or step < 1 or not 0 <= rows <= _MAX_ROWS or width < 1:
        raise ValueError(f"no silhouette has first row {first}, step {step} and {rows} rows")
    mask = np.zeros((rows, width), dtype=np.float32)
    # The first run of every row is filled at once, then the second of those that have one...
    for filled, start, end in _by_order(values[_HEADER:], rows):
        mask[filled] = np.maximum(mask[filled], _run(width, start, end))
    return mask, first, step


def _by_order(values: list[int], rows: int) -> Iterator[tuple[list[int], _Edges, _Edges]]:
    """Yield the rows with a first, a second, ... run, and where these start and end in pixels."""
    order: list[tuple[list[int], list[int], list[int]]] = []
    at = 0
    for row in range(rows):
        count = values[at] if at < len(values) else -1
        edges = values[at + 1 : at + 1 + 2 * count]
        if count < 0 or len(edges) != 2 * count:
            raise ValueError("the silhouette's rows end early")
        at += 1 + 2 * count
        for number in range(count):
            if number == len(order):
                order.append(([], [], []))
            filled, starts, ends = order[number]
            filled.append(row)
            starts.append(edges[2 * number])
            ends.append(edges[2 * number + 1])
    for filled, starts, ends in order:
        yield filled, np.array(starts, np.float32), np.array(ends, np.float32)


def _run(width: int, start: _Edges, end: _Edges) -> NDArray[np.float32]:
    """Rows with one run each; the value falls over two pixels, so that one half is on each edge."""
    columns = np.arange(width, dtype=np.float32)
    before = columns - start[:, None] / EDGE_PARTS
    after = end[:, None] / EDGE_PARTS - columns
    inside: NDArray[np.float32] = np.minimum(before, after, out=before)
    inside *= 0.5
    inside += 0.5
    return np.clip(inside, 0.0, 1.0, out=inside)
