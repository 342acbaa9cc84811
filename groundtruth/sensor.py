"""What a camera does to a perfect picture: blur and noise, then an H.264 file."""

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from groundtruth.scenario import SensorSpec

Image = NDArray[np.uint8]


class Sensor:
    """Adds blur and seeded noise; a bank of noise is drawn once and shifted for every frame."""

    def __init__(self, spec: SensorSpec, seed: int) -> None:
        self._spec = spec
        self._rng = np.random.default_rng([seed, 17])
        self._bank: NDArray[np.int16] | None = None

    def develop(self, picture: Image) -> Image:
        """The picture (H, W, 3) as this camera would deliver it."""
        if self._spec.blur_px > 0.05:
            picture = cv2.GaussianBlur(picture, (0, 0), self._spec.blur_px).astype(np.uint8)
        if self._spec.noise <= 0:
            return picture
        height, width = picture.shape[:2]
        if self._bank is None:
            shape = (height + 64, width + 64, 3)
            drawn = self._rng.standard_normal(shape, dtype=np.float32) * self._spec.noise
            # Neighbouring pixels share some noise after demosaicing.
            self._bank = np.round(cv2.GaussianBlur(drawn, (0, 0), 0.6) * 1.8).astype(np.int16)
        y, x = self._rng.integers(0, 64, 2)
        noise = self._bank[y : y + height, x : x + width]
        return cv2.add(picture.astype(np.int16), noise).clip(0, 255).astype(np.uint8)


def write_clip(
    path: Path, pictures: Iterable[Image], fps: float, crf: int, preset: str = "medium"
) -> int:
    """Write pictures (H, W, 3) RGB as an H.264 MP4 that browsers play; returns how many."""
    count = 0
    rate = Fraction(fps).limit_denominator(1001)
    with av.open(str(path), "w", options={"movflags": "faststart"}) as container:
        stream = None
        for picture in pictures:
            if stream is None:
                stream = container.add_stream("libx264", rate=rate)
                stream.height, stream.width = picture.shape[:2]
                stream.pix_fmt = "yuv420p"
                # One thread keeps the bytes the same on every machine.
                stream.options = {"crf": str(crf), "preset": preset, "threads": "1"}
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")
            for packet in stream.encode(frame):
                container.mux(packet)
            count += 1
        if stream is not None:
            for packet in stream.encode():
                container.mux(packet)
    return count
