"""The body outline: where the silhouette ends behind and in front of the trunk and the legs."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from posture_lab.pose.landmarks import Landmark
from posture_lab.pose.sequence import LEG_OUTLINE_SHAPE, LEG_STATIONS, OUTLINE_STATIONS

Floats = NDArray[np.float64]

REACH: Final = 1.0
"""How far the scan goes to each side of the trunk line, in trunk lengths."""

SAMPLES_PER_TRUNK: Final = 32
"""Mask samples per trunk length along each scan; crossings are interpolated between them.

The model sees a trunk in about 80 pixels, with edges several pixels soft: twice as many samples
move an edge by less than a hundredth of a trunk."""

LEG_REACH: Final = 0.75
"""The same beside a leg's lines."""

MIN_TRUNK_PX: Final = 8.0

_SHOULDERS: Final = [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]
_HIPS: Final = [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]
_KNEES: Final = [Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE]
_ANKLES: Final = [Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE]


def trace_outline(mask: NDArray[np.float32], landmarks_px: Floats) -> Floats:
    """Return the silhouette's two edges beside the trunk in one frame, not yet back and front.

    From the line hip middle (0) to shoulder middle (1) a scan runs out to each side at every
    station until the confidence falls through 0.5; the crossing is interpolated. A gap of
    background ends the scan, so a free arm is left out and an arm lying against the trunk counts
    as part of it.

    Parameters
    ----------
    mask : (H, W) confidence that a pixel belongs to the person, 0 to 1.
    landmarks_px : (33, 2) in the mask's own pixels.

    Returns
    -------
    (S, 2) signed distances from the trunk line in trunk lengths: [..., 0] the edge to the left of
    the line for somebody looking from the hips to the shoulders, never positive when the line
    lies inside the silhouette; [..., 1] the edge to the right. NaN where the station or the edge
    lies outside the image, where the line itself is not on the person, or where the trunk is
    unknown or shorter than 8 pixels.
    """
    hips = landmarks_px[_HIPS].mean(axis=0)
    trunk = landmarks_px[_SHOULDERS].mean(axis=0) - hips
    length = float(np.hypot(*trunk))
    if not length >= MIN_TRUNK_PX:
        return np.full((len(OUTLINE_STATIONS), 2), np.nan)
    feet = hips + OUTLINE_STATIONS[:, None] * trunk
    # For an upright trunk right of the line is picture right: the picture's y points down.
    across = np.broadcast_to((-trunk[1], trunk[0]), feet.shape)
    return _edges(mask, feet, across, REACH)


def trace_legs(mask: NDArray[np.float32], landmarks_px: Floats) -> Floats:
    """Return the silhouette's two edges beside both legs in one frame, not yet back and front.

    As :func:`trace_outline`, along thigh (knee to hip) and shank (ankle to knee) at LEG_STATIONS.

    Returns
    -------
    (2, 2, L, 2) left and right leg, thigh and shank, station, and edge: left and right of the line
    for somebody looking up along it. In trunk lengths; NaN as in :func:`trace_outline`, and where
    a segment's line vanishes because it points at the camera.
    """
    trunk = landmarks_px[_SHOULDERS].mean(axis=0) - landmarks_px[_HIPS].mean(axis=0)
    length = float(np.hypot(*trunk))
    if not length >= MIN_TRUNK_PX:
        return np.full(LEG_OUTLINE_SHAPE, np.nan)
    joints = landmarks_px[[_HIPS, _KNEES, _ANKLES]]
    lower = joints[1:].swapaxes(0, 1)  # side, segment, xy
    line = joints[:-1].swapaxes(0, 1) - lower
    feet = lower[:, :, None] + LEG_STATIONS[:, None] * line[:, :, None]
    size = np.hypot(line[..., 0], line[..., 1])[..., None]
    with np.errstate(invalid="ignore", divide="ignore"):
        upward = np.where(size >= 1.0, line / size, np.nan)
    right = np.stack([-upward[..., 1], upward[..., 0]], axis=-1) * length
    across = np.broadcast_to(right[:, :, None], feet.shape)
    edges = _edges(mask, feet.reshape(-1, 2), across.reshape(-1, 2), LEG_REACH)
    return edges.reshape(LEG_OUTLINE_SHAPE)


def _edges(mask: NDArray[np.float32], feet: Floats, across: Floats, reach: float) -> Floats:
    """(N, 2) signed distances at which the mask ends left and right of ``feet`` (N, 2), pixels.

    ``across`` (N, 2) points right and is a trunk long; ``reach`` is in trunk lengths.
    """
    distances = np.arange(0.0, reach + 1e-9, 1.0 / SAMPLES_PER_TRUNK)
    steps = np.stack([-distances, distances])
    points = feet[:, None, None, :] + steps[:, :, None] * across[:, None, None, :]
    found = _first_fall(_sample(mask, points).reshape(-1, len(distances))) / SAMPLES_PER_TRUNK
    edges: Floats = found.reshape(-1, 2) * (-1.0, 1.0)
    return edges


def orient_outline(edges: Floats, facing_right: NDArray[np.float64]) -> Floats:
    """Turn left and right edges into back and front ones.

    Parameters
    ----------
    edges : (T, ..., 2) as from :func:`trace_outline` or :func:`trace_legs`.
    facing_right : (T,) 1 where the person faces picture right, -1 left, NaN unknown.

    Returns
    -------
    (T, ..., 2) back [..., 0] and front [..., 1], positive towards where the person faces; NaN where
    the facing is unknown.
    """
    sign = facing_right.reshape(-1, *(1,) * (edges.ndim - 1))
    return np.where(sign > 0, edges, -edges[..., ::-1]) + 0.0 * sign


def _sample(mask: NDArray[np.float32], points: Floats) -> Floats:
    """Bilinear samples of ``mask`` at (..., 2) pixel positions; NaN outside the image."""
    height, width = mask.shape
    # Landmark coordinates put 0 at the left edge of the first pixel, whose centre is at 0.5.
    x, y = points[..., 0].ravel() - 0.5, points[..., 1].ravel() - 0.5
    values = np.full(len(x), np.nan)
    inside = np.flatnonzero((x >= 0) & (y >= 0) & (x < width - 1) & (y < height - 1))
    x, y = x[inside], y[inside]
    column, row = x.astype(np.intp), y.astype(np.intp)
    right, down = x - column, y - row
    pixels = mask.reshape(-1)
    index = row * width + column
    upper = pixels[index] * (1 - right) + pixels[index + 1] * right
    index += width
    lower = pixels[index] * (1 - right) + pixels[index + 1] * right
    values[inside] = upper * (1 - down) + lower * down
    return values.reshape(points.shape[:-1])


def _first_fall(values: Floats) -> Floats:
    """Place at which each (N, K) row first falls through 0.5; NaN if it starts below or never.

    Rows that leave the image before they fall give NaN.
    """
    below = ~(values >= 0.5)
    first = below.argmax(axis=1)
    rows = np.arange(len(values))
    outer, inner = values[rows, first], values[rows, first - 1]
    with np.errstate(invalid="ignore", divide="ignore"):
        fraction = (inner - 0.5) / (inner - outer)
    found = below.any(axis=1) & (first > 0) & np.isfinite(outer)
    return np.where(found, first - 1 + fraction, np.nan)
