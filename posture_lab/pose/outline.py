"""The body outline: where the silhouette ends behind and in front of the trunk and the legs."""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from posture_lab.arrays import Floats
from posture_lab.pose.landmarks import Landmark
from posture_lab.pose.sequence import LEG_OUTLINE_SHAPE, LEG_STATIONS, OUTLINE_STATIONS
from posture_lab.pose.sharpen import sharpened

REACH: Final = 1.0
"""How far the scan goes to each side of the trunk line, in trunk lengths."""

SAMPLES_PER_TRUNK: Final = 32
"""Mask samples per trunk length along each scan; crossings are interpolated between them.

The model sees a trunk in about 80 pixels, with edges several pixels soft: twice as many samples
move an edge by less than a hundredth of a trunk."""

LEG_REACH: Final = 0.75
"""The same beside a leg's lines."""

NEAR: Final = 0.375
"""Nearly every edge is nearer than this, in trunk lengths; the rest of a scan is sampled only where
the body goes on."""

MIN_TRUNK_PX: Final = 8.0

_JOINTS: Final = np.array(
    [
        [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER],
        [Landmark.LEFT_HIP, Landmark.RIGHT_HIP],
        [Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE],
        [Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE],
    ]
)
_LEFT_RIGHT: Final = np.array([-1.0, 1.0])

_SEGMENTS: Final = np.repeat(
    np.arange(1 + math.prod(LEG_OUTLINE_SHAPE[:2])),
    [len(OUTLINE_STATIONS)] + [len(LEG_STATIONS)] * math.prod(LEG_OUTLINE_SHAPE[:2]),
)
"""Number of the segment that each scan belongs to: the trunk, then the legs' thighs and shanks."""


def trace_outlines(
    mask: NDArray[np.float32], landmarks_px: Floats, image: NDArray[np.uint8] | None = None
) -> tuple[Floats, Floats]:
    """Return the silhouette's edges beside trunk and legs in one frame, not yet back and front.

    From the line hip middle (0) to shoulder middle (1) a scan runs out to each side at every
    station until the confidence falls through 0.5; the crossing is interpolated. A gap of
    background ends the scan, so a free arm is left out and an arm lying against the trunk counts
    as part of it. The same along thigh (knee to hip) and shank (ankle to knee) at LEG_STATIONS.

    Parameters
    ----------
    mask : (H, W) confidence that a pixel belongs to the person, 0 to 1.
    landmarks_px : (33, 2) in the mask's own pixels.
    image : (H, W, 3) the picture that the mask is of: its colours make the edges finer than the
        mask (see ``sharpen``). None leaves them where the mask has them.

    Returns
    -------
    trunk : (S, 2) signed distances from the trunk line in trunk lengths: [..., 0] the edge to the
        left of the line for somebody looking from the hips to the shoulders, never positive when
        the line lies inside the silhouette; [..., 1] the edge to the right.
    legs : (2, 2, L, 2) left and right leg, thigh and shank, station, and edge: left and right of
        the line for somebody looking up along it. In trunk lengths.

    NaN where the station or the edge lies outside the image, where the line itself is not on the
    person, where the trunk is unknown or shorter than 8 pixels, and where a leg's line vanishes
    because it points at the camera.
    """
    joints = landmarks_px[_JOINTS]
    shoulders, hips = joints[:2].sum(axis=1) / 2
    trunk = shoulders - hips
    length = math.hypot(*trunk)
    if not length >= MIN_TRUNK_PX:
        return np.full((len(OUTLINE_STATIONS), 2), np.nan), np.full(LEG_OUTLINE_SHAPE, np.nan)
    feet = hips + OUTLINE_STATIONS[:, None] * trunk
    leg_feet, leg_along = _leg_lines(joints[1:], length)
    starts = np.concatenate([feet, leg_feet])
    along = np.concatenate([np.broadcast_to(trunk, feet.shape), leg_along])
    # For an upright line right of it is picture right: the picture's y points down.
    across = np.stack([-along[:, 1], along[:, 0]], axis=1)
    edges = _edges(mask, starts, across)
    if image is not None:
        edges = sharpened(edges, starts, across, _SEGMENTS, mask=mask, image=image)
    legs = edges[len(feet) :].reshape(LEG_OUTLINE_SHAPE)
    legs[np.abs(legs) > LEG_REACH] = np.nan
    return edges[: len(feet)], legs


