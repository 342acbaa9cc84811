"""Bursts as a pose model without any error would see them: what is left is the floor.

Surface points take the place of landmarks, the exact silhouette that of the mask.
"""

from dataclasses import replace
from typing import Final

import cv2
import numpy as np

from groundtruth.bursts import Burst
from posture_lab.pose.landmarker import Seen
from posture_lab.pose.landmarks import LANDMARK_COUNT, Landmark

POINTS: Final = {
    Landmark.NOSE: "nose",
    Landmark.LEFT_FOOT_INDEX: "left_big_toe",
    Landmark.RIGHT_FOOT_INDEX: "right_big_toe",
} | {
    Landmark[f"{side}_{joint}".upper()]: f"{side}_{joint}"
    for side in ("left", "right")
    for joint in ("eye", "ear", "shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel")
}
"""The surface point in the place of each landmark; the others stay unknown."""

SOFTENED_PX: Final = 2.5
"""An outline is read between samples several pixels apart, so an edge has to rise over as many: on
one that jumps from 0 to 1 it would be off by up to 1.6 % of the trunk, more than MediaPipe's is."""


def perfectly_seen(burst: Burst) -> list[Seen | None]:
    """Return every picture of a burst as seen without error, everybody facing right."""
    return [_seen(burst, index) for index in range(len(burst.masks))]


def _seen(burst: Burst, index: int) -> Seen:
    points = np.full((LANDMARK_COUNT, 2), np.nan)
    for landmark, name in POINTS.items():
        points[landmark] = burst.points_px[index, burst.point_names.index(name)]
    mask = cv2.GaussianBlur(burst.masks[index].astype(np.float32), (0, 0), SOFTENED_PX)
    nowhere = np.full((LANDMARK_COUNT, 3), np.nan)
    seen = Seen(points, nowhere, np.ones(LANDMARK_COUNT), mask)
    if burst.facing != "left":
        return seen
    return replace(seen.mirrored(mask.shape[1]), mask=np.ascontiguousarray(mask[:, ::-1]))
