"""The live picture beside the progress bar: the frame now looked at, small, with its skeleton."""

from typing import TYPE_CHECKING, Final

import numpy as np

from posture_lab.pose.landmarks import SKELETON

if TYPE_CHECKING:
    from posture_lab.pose.estimator import FrameSeen

LONGEST_SIDE_PX: Final = 420
_JPEG_QUALITY: Final = 75
_LINE: Final = (79, 216, 205)  # RGB


def preview_jpeg(seen: "FrameSeen") -> bytes:
    """Return the frame as a small JPEG with the skeleton drawn in, if somebody was found."""
    import cv2  # noqa: PLC0415  (heavy: only when there is a picture to draw)

    height, width = seen.image.shape[:2]
    shrink = min(1.0, LONGEST_SIDE_PX / max(height, width))
    size = max(1, round(width * shrink)), max(1, round(height * shrink))
    small = cv2.resize(seen.image, size, interpolation=cv2.INTER_LINEAR)
    if seen.landmarks_px is not None:
        points = seen.landmarks_px * shrink
        for start, end in SKELETON:
            ends = points[[start, end]]
            if np.isfinite(ends).all():
                first, second = np.rint(ends).astype(int).tolist()
                cv2.line(small, first, second, _LINE, 2, cv2.LINE_AA)
    done, jpeg = cv2.imencode(
        ".jpg", cv2.cvtColor(small, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY]
    )
    return jpeg.tobytes() if done else b""
