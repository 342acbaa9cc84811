"""Straight lines in a picture: edges of doors, windows, floor and walls."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from posture_lab.arrays import Floats

SHORTEST: Final = 0.04
"""Shorter lines, as a share of the picture's height, say too little about their direction."""

_TALLEST_PX: Final = 720
"""Larger pictures are shrunk first: lines are found between pixels anyway."""


def find_lines(image: NDArray[np.uint8]) -> Floats:
    """Return the straight lines of an (H, W, 3) RGB image as (N, 4) x0, y0, x1, y1 in pixels.

    Line segment detector of von Gioi et al. (2010, doi 10.1109/TPAMI.2008.300), as in OpenCV.
    """
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    shrunk = min(1.0, _TALLEST_PX / len(grey))
    if shrunk < 1.0:
        grey = cv2.resize(grey, None, fx=shrunk, fy=shrunk, interpolation=cv2.INTER_AREA)
    found = cv2.createLineSegmentDetector(cv2.LSD_REFINE_STD).detect(grey)[0]
    if found is None:
        return np.empty((0, 4))
    lines = np.asarray(found, np.float64).reshape(-1, 4)
    length = np.hypot(lines[:, 2] - lines[:, 0], lines[:, 3] - lines[:, 1])
    return lines[length >= SHORTEST * len(grey)] / shrunk
