"""What somebody wears, as far as it helps to tell two people apart."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from posture_lab.pose.landmarks import Landmark

Floats = NDArray[np.float64]

_TRUNK: Final = [
    Landmark.LEFT_SHOULDER,
    Landmark.RIGHT_SHOULDER,
    Landmark.LEFT_HIP,
    Landmark.RIGHT_HIP,
]
_HIPS: Final = [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]
_KNEES: Final = [Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE]

_ACROSS: Final = np.linspace(0.2, 0.8, 4)
_DOWN: Final = np.linspace(0.1, 0.9, 10)
_TRUNK_SHARES: Final = np.stack(
    [
        np.outer(1 - _DOWN, 1 - _ACROSS).ravel(),
        np.outer(1 - _DOWN, _ACROSS).ravel(),
        np.outer(_DOWN, 1 - _ACROSS).ravel(),
        np.outer(_DOWN, _ACROSS).ravel(),
    ],
    axis=1,
)
"""(40, 4) shares of the four trunk corners that spread points over the trunk."""
_THIGH_SHARES: Final = np.linspace(0.2, 0.8, 8)

_OPPONENT: Final = np.array([[0.2, 0.7, 0.7], [0.2, -0.7, 0.7], [0.2, 0.0, -1.4]])
"""RGB to (a little lightness, red-green, yellow-blue): shade changes more than hue."""

NEW_LOOK: Final = 8.0
"""Clothes seen this different from all remembered ones (another side, a fold) are remembered."""
MAX_LOOKS: Final = 24


def clothes(image: NDArray[np.uint8], landmarks_px: Floats) -> Floats:
    """Return the (2, 3) mean colour of the trunk and of the thighs.

    Coordinates are lightness (weighted little), red-green and yellow-blue, each on the scale of
    8-bit pixel values. NaN where that part lies outside the image.
    """
    trunk = _TRUNK_SHARES @ landmarks_px[_TRUNK]
    hips, knees = landmarks_px[_HIPS], landmarks_px[_KNEES]
    thighs = (hips[None] + _THIGH_SHARES[:, None, None] * (knees - hips)[None]).reshape(-1, 2)
    colours = np.full((2, 3), np.nan)
    height, width = image.shape[:2]
    for row, points in enumerate((trunk, thighs)):
        column, line = points.astype(np.intp).T
        inside = (column >= 0) & (line >= 0) & (column < width) & (line < height)
        if inside.sum() >= 4:
            colours[row] = image[line[inside], column[inside]].mean(axis=0) @ _OPPONENT
    return colours


class Wardrobe:
    """The looks of one person, or of several: from different sides, upright and bent."""

    def __init__(self) -> None:
        self._looks: list[Floats] = []

    def __len__(self) -> int:
        return len(self._looks)

    def add(self, look: Floats) -> None:
        """Remember a (2, 3) look from ``clothes`` if it is new; the oldest is forgotten."""
        if np.isfinite(look).any() and not self.distance(look) < NEW_LOOK:
            self._looks = [*self._looks[-MAX_LOOKS + 1 :], look]

    def distance(self, look: Floats) -> float:
        """Return how different a look is from the most similar remembered one.

        0 to about 200 colour steps; NaN if there is nothing to compare.
        """
        if not self._looks:
            return float("nan")
        apart = np.sqrt(((np.stack(self._looks) - look) ** 2).sum(axis=2))
        known = np.isfinite(apart)
        count = known.sum(axis=1)
        mean = np.where(known, apart, 0.0).sum(axis=1) / np.maximum(count, 1)
        return float(mean[count > 0].min(initial=np.inf)) if count.any() else float("nan")
