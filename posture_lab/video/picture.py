"""From a stored picture to an upright RGB image with square pixels."""

import math
import struct
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import av.error
import numpy as np
from av.sidedata.sidedata import SideData
from av.video.frame import VideoFrame
from av.video.reformatter import Colorspace, Interpolation, VideoReformatter
from numpy.typing import NDArray

Image = NDArray[np.uint8]
Turn = Literal[0, 90, 180, 270]

LONG_SIDE_PX = 1920
"""Larger pictures are shrunk to this for analysis; the pose model sees at most 256 pixels."""


@dataclass(frozen=True, slots=True)
class Orientation:
    """How a stored picture is made upright: first mirrored (left-right), then turned clockwise."""

    turn_deg: Turn = 0
    mirrored: bool = False

    @classmethod
    def of(cls, frame: VideoFrame) -> "Orientation":
        """Read the display matrix that the camera wrote; upright if there is none."""
        data = frame.side_data.get("DISPLAYMATRIX")
        if not isinstance(data, SideData):
            return cls()
        a, b, _, c, d, _, _, _, _ = struct.unpack("<9i", bytes(data)[:36])
        quarters = round(math.degrees(math.atan2(-c, d)) / 90) % 4
        turns: tuple[Turn, ...] = (0, 90, 180, 270)
        return cls(turns[quarters], a * d - b * c < 0)

    def apply(self, image: Image) -> Image:
        """Return the upright image, C-contiguous."""
        if not self.turn_deg and not self.mirrored:
            return np.ascontiguousarray(image)
        import cv2  # noqa: PLC0415  # few clips need it and it is slow to load

        if self.mirrored:
            image = np.ascontiguousarray(image[:, ::-1])
        codes = {
            90: cv2.ROTATE_90_CLOCKWISE,
            180: cv2.ROTATE_180,
            270: cv2.ROTATE_90_COUNTERCLOCKWISE,
        }
        if not self.turn_deg:
            return image
        return np.asarray(cv2.rotate(image, codes[self.turn_deg]), dtype=np.uint8)


@dataclass(frozen=True, slots=True)
class PictureShape:
    """Sizes of a clip's pictures on their way from the file to the analysis.

    Attributes
    ----------
    stored_px : (width, height) as coded in the file.
    size_px : (width, height) upright, with square pixels.
    scale : image pixels per picture pixel; below 1.0 when shrunk for analysis.
    orientation : how to make it upright.
    """

    stored_px: tuple[int, int]
    size_px: tuple[int, int]
    scale: float
    orientation: Orientation

    @classmethod
    def of(cls, frame: VideoFrame, pixel_aspect: Fraction | None) -> "PictureShape":
        """Work out the sizes from a decoded frame and the shape of its pixels (width : height)."""
        orientation = Orientation.of(frame)
        width, height = _square(frame.width, frame.height, pixel_aspect)
        size = (height, width) if orientation.turn_deg in (90, 270) else (width, height)
        scale = min(1.0, LONG_SIDE_PX / max(size))
        return cls((frame.width, frame.height), size, scale, orientation)

    def fits(self, frame: VideoFrame) -> bool:
        """Say whether the frame has the same shape, be it smaller or larger, within 2 %."""
        width, height = self.stored_px
        return abs(frame.width * height / (frame.height * width) - 1) <= 0.02


def _square(width: int, height: int, pixel_aspect: Fraction | None) -> tuple[int, int]:
    """Return the size with square pixels, never smaller than stored."""
    aspect = float(pixel_aspect or 1)
    if abs(aspect - 1) < 0.005 or not 0.1 <= aspect <= 10:
        return width, height
    return (round(width * aspect), height) if aspect > 1 else (width, round(height / aspect))


class PictureReader:
    """Convert decoded frames to upright RGB, scaling in the same pass."""

    def __init__(self, shape: PictureShape) -> None:
        """All pictures come out in this shape."""
        self._shape = shape
        self._reformatter = VideoReformatter()
        upright = [max(1, round(side * shape.scale)) for side in shape.size_px]
        turned = shape.orientation.turn_deg in (90, 270)
        self._width, self._height = reversed(upright) if turned else upright

    def read(self, frame: VideoFrame) -> Image:
        """Return (H, W, 3) RGB, 0 to 255.

        Raises
        ------
        av.error.FFmpegError : the picture is in a form that cannot be converted.
        """
        try:
            rgb = self._converted(frame, None)
        except av.error.FFmpegError:
            # Some colour labels are unknown to the converter; nearly right is good enough here.
            rgb = self._converted(frame, Colorspace.ITU709)
        return self._shape.orientation.apply(np.asarray(rgb.to_ndarray(), dtype=np.uint8))

    def _converted(self, frame: VideoFrame, colorspace: Colorspace | None) -> VideoFrame:
        shrink = self._width * self._height < frame.width * frame.height
        return self._reformatter.reformat(
            frame,
            width=self._width,
            height=self._height,
            format="rgb24",
            src_colorspace=colorspace,
            interpolation=Interpolation.AREA if shrink else Interpolation.BILINEAR,
        )