def _leg_lines(joints: Floats, length: float) -> tuple[Floats, Floats]:
    """Points on thighs and shanks, and their directions ``length`` long, each (4 L, 2).

    ``joints`` (3, 2, 2): hips, knees and ankles, left and right.
    """
    lower = joints[1:].swapaxes(0, 1)  # side, segment, xy
    line = joints[:-1].swapaxes(0, 1) - lower
    size = np.sqrt((line * line).sum(axis=2, keepdims=True))
    with np.errstate(invalid="ignore", divide="ignore"):
        upward = np.where(size >= 1.0, line * (length / size), np.nan)
    feet = lower[:, :, None] + LEG_STATIONS[:, None] * line[:, :, None]
    along = np.broadcast_to(upward[:, :, None], feet.shape)
    return feet.reshape(-1, 2), along.reshape(-1, 2)


def orient_outline(edges: Floats, facing_right: NDArray[np.float64]) -> Floats:
    """Turn left and right edges into back and front ones.

    Parameters
    ----------
    edges : (T, ..., 2) as from :func:`trace_outlines`.
    facing_right : (T,) 1 where the person faces picture right, -1 left, NaN unknown.

    Returns
    -------
    (T, ..., 2) back [..., 0] and front [..., 1], positive towards where the person faces; NaN where
    the facing is unknown.
    """
    sign = facing_right.reshape(-1, *(1,) * (edges.ndim - 1))
    return np.where(sign > 0, edges, -edges[..., ::-1]) + 0.0 * sign


def _edges(mask: NDArray[np.float32], feet: Floats, across: Floats) -> Floats:
    """(N, 2) distances in trunk lengths at which the mask ends left and right of ``feet`` (N, 2).

    ``feet`` are pixels, ``across`` (N, 2) leads to the right and is a trunk long.
    """
    steps = across.T[..., None] * (_LEFT_RIGHT / SAMPLES_PER_TRUNK)
    start, step = np.repeat(feet.T, 2, axis=1), steps.reshape(2, -1)
    near, last = round(NEAR * SAMPLES_PER_TRUNK), round(REACH * SAMPLES_PER_TRUNK)
    found = _first_fall(mask, start, step, np.arange(near + 1))
    onward = np.flatnonzero(np.isinf(found))
    if len(onward):
        further = np.arange(near, last + 1)
        found[onward] = _first_fall(mask, start[:, onward], step[:, onward], further)
        found[np.isinf(found)] = np.nan
    edges: Floats = found.reshape(-1, 2) * (_LEFT_RIGHT / SAMPLES_PER_TRUNK)
    return edges


def _first_fall(
    mask: NDArray[np.float32], start: Floats, step: Floats, numbers: NDArray[np.intp]
) -> Floats:
    """(N,) number of steps from ``start`` (2, N) at which the mask first falls through 0.5.

    Looked for between the samples at these consecutive ``numbers`` of steps. Infinite where it
    does not fall; NaN where it starts below or leaves the image first.
    """
    values = _sample(mask, start[..., None] + step[..., None] * numbers)
    below = ~(values >= 0.5)
    first = below.argmax(axis=1)
    rows = np.arange(len(values))
    outer, inner = values[rows, first], values[rows, first - 1]
    with np.errstate(invalid="ignore", divide="ignore"):
        fraction = (inner - 0.5) / (inner - outer)
    fall = np.where((first > 0) & np.isfinite(outer), numbers[first] - 1 + fraction, np.nan)
    fall[~below[rows, first]] = np.inf
    return fall


def _sample(mask: NDArray[np.float32], points: Floats) -> Floats:
    """Bilinear samples of ``mask`` at (2, ...) pixel positions, x and y; NaN outside the image."""
    height, width = mask.shape
    # Landmark coordinates put 0 at the left edge of the first pixel, whose centre is at 0.5.
    x, y = points - 0.5
    inside = (x >= 0) & (y >= 0) & (x < width - 1) & (y < height - 1)
    place = np.where(inside, (x, y), 0.0)
    column, row = corner = place.astype(np.intp)
    right, down = place - corner
    index = row * width + column
    corners = np.stack([index, index + 1, index + width, index + width + 1])
    upper_left, upper_right, lower_left, lower_right = mask.reshape(-1).take(corners, mode="clip")
    upper = upper_left * (1 - right) + upper_right * right
    lower = lower_left * (1 - right) + lower_right * right
    values: Floats = np.where(inside, upper * (1 - down) + lower * down, np.nan)
    return values
