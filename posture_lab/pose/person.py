"""One person in one image, reduced to place and size."""

import math
from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from posture_lab.arrays import Floats
from posture_lab.pose.landmarks import Landmark

_JOINTS: Final = np.array(
    [
        Landmark[f"{side}_{joint}"]
        for joint in ("SHOULDER", "HIP", "KNEE", "ANKLE")
        for side in ("LEFT", "RIGHT")
    ]
)


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
        joints = landmarks_px[_JOINTS]
        shoulders, hips = (joints[0] + joints[1]) / 2, (joints[2] + joints[3]) / 2
        points = joints.tolist()
        legs = sum(math.dist(points[upper], points[upper + 2]) for upper in range(2, 6)) / 2
        away = landmarks_px - hips
        return cls(
            landmarks_px=landmarks_px,
            centre_px=(hips + shoulders) / 2,
            hips_px=hips,
            size_px=math.dist(hips, shoulders) + legs,
            reach_px=math.sqrt((away * away).sum(axis=1).max()),
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
