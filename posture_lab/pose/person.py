"""One person in one image, reduced to what tells people apart: place, size, clothes."""

from dataclasses import dataclass
from typing import Final, Self

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
_ANKLES: Final = [Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE]

_ACROSS: Final = np.linspace(0.2, 0.8, 3)
_DOWN: Final = np.linspace(0.15, 0.85, 6)
_TRUNK_WEIGHTS: Final = np.stack(
    [
        np.outer(1 - _DOWN, 1 - _ACROSS).ravel(),
        np.outer(1 - _DOWN, _ACROSS).ravel(),
        np.outer(_DOWN, 1 - _ACROSS).ravel(),
        np.outer(_DOWN, _ACROSS).ravel(),
    ],
    axis=1,
)
"""(18, 4) shares of the four trunk corners that spread points over the trunk."""
_THIGH_SHARES: Final = np.linspace(0.2, 0.8, 6)

_OPPONENT: Final = np.array([[0.2, 0.7, 0.7], [0.2, -0.7, 0.7], [0.2, 0.0, -1.4]])
"""RGB to (a little lightness, red-green, yellow-blue): shade changes more than hue."""


@dataclass(frozen=True, slots=True)
class Person:
    """Where somebody is in an image and how large.

    Attributes
    ----------
    landmarks_px : (33, 2) image pixels.
    centre_px : (2,) mean of shoulders and hips.
    hips_px : (2,) middle of the hips.
    size_px : trunk, thigh and shank added up; about three quarters of the standing height and
        the same in any pose seen from the side.
    reach_px : the landmark furthest from the middle of the hips; a circle that holds the person.
    """

    landmarks_px: Floats
    centre_px: Floats
    hips_px: Floats
    size_px: float
    reach_px: float

    @classmethod
    def of(cls, landmarks_px: Floats) -> Self:
        """Describe the person with these (33, 2) landmarks."""
        hips = landmarks_px[_HIPS].mean(axis=0)
        trunk = landmarks_px[_TRUNK[:2]].mean(axis=0) - hips
        thighs = landmarks_px[_KNEES] - landmarks_px[_HIPS]
        shanks = landmarks_px[_ANKLES] - landmarks_px[_KNEES]
        bones = np.hypot(*trunk) + np.hypot(*thighs.T).mean() + np.hypot(*shanks.T).mean()
        away = landmarks_px - hips
        return cls(
            landmarks_px=landmarks_px,
            centre_px=landmarks_px[_TRUNK].mean(axis=0),
            hips_px=hips,
            size_px=float(bones),
            reach_px=float(np.sqrt((away * away).sum(axis=1).max())),
        )

    def box(self) -> tuple[float, float, float, float]:
        """Return left, top, right, bottom of the body with a margin for head, hands and feet."""
        margin = 0.08 * self.size_px
        left, top = self.landmarks_px.min(axis=0) - margin
        right, bottom = self.landmarks_px.max(axis=0) + margin
        return float(left), float(top), float(right), float(bottom)

    def is_same_place(self, other: Self) -> bool:
        """Tell whether two sightings in one image are of the same body."""
        distance = float(np.hypot(*(self.centre_px - other.centre_px)))
        ratio = self.size_px / max(other.size_px, 1e-9)
        return distance < 0.25 * max(self.size_px, other.size_px) and 0.5 < ratio < 2.0


def clothes(image: NDArray[np.uint8], landmarks_px: Floats) -> Floats:
    """Return the (2, 3) typical colour of the trunk and of the thighs.

    Coordinates are lightness (weighted little), red-green and yellow-blue, each on the scale of
    8-bit pixel values. NaN where that part lies outside the image.
    """
    trunk = _TRUNK_WEIGHTS @ landmarks_px[_TRUNK]
    hips, knees = landmarks_px[_HIPS], landmarks_px[_KNEES]
    thighs = (hips[None] + _THIGH_SHARES[:, None, None] * (knees - hips)[None]).reshape(-1, 2)
    colours = np.full((2, 3), np.nan)
    height, width = image.shape[:2]
    for row, points in enumerate((trunk, thighs)):
        column, line = points.astype(np.intp).T
        inside = (column >= 0) & (line >= 0) & (column < width) & (line < height)
        if inside.sum() >= 4:
            pixels = np.sort(image[line[inside], column[inside]], axis=0)
            colours[row] = pixels[len(pixels) // 2] @ _OPPONENT
    return colours


def clothes_distance(one: Floats, other: Floats) -> float:
    """Return how different two (2, 3) clothes are, 0 to about 200; NaN if not comparable."""
    apart = np.sqrt(((one - other) ** 2).sum(axis=1))
    known = apart[np.isfinite(apart)]
    return float(known.mean()) if len(known) else float("nan")
