"""Lines, arcs and areas with soft edges and a dark rim. All draw into the given picture."""

import math
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from posture_lab.export.overlay.style import INK, Colour, Sizes

Picture = NDArray[np.uint8]
Point = NDArray[np.float64]

_SHIFT = 4
"""Bits of sub-pixel accuracy, so that slow movements do not jitter by whole pixels."""


def line(picture: Picture, points: Sequence[Point], colour: Colour, width: int, rim: int) -> None:
    """Draw a line through ``points`` (picture pixels)."""
    path = [_fixed(np.asarray(points))]
    for shade, thickness in ((INK, width + 2 * rim), (colour, width)):
        cv2.polylines(picture, path, False, shade, thickness, cv2.LINE_AA, _SHIFT)


def dashes(picture: Picture, start: Point, end: Point, colour: Colour, sizes: Sizes) -> None:
    """Draw a dashed line."""
    length = float(np.linalg.norm(end - start))
    dash = 4.0 * sizes.thin
    for begin in np.arange(0.0, length, 2 * dash):
        part = np.array([begin, min(begin + dash, length)]) / max(length, 1e-9)
        line(picture, [start + (end - start) * t for t in part], colour, sizes.thin, 1)


def dot(picture: Picture, centre: Point, radius: int, colour: Colour, rim: int) -> None:
    """Draw a filled circle."""
    x, y = _fixed(centre[None])[0, 0]
    for shade, size in ((INK, radius + rim), (colour, radius)):
        cv2.circle(picture, (int(x), int(y)), size << _SHIFT, shade, -1, cv2.LINE_AA, _SHIFT)


def arc(
    picture: Picture,
    centre: Point,
    towards: tuple[Point, Point],
    *,
    radius: float,
    colour: Colour,
    sizes: Sizes,
) -> None:
    """Draw the shorter arc from the first to the second direction, with a tinted sector."""
    first, second = (math.atan2(v[1], v[0]) for v in towards)
    sweep = (second - first + math.pi) % (2 * math.pi) - math.pi
    angles = first + np.linspace(0.0, sweep, max(2, int(abs(sweep) * 20)))
    rim = centre + radius * np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    area(picture, np.concatenate([centre[None], rim]), colour, 0.35)
    line(picture, list(rim), colour, sizes.thin, 1)


def area(picture: Picture, corners: Point, colour: Colour, opacity: float) -> None:
    """Tint the polygon with ``corners`` (N, 2)."""
    height, width = picture.shape[:2]
    low = np.clip(np.floor(corners.min(axis=0)).astype(int) - 1, 0, (width, height))
    high = np.clip(np.ceil(corners.max(axis=0)).astype(int) + 2, 0, (width, height))
    if np.any(high <= low):
        return
    part = picture[low[1] : high[1], low[0] : high[0]]
    tinted = part.copy()
    cv2.fillPoly(tinted, [_fixed(corners - low)], colour, cv2.LINE_AA, _SHIFT)
    cv2.addWeighted(tinted, opacity, part, 1 - opacity, 0.0, dst=part)


def _fixed(points: Point) -> NDArray[np.int32]:
    """(N, 1, 2) fixed-point coordinates; far-off points are brought near, OpenCV overflows."""
    near = np.clip(points, -8000, 16000)
    return np.round(near * (1 << _SHIFT)).astype(np.int32)[:, None]
