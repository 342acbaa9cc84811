"""What the pose model saw of rendered people that were used for nothing else, and the truth.

``heldout.npz`` holds 160 people in random positions, ``heldout_reaching.npz`` 60 who mostly reach
overhead; both are written by ``python -m groundtruth.learning.fixture``.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from posture_lab.level.level import Level
from posture_lab.pose.sequence import PoseSequence, View

EVERYBODY = Path(__file__).with_suffix(".npz")
REACHING = Path(__file__).with_name("heldout_reaching.npz")

Rows = dict[str, np.ndarray]


def people(file: Path = EVERYBODY) -> Iterator[tuple[PoseSequence, Rows]]:
    """Each person's pictures, the first in the neutral, with ``signals`` (N, signals) and more."""
    with np.load(file, allow_pickle=False) as data:
        rows = {name: data[name] for name in data.files if name != "signal_names"}
    for burst in np.unique(rows["burst"]):
        frames = rows["burst"] == burst
        own = {name: values[frames] for name, values in rows.items()}
        yield _poses(own), own


def signal_names() -> list[str]:
    """The columns of ``signals``."""
    with np.load(EVERYBODY, allow_pickle=False) as data:
        return [str(name) for name in data["signal_names"]]


def _poses(rows: Rows) -> PoseSequence:
    count = len(rows["burst"])
    yaw = np.abs(rows["yaw_deg"].astype(float))
    level = rows["level"][0].astype(float)
    return PoseSequence(
        time_s=np.arange(count, dtype=float),
        landmarks_px=rows["landmarks_px"].astype(float),
        world_m=np.full((count, 33, 3), np.nan),
        visibility=rows["visibility"].astype(float),
        outline=rows["outline"].astype(float),
        leg_outline=rows["leg_outline"].astype(float),
        image_size_px=(int(rows["size_px"][0, 0]), int(rows["size_px"][0, 1])),
        level=Level(*level) if np.isfinite(level).all() else None,
        view=View("side", "right", 0.0, "right", yaw, frame_facing=np.ones(count)),
    )
