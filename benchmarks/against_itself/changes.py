"""The same take mirrored, scaled, shifted, cropped and encoded anew."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Final

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from posture_lab.video.reader import ClipReader

Image = NDArray[np.uint8]

SCALE: Final = 0.6
SHIFT: Final = 0.06
"""Of the picture's width and height, with what is missing at the edge repeated."""
CROP: Final = 0.05
"""Of the picture's width and height, on each side: little enough to cut nobody."""
USUAL_CRF, POOR_CRF = 18, 33
"""x264's quality: hardly any loss, and what messengers send."""


def mirrored(picture: Image) -> Image:
    """Left and right changed."""
    return np.ascontiguousarray(picture[:, ::-1])


def scaled(picture: Image) -> Image:
    """The picture made smaller."""
    smaller = cv2.resize(picture, None, fx=SCALE, fy=SCALE, interpolation=cv2.INTER_AREA)
    return np.asarray(smaller, np.uint8)


def shifted(picture: Image) -> Image:
    """The picture moved to the right and down."""
    height, width = picture.shape[:2]
    down, right = round(SHIFT * height), round(SHIFT * width)
    larger = cv2.copyMakeBorder(picture, down, 0, right, 0, cv2.BORDER_REPLICATE)
    return np.ascontiguousarray(np.asarray(larger, np.uint8)[:height, :width])


def cropped(picture: Image) -> Image:
    """The picture without its edges."""
    height, width = picture.shape[:2]
    down, right = round(CROP * height), round(CROP * width)
    return np.ascontiguousarray(picture[down : height - down, right : width - right])


def unchanged(picture: Image) -> Image:
    """The picture as it is: only its encoding becomes another."""
    return picture


CHANGES: Final[dict[str, tuple[Callable[[Image], Image], int]]] = {
    "mirrored": (mirrored, USUAL_CRF),
    "scaled": (scaled, USUAL_CRF),
    "shifted": (shifted, USUAL_CRF),
    "cropped": (cropped, USUAL_CRF),
    "encoded anew": (unchanged, POOR_CRF),
}
"""What is done to every picture, and the quality with which the clip is written."""


def write_changed(clip: Path, change: str, out: Path, fps: float) -> None:
    """Write a clip to ``out`` (an .mp4) with one of CHANGES, at about ``fps`` pictures a second.

    Raises
    ------
    ClipError
        If the clip cannot be read.
    """
    alter, crf = CHANGES[change]
    with ClipReader(clip, sample_fps=fps) as reader:
        write_timed(out, ((frame.time_s, alter(frame.image)) for frame in reader), crf)


def write_timed(out: Path, pictures: Iterator[tuple[float, Image]], crf: int) -> None:
    """Write pictures (H, W, 3) RGB with their own times in seconds as H.264."""
    tick = Fraction(1, 90_000)
    with av.open(str(out), "w") as container:
        stream = None
        for time_s, picture in pictures:
            # H.264 in four-two-zero needs even sides.
            even = picture[: picture.shape[0] // 2 * 2, : picture.shape[1] // 2 * 2]
            if stream is None:
                stream = container.add_stream("libx264", rate=30)
                stream.height, stream.width = even.shape[:2]
                stream.pix_fmt = "yuv420p"
                stream.codec_context.time_base = tick
                stream.options = {"crf": str(crf), "preset": "veryfast", "threads": "1"}
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(even), format="rgb24")
            frame.pts, frame.time_base = round(time_s / tick), tick
            container.mux(stream.encode(frame))
        if stream is not None:
            container.mux(stream.encode())
