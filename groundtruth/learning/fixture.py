"""A small file of held-out people for the product's own tests: what was seen, and the truth.

``python -m groundtruth.learning.fixture TEST_SEEN.npz OUT.npz``
"""

import sys
from pathlib import Path

import numpy as np

from posture_lab.metrics.learned.ensemble import SIGNALS

KEPT = (
    "landmarks_px", "visibility", "outline", "leg_outline", "neutral", "yaw_deg", "loose", "burst",
    "ribs_mm", "level", "size_px",
)  # fmt: skip
HALVED = ("visibility", "outline", "leg_outline")


def main(arguments: list[str]) -> None:
    """Keep what the product reads of every frame, as small as the truth allows."""
    with np.load(Path(arguments[0]), allow_pickle=False) as data:
        rows = {name: data[name] for name in KEPT}
        names = [str(name) for name in data["signal_names"]]
        rows["signals"] = data["signals"][:, [names.index(signal) for signal in SIGNALS]]
    _, rows["burst"] = np.unique(rows["burst"], return_inverse=True)
    rows["burst"] = rows["burst"].astype(np.int16)
    rows["landmarks_px"] = np.round(rows["landmarks_px"], 1)
    for name in HALVED:
        rows[name] = rows[name].astype(np.float16)
    np.savez_compressed(Path(arguments[1]), signal_names=np.array(SIGNALS), **rows)
    print(f"{len(rows['burst'])} frames, {Path(arguments[1]).stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main(sys.argv[1:])
