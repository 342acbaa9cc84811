"""The lens in front of a camera: a mild radial distortion of picture, mask and points alike.

A renderer draws as a pinhole does, so a somewhat wider pinhole picture is drawn and then bent.
"""

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from groundtruth.camera import Camera

MARGIN_PX = 2


def sample_distortion(rng: np.random.Generator, webcam: float) -> float:
    """How far a picture's corner is moved outwards, as a share of its distance from the middle.

    `webcam` is the share of webcams, whose pictures are barrels; phones correct theirs nearly.
    """
    if rng.random() < webcam:
        return float(rng.uniform(-0.06, -0.01))
    return float(np.clip(rng.normal(0.0, 0.006), -0.015, 0.015))


class Lens:
    """Bends pinhole pictures of `camera.pinhole` into what the camera's own lens would show."""

    def __init__(self, camera: Camera) -> None:
        self.pinhole = _wide_enough(camera)
        self._maps: tuple[NDArray[np.float32], NDArray[np.float32]] | None = None
        if not _plain(camera):
            columns, rows = np.meshgrid(np.arange(camera.width), np.arange(camera.height))
            # A pixel's value is the light at its centre, half a pixel from its corner.
            pixels = np.stack([columns, rows], axis=-1) + 0.5
            middle = np.array([self.pinhole.width, self.pinhole.height]) / 2
            source = camera.straightened(pixels) + middle - 0.5
            self._maps = (source[..., 0].astype(np.float32), source[..., 1].astype(np.float32))

    def picture(self, drawn: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The camera's picture (H, W, 3) from the drawn one; the same array without distortion."""
        if self._maps is None:
            return drawn
        return np.asarray(cv2.remap(drawn, *self._maps, cv2.INTER_LINEAR), np.uint8)

    def mask(self, drawn: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """The camera's mask (H, W) from the drawn one."""
        if self._maps is None:
            return drawn
        bent = cv2.remap(drawn.astype(np.uint8) * 255, *self._maps, cv2.INTER_LINEAR)
        return np.asarray(bent, np.uint8) > 127


def _wide_enough(camera: Camera) -> Camera:
    """The pinhole camera at the same place whose picture holds all that the lens shows."""
    if _plain(camera):
        return camera
    size = np.array([camera.width, camera.height])
    edge = np.array([[0.0, 0.0], [0.5, 0.0], [0.0, 0.5]]) * size
    if any(camera.principal_px):
        # Off the middle, the far corners and edges reach furthest.
        corners = np.array([[x, y] for x in (0.0, 0.5, 1.0) for y in (0.0, 0.5, 1.0)])
        edge = corners * size
    reach = np.abs(camera.straightened(edge)).max(axis=0)
    # Even sizes keep the middle of both pictures at the same corner of pixels.
    width, height = (2 * (int(np.ceil(r)) + MARGIN_PX) for r in reach)
    fov = 2 * np.degrees(np.arctan(0.5 * height / camera.focal_px))
    return replace(
        camera, width=width, height=height, fov_deg=float(fov), distortion=0.0,
        principal_px=(0.0, 0.0),
    )  # fmt: skip


def _plain(camera: Camera) -> bool:
    """Whether the picture is a pinhole's, with the axis in its middle."""
    return not camera.distortion and not any(camera.principal_px)
