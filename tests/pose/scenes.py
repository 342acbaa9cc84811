"""Pictures with people in them, put together from the rendered sample clips.

People are cut out of a sample with the tracker's own mask and pasted, anywhere and at any size,
onto a background without anybody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from posture_lab.pose.landmarker import Tracker
from posture_lab.pose.landmarks import Landmark
from posture_lab.pose.model import find_model
from posture_lab.video.frame import Frame
from posture_lab.video.reader import ClipReader

SAMPLES = Path(__file__).resolve().parents[2] / "sample_videos"
BLUE = "hinge_clean"
PLAID = "hinge_rounded_back"
FPS = 15.0
SIZE = (960, 480)

Image = NDArray[np.uint8]


@dataclass(frozen=True)
class CutOut:
    """One person in one picture: the picture, how much of each pixel is theirs, their hips."""

    image: Image
    mask: NDArray[np.float32]
    hips_px: tuple[float, float]


def sample_frames(name: str, start_s: float, end_s: float) -> Iterator[Frame]:
    """Frames of a sample clip at FPS; times start at 0."""
    with ClipReader(SAMPLES / f"{name}.mp4", sample_fps=FPS, start_s=start_s, end_s=end_s) as clip:
        for frame in clip:
            yield Frame(frame.time_s - start_s, frame.image, frame.scale, frame.index)


@cache
def cut_outs(name: str, start_s: float, count: int) -> tuple[CutOut, ...]:
    """``count`` pictures of a sample's person, FPS a second from ``start_s`` on."""
    found = []
    with Tracker(find_model()) as tracker:
        for frame in islice(sample_frames(name, start_s, start_s + count / FPS + 0.2), count):
            seen = tracker.follow(frame.image)
            assert seen is not None
            assert seen.mask is not None
            hips = seen.landmarks_px[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=0)
            found.append(CutOut(frame.image, seen.mask.copy(), (float(hips[0]), float(hips[1]))))
    return tuple(found)


def background(seed: int = 0) -> Image:
    """Soft spots of colour in which nobody is."""
    spots = np.random.default_rng(seed).integers(90, 200, (6, 8, 3)).astype(np.uint8)
    return np.asarray(cv2.resize(spots, SIZE, interpolation=cv2.INTER_CUBIC), dtype=np.uint8)


def scene(index: int, *people: tuple[CutOut, float, float]) -> Frame:
    """Frame ``index`` of a clip: people as (cut-out, x of the hips, size), the last in front."""
    canvas = background().astype(np.float32)
    for person, x, scale in people:
        shift_y = SIZE[1] - 30 - scale * (person.image.shape[0] - 30)
        place = np.array([[scale, 0, x - scale * person.hips_px[0]], [0, scale, shift_y]])
        colour = cv2.warpAffine(person.image, place, SIZE)
        cover = np.clip((cv2.warpAffine(person.mask, place, SIZE) - 0.3) / 0.5, 0, 1)[..., None]
        canvas = canvas * (1 - cover) + colour * cover
    noise = np.random.default_rng(index).normal(0, 2, canvas.shape)
    return Frame(index / FPS, np.clip(canvas + noise, 0, 255).astype(np.uint8), 1.0, index)
