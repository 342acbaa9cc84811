"""Small pictures for the page: the frame now looked at with its skeleton, people with numbers."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from posture_lab.analysis.result import Analysis
from posture_lab.errors import ClipError
from posture_lab.pose.landmarks import SKELETON
from posture_lab.video.limits import ClipLimits

if TYPE_CHECKING:
    from posture_lab.analysis.lineup import Sighting
    from posture_lab.pose.estimator import FrameSeen

Image = NDArray[np.uint8]

LONGEST_SIDE_PX: Final = 420
_JPEG_QUALITY: Final = 75
_LINE: Final = (79, 216, 205)  # RGB
_INK: Final = (12, 30, 34)
_BADGE: Final = 18
_NEAR_S: Final = 0.25
"""A picture further away in time is not that of the moment."""


def preview_jpeg(seen: "FrameSeen") -> bytes:
    """Return the frame as a small JPEG with the skeleton drawn in, if somebody was found."""
    return _with_skeleton(seen.image, seen.landmarks_px)


def still_jpeg(clip: Path, analysis: Analysis, time_s: float, limits: ClipLimits) -> bytes | None:
    """Return the picture of ``clip`` nearest to ``time_s`` as a small JPEG with the skeleton.

    None when there is none: a picture that is missing is no reason to fail.
    """
    from posture_lab.video.reader import ClipReader  # noqa: PLC0415  (slow to import)

    poses, nearest = analysis.poses, None
    start_s, end_s = time_s - _NEAR_S, time_s + _NEAR_S
    try:
        with ClipReader(clip, limits=limits, start_s=start_s, end_s=end_s) as reader:
            nearest = min(reader, key=lambda frame: abs(frame.time_s - time_s), default=None)
    except ClipError:
        return None
    if nearest is None:
        return None
    landmarks = None
    if poses is not None and len(poses):
        index = int(np.argmin(np.abs(poses.time_s - nearest.time_s)))
        landmarks = poses.landmarks_px[index] * nearest.scale
    return _with_skeleton(nearest.image, landmarks)


def _with_skeleton(image: Image, landmarks_px: NDArray[np.float64] | None) -> bytes:
    import cv2  # noqa: PLC0415  (heavy: only when there is a picture to draw)

    small, shrink = _reduced(image, LONGEST_SIDE_PX)
    if landmarks_px is not None:
        points = landmarks_px * shrink
        for start, end in SKELETON:
            ends = points[[start, end]]
            if np.isfinite(ends).all():
                first, second = np.rint(ends).astype(int).tolist()
                cv2.line(small, first, second, _LINE, 2, cv2.LINE_AA)
    return _jpeg(small)


def lineup_jpeg(people: "Sequence[Sighting]", first: int, longest_px: int) -> bytes:
    """Return the picture these people are in as a JPEG, each with a frame and a number.

    Numbers begin at ``first``; the picture is no larger than ``longest_px``.
    """
    import cv2  # noqa: PLC0415

    picture, shrink = _reduced(people[0].image, longest_px)
    for number, one in enumerate(people, start=first):
        left, top, right, bottom = (round(edge * shrink) for edge in one.person.box())
        cv2.rectangle(picture, (left, top), (right, bottom), _LINE, 2, cv2.LINE_AA)
        middle = min(max((left + right) // 2, _BADGE), picture.shape[1] - _BADGE), max(top, _BADGE)
        cv2.circle(picture, middle, _BADGE, _LINE, cv2.FILLED, cv2.LINE_AA)
        text, font = str(number), cv2.FONT_HERSHEY_DUPLEX
        (width, height), _ = cv2.getTextSize(text, font, 0.8, 2)
        corner = middle[0] - width // 2, middle[1] + height // 2
        cv2.putText(picture, text, corner, font, 0.8, _INK, 2, cv2.LINE_AA)
    return _jpeg(picture)


def _reduced(image: Image, longest_px: int) -> tuple[Image, float]:
    """A copy no larger than that, and by how much it was reduced."""
    import cv2  # noqa: PLC0415

    height, width = image.shape[:2]
    shrink = min(1.0, longest_px / max(height, width))
    size = max(1, round(width * shrink)), max(1, round(height * shrink))
    small = cv2.resize(image, size, interpolation=cv2.INTER_LINEAR)
    return np.asarray(small, dtype=np.uint8), shrink


def _jpeg(image: Image) -> bytes:
    import cv2  # noqa: PLC0415

    done, jpeg = cv2.imencode(
        ".jpg", cv2.cvtColor(image, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY]
    )
    return jpeg.tobytes() if done else b""
