"""Rooms of straight edges, seen by cameras whose roll, pitch, yaw and focal length are known."""

from collections.abc import Iterable

import cv2
import numpy as np
from numpy.typing import NDArray

from posture_lab.arrays import Floats

WIDTH, HEIGHT = 640, 480
SIZE = (WIDTH, HEIGHT)


def turned(roll_deg: float, pitch_deg: float, yaw_deg: float) -> Floats:
    """(3, 3) rows: the camera's right, down and forward in a room of x right, y in, z up.

    Upright things lean to the picture's right by the roll, the camera looks down by the pitch.
    """
    yaw, pitch, roll = np.radians([yaw_deg, pitch_deg, roll_deg])
    forward = np.array([np.sin(yaw) * np.cos(pitch), np.cos(yaw) * np.cos(pitch), -np.sin(pitch)])
    right = np.array([np.cos(yaw), -np.sin(yaw), 0.0])
    down = np.cross(forward, right)
    # The picture's content turns clockwise when the camera turns the other way.
    return np.stack(
        [
            np.cos(roll) * right - np.sin(roll) * down,
            np.sin(roll) * right + np.cos(roll) * down,
            forward,
        ]
    )


def projected(points: Floats, camera: Floats, focal_heights: float) -> Floats:
    """(..., 2) pixels of (..., 3) points, as seen from 1.2 m above the room's middle."""
    seen = (points - np.array([0.0, 0.0, 1.2])) @ camera.T
    pixels: Floats = seen[..., :2] / seen[..., 2:] * focal_heights * HEIGHT
    return pixels + np.array(SIZE) / 2


def edges_of_a_room() -> Floats:
    """(N, 2, 3) door, window, cupboard, skirting, ceiling and floor boards, metres."""

    def box(low: Iterable[float], high: Iterable[float]) -> list[Floats]:
        ends = np.array([list(low), list(high)], float)
        corners = np.array(np.meshgrid([0, 1], [0, 1], [0, 1])).reshape(3, 8).T
        pairs = [
            (a, b)
            for a in corners
            for b in corners
            if np.abs(a - b).sum() == 1 and tuple(a) < tuple(b)
        ]
        take = np.arange(3)
        return [np.stack([ends[a, take], ends[b, take]]) for a, b in pairs]

    found = [
        *box((-1.6, 3.0, 0.0), (-0.7, 3.0, 2.0)),
        *box((0.6, 3.0, 0.9), (1.7, 3.0, 1.9)),
        *box((-1.9, 2.2, 0.0), (-1.4, 2.8, 0.9)),
        np.array([[-2.0, 3.0, 0.0], [2.0, 3.0, 0.0]]),
        np.array([[-2.0, 3.0, 2.4], [2.0, 3.0, 2.4]]),
        *(np.array([[x, 1.9, 0.0], [x, 3.0, 0.0]]) for x in (-1.0, -0.5, 0.5, 1.0)),
    ]
    edges = np.array(found)
    room: Floats = edges[np.linalg.norm(edges[:, 1] - edges[:, 0], axis=1) > 0]
    return room


def lines_of_a_room(
    roll_deg: float,
    pitch_deg: float,
    yaw_deg: float,
    *,
    focal_heights: float = 1.2,
    noise_px: float = 0.3,
    seed: int = 0,
) -> Floats:
    """(N, 4) the edges that are in the picture, their ends a little off."""
    camera = turned(roll_deg, pitch_deg, yaw_deg)
    ends = projected(edges_of_a_room(), camera, focal_heights)
    inside = ((ends > 0) & (ends < np.array(SIZE))).all(axis=(1, 2))
    ends = ends[inside & (np.linalg.norm(ends[:, 1] - ends[:, 0], axis=1) > 0.04 * HEIGHT)]
    rng = np.random.default_rng(seed)
    lines: Floats = (ends + rng.normal(0, noise_px, ends.shape)).reshape(-1, 4)
    return lines


def drawn(lines: Floats, thickness: int = 3) -> NDArray[np.uint8]:
    """(H, W, 3) RGB picture of the lines."""
    image = np.full((HEIGHT, WIDTH, 3), 200, np.uint8)
    for x0, y0, x1, y1 in np.round(lines * 16).astype(int).tolist():
        cv2.line(image, (x0, y0), (x1, y1), (60, 60, 60), thickness, cv2.LINE_AA, 4)
    return image
