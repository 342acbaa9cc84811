"""Burst files: a dressed person, first in their neutral, then in many random poses.

A burst is one compressed .npz without pickles: JPEG pictures, exact masks, points and angles.
Reading one needs neither the body model nor graphics.
"""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from groundtruth.kinematics import Array

NEUTRAL_FRAMES = 2


@dataclass(frozen=True)
class Burst:
    """What a burst file holds. F frames; the first NEUTRAL_FRAMES are the person's neutral.

    pictures (F, H, W, 3) RGB; masks (F, H, W); points_px (F, K, 2) and points_m (F, K, 3) by
    `point_names`; signals (F, S) by `signal_names`, named as in a clip's truth.
    """

    pictures: NDArray[np.uint8]
    masks: NDArray[np.bool_]
    point_names: list[str]
    points_px: Array
    points_m: Array
    signal_names: list[str]
    signals: Array
    body_id: int
    split: str
    clothing: str
    looseness: float
    yaw_deg: float
    near_side: str
    facing: str


def read_burst(path: Path) -> Burst:
    """Read a burst file (needs NumPy and OpenCV only)."""
    with np.load(path, allow_pickle=False) as data:
        height, width = (int(v) for v in data["size"])
        ends = data["jpeg_end"]
        pieces = np.split(data["jpeg"], ends[:-1])
        pictures = [cv2.imdecode(p, cv2.IMREAD_COLOR)[:, :, ::-1] for p in pieces]
        masks = np.unpackbits(data["mask"], axis=2)[:, :, :width].astype(bool)
        return Burst(
            np.stack(pictures), masks[:, :height],
            [str(n) for n in data["point_names"]], data["points_px"], data["points_m"],
            [str(n) for n in data["signal_names"]], data["signals"],
            int(data["body_id"]), str(data["split"]), str(data["clothing"]),
            float(data["looseness"]), float(data["yaw_deg"]), str(data["near_side"]),
            str(data["facing"]),
        )  # fmt: skip
