"""What somebody wears, as far as it helps to tell two people apart."""

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from posture_lab.arrays import Floats
from posture_lab.pose.landmarks import Landmark

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

_LINE: Final = np.linspace(0.2, 0.8, 8)[:, None]
_OVER_HEAD: Final = np.linspace(0.0, 0.5, 4)[:, None]
_LIMBS: Final = (("HIP", "KNEE"), ("KNEE", "ANKLE"), ("SHOULDER", "ELBOW"), ("ELBOW", "WRIST"))
_CHEST: Final = _TRUNK_SHARES[: 5 * len(_ACROSS)]
_BELLY: Final = _TRUNK_SHARES[5 * len(_ACROSS) :]

_OPPONENT: Final = np.array([[0.2, 0.7, 0.7], [0.2, -0.7, 0.7], [0.2, 0.0, -1.4]])
"""RGB to (a little lightness, red-green, yellow-blue): shade changes more than hue."""
_OPPONENT_OF_PARTS: Final = np.array([[0.35, 0.7, 0.7], [0.35, -0.7, 0.7], [0.35, 0.0, -1.4]])
"""The same for single parts of a figure: black trousers are not white ones."""

GARMENTS: Final = 2
PARTS: Final = 8
HIDDEN_PARTS: Final = 2
"""So many parts, those least alike, do not count: weights, arms and other people hide them."""

NEW_LOOK: Final = 8.0
"""Clothes seen this different from all remembered ones (another side, a fold) are remembered."""
MAX_LOOKS: Final = 24


def clothes(image: NDArray[np.uint8], landmarks_px: Floats) -> Floats:
    """Return the (10, 3) colours of somebody: what tells them from others.

    First two garments, the mean colours of the trunk and of the thighs; then eight parts of the
    figure, the median colours of chest, belly, thighs, shanks, upper arms, forearms, head and
    face. Coordinates are lightness (weighted little), red-green and yellow-blue, each on the scale
    of 8-bit pixel values. NaN where that part lies outside the image.
    """
    trunk = _TRUNK_SHARES @ landmarks_px[_TRUNK]
    hips, knees = landmarks_px[_HIPS], landmarks_px[_KNEES]
    thighs = (hips[None] + _THIGH_SHARES[:, None, None] * (knees - hips)[None]).reshape(-1, 2)
    colours = np.full((GARMENTS + PARTS, 3), np.nan)
    for row, points in enumerate((trunk, thighs)):
        seen = _colours_at(image, points)
        if len(seen) >= 4:
            colours[row] = seen.mean(axis=0) @ _OPPONENT
    for row, points in enumerate(_parts(landmarks_px), start=GARMENTS):
        seen = _colours_at(image, points)
        if len(seen) >= 3:
            colours[row] = np.median(seen, axis=0) @ _OPPONENT_OF_PARTS
    return colours


def _colours_at(image: NDArray[np.uint8], points: Floats) -> Floats:
    """(N, 3) RGB at those of the points that lie inside the image."""
    height, width = image.shape[:2]
    column, line = points.astype(np.intp).T
    inside = (column >= 0) & (line >= 0) & (column < width) & (line < height)
    colours: Floats = image[line[inside], column[inside]].astype(np.float64)
    return colours


def _parts(landmarks_px: Floats) -> list[Floats]:
    """Points on eight parts of a figure, each (N, 2)."""
    trunk = landmarks_px[_TRUNK]

    def both(name: str) -> Floats:
        pair: Floats = landmarks_px[[Landmark[f"LEFT_{name}"], Landmark[f"RIGHT_{name}"]]]
        return pair

    limbs = [
        np.concatenate([a + _LINE * (b - a) for a, b in zip(both(near), both(far), strict=True)])
        for near, far in _LIMBS
    ]
    ear, shoulder = both("EAR").mean(axis=0), both("SHOULDER").mean(axis=0)
    face = ear + _LINE * (landmarks_px[Landmark.NOSE] - ear)
    return [_CHEST @ trunk, _BELLY @ trunk, *limbs, ear + _OVER_HEAD * (ear - shoulder), face]


class Wardrobe:
    """The looks of one person, or of several: from different sides, upright and bent."""

    def __init__(self, looks: Iterable[Floats] = ()) -> None:
        self._looks: list[Floats] = list(looks)

    def __len__(self) -> int:
        return len(self._looks)

    def add(self, look: Floats) -> None:
        """Remember a look from ``clothes`` if it is new; the oldest is forgotten."""
        known = self.distance(look) < NEW_LOOK and not self.unlike(look) > NEW_LOOK
        if np.isfinite(look).any() and not known:
            self._looks = [*self._looks[-MAX_LOOKS + 1 :], look]

    def distance(self, look: Floats) -> float:
        """Return how different the garments of a look are from the most similar remembered ones.

        0 to about 200 colour steps; NaN if there is nothing to compare.
        """
        if not self._looks:
            return float("nan")
        apart = self._apart(look)[:, :GARMENTS]
        known = np.isfinite(apart)
        count = known.sum(axis=1)
        mean = np.where(known, apart, 0.0).sum(axis=1) / np.maximum(count, 1)
        return float(mean[count > 0].min(initial=np.inf)) if count.any() else float("nan")

    def unlike(self, look: Floats) -> float:
        """Return how different the whole figure is from the most similar remembered look.

        The mean over the parts of the figure, without those least alike. 0 to about 200 colour
        steps; NaN if there is not enough to compare.
        """
        if not self._looks:
            return float("nan")
        apart = np.sort(self._apart(look)[:, GARMENTS:], axis=1)  # NaN comes last
        counted = np.isfinite(apart).sum(axis=1) - HIDDEN_PARTS
        taken = np.arange(PARTS) < counted[:, None]
        mean = np.where(taken, apart, 0.0).sum(axis=1) / np.maximum(counted, 1)
        enough = counted >= PARTS / 2 - 1
        return float(mean[enough].min()) if enough.any() else float("nan")

    @property
    def looks(self) -> Floats:
        """(K, 10, 3) what is remembered."""
        return np.array(self._looks).reshape(-1, GARMENTS + PARTS, 3)

    def _apart(self, look: Floats) -> Floats:
        """(K, 10) colour steps between a look and each remembered one."""
        apart: Floats = np.sqrt(((np.stack(self._looks) - look) ** 2).sum(axis=2))
        return apart
