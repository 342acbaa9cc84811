"""Burst files: a dressed person, first in their neutral, then in many random poses.

A burst is one compressed .npz without pickles: JPEG pictures, exact masks, points and angles.
Reading one needs neither the body model nor graphics.
"""

from dataclasses import dataclass, fields
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
        pictures = [np.asarray(cv2.imdecode(p, cv2.IMREAD_COLOR))[:, :, ::-1] for p in pieces]
        masks = np.unpackbits(data["mask"], axis=2)[:, :, :width].astype(bool)
        return Burst(
            np.stack(pictures), masks[:, :height],
            [str(n) for n in data["point_names"]], data["points_px"], data["points_m"],
            [str(n) for n in data["signal_names"]], data["signals"],
            int(data["body_id"]), str(data["split"]), str(data["clothing"]),
            float(data["looseness"]), float(data["yaw_deg"]), str(data["near_side"]),
            str(data["facing"]),
        )  # fmt: skip


def write_burst(path: Path, burst: Burst, quality: int = 88) -> None:
    """Write a burst; pictures become JPEGs of this quality.

    It is written beside and renamed, so that a broken run leaves no half file behind.
    """
    setting = [cv2.IMWRITE_JPEG_QUALITY, quality]
    jpegs = [cv2.imencode(".jpg", p[:, :, ::-1], setting)[1].ravel() for p in burst.pictures]
    arrays = {
        "jpeg": np.concatenate(jpegs),
        "jpeg_end": np.cumsum([len(j) for j in jpegs]),
        "mask": np.packbits(burst.masks, axis=2),
        "size": np.array(burst.pictures.shape[1:3]),
    }
    for field in fields(burst):
        value = getattr(burst, field.name)
        if field.name not in ("pictures", "masks"):
            is_series = isinstance(value, np.ndarray)
            arrays[field.name] = value.astype("f4") if is_series else np.array(value)
    part = path.with_suffix(".part.npz")
    np.savez_compressed(part, allow_pickle=False, **arrays)
    part.replace(path)
