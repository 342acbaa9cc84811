"""Edges finer than the mask: where the picture's colours change beside the silhouette's edge.

The model draws its mask in 256 x 256 pixels, with edges several pixels soft. The picture itself
shows the edge far better, wherever person and background differ in colour. So the mask says about
where the edge is, and the colours there where it is exactly.
"""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from posture_lab.arrays import Floats

REACH: Final = 0.06
"""How far to each side of the mask's edge colours are looked at, in trunk lengths: the mask is
hardly ever further off than half of it."""

SAMPLES: Final = 12
"""Colours read on each side of the mask's edge."""

FARTHEST: Final = 0.04
"""An edge of colours further than this from the mask's is another one, in trunk lengths."""

LEAST_CONTRAST: Final = 3e-4
"""Variance of the colours, from 0 to 1, that tells nothing: a standard deviation of 4 steps of 255,
as a camera's noise has."""

_OFFSETS: Final = np.linspace(-REACH, REACH, 2 * SAMPLES + 1, dtype=np.float32)
_LEFT_RIGHT: Final = np.array([-1.0, 1.0], dtype=np.float32)


def sharpened(
    edges: Floats,
    feet: Floats,
    across: Floats,
    groups: NDArray[np.intp],
    *,
    mask: NDArray[np.float32],
    image: NDArray[np.uint8],
) -> Floats:
    """Return the mask's edges where the picture's colours change.

    Around each edge, and around its two neighbours, the mask's values are explained by a line
    through the colours (the local linear model of the guided filter; He, Sun and Tang, IEEE TPAMI
    2013). The edge is moved to where that line falls through one half. Where the colours
    tell nothing, or change too far away, it stays.

    Parameters
    ----------
    edges : (N, 2) signed distances in trunk lengths at which the mask ends left and right of lines.
    feet : (N, 2) where the lines are, pixels.
    across : (N, 2) from there to the right, a trunk long, pixels.
    groups : (N,) lines that follow one another along one segment have the same number.
    mask : (H, W) confidence that a pixel belongs to the person, 0 to 1.
    image : (H, W, 3) the picture that the mask is of.

    Returns
    -------
    (N, 2) in trunk lengths; NaN where ``edges`` is.
    """
    along = edges.astype(np.float32)[..., None] + _LEFT_RIGHT[:, None] * _OFFSETS
    points = feet.astype(np.float32)[:, None, None] + (
        across.astype(np.float32)[:, None, None] * along[..., None]
    )
    colours, confidence = _read(points, image, mask)
    weights, level = _explained(colours, confidence, groups, np.isfinite(edges))
    said = (colours @ weights[..., None])[..., 0] + level[..., None]
    moved = _nearest_fall(said)
    near = np.abs(moved) <= FARTHEST
    return np.asarray(edges + np.where(near, _LEFT_RIGHT * moved, 0.0))


def _read(
    points: NDArray[np.float32], image: NDArray[np.uint8], mask: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Colours (N, 2, M, 3) from 0 to 1 and the mask's values (N, 2, M) at points (N, 2, M, 2)."""
    # The first pixel's centre lies at 0.5; a point that is unknown is read somewhere and not used.
    x, y = (np.nan_to_num(points[..., k] - 0.5).reshape(len(points), -1) for k in (0, 1))
    colours, confidence = (
        cv2.remap(of, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        for of in (image, mask)
    )
    shape = points.shape[:-1]
    scaled = np.asarray(colours, np.float32).reshape(*shape, 3) / np.float32(255.0)
    return scaled, np.asarray(confidence, np.float32).reshape(shape)


def _explained(
    colours: NDArray[np.float32],
    confidence: NDArray[np.float32],
    groups: NDArray[np.intp],
    known: NDArray[np.bool_],
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Weights (N, 2, 3) of the colours and level (N, 2): the line through the mask's values."""
    both = np.concatenate([colours, confidence[..., None]], axis=-1)
    mean = _with_neighbours(both.mean(axis=2), groups, known)
    square = both.swapaxes(2, 3) @ both / np.float32(both.shape[2])
    product = _with_neighbours(square, groups, known)
    spread = product - mean[..., :, None] * mean[..., None, :]
    tell = spread[..., :3, :3] + np.float32(LEAST_CONTRAST) * np.eye(3, dtype=np.float32)
    weights = np.linalg.solve(tell, spread[..., :3, 3:])[..., 0]
    level = mean[..., 3] - (weights * mean[..., :3]).sum(axis=-1)
    return weights, level


def _with_neighbours(
    values: NDArray[np.float32], groups: NDArray[np.intp], known: NDArray[np.bool_]
) -> NDArray[np.float32]:
    """Mean (N, 2, ...) of each line's values and those of the lines before and after it.

    Only of edges that are ``known`` (N, 2); zero where there is none.
    """
    count = known.reshape(*known.shape, *(1,) * (values.ndim - 2)).astype(np.float32)
    values = values * count
    same = np.flatnonzero(groups[1:] == groups[:-1])
    total, counts = values.copy(), count.copy()
    for sums, of in ((total, values), (counts, count)):
        sums[same] += of[same + 1]
        sums[same + 1] += of[same]
    return np.asarray(total / np.maximum(counts, 1.0), np.float32)


def _nearest_fall(said: NDArray[np.float32]) -> NDArray[np.float32]:
    """(N, 2) offset at which ``said`` (N, 2, M) falls through one half nearest to the middle.

    Infinite where it does not fall.
    """
    inner, outer = said[..., :-1], said[..., 1:]
    falls = (inner >= 0.5) & (outer < 0.5)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = (inner - 0.5) / (inner - outer)
    step = _OFFSETS[1] - _OFFSETS[0]
    offset = np.where(falls, _OFFSETS[:-1] + share * step, np.inf)
    nearest = np.abs(offset).argmin(axis=-1)
    return np.asarray(np.take_along_axis(offset, nearest[..., None], axis=-1)[..., 0])
