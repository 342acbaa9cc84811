"""A small file of held-out people for the product's own tests: what was seen, and the truth.

``python -m groundtruth.learning.fixture TEST_SEEN.npz OUT.npz``
"""

import sys
from pathlib import Path

import numpy as np

KEPT = ("landmarks_px", "visibility", "outline", "targets", "neutral", "loose", "yaw_deg", "burst")


def main(arguments: list[str]) -> None:
    """Keep the held-out frames that are within a side view, as small as the truth allows."""
    with np.load(Path(arguments[0]), allow_pickle=False) as data:
        rows = {name: data[name] for name in KEPT}
    _, rows["burst"] = np.unique(rows["burst"], return_inverse=True)
    rows["burst"] = rows["burst"].astype(np.int16)
    rows["landmarks_px"] = np.round(rows["landmarks_px"], 1)
    rows["outline"] = rows["outline"].astype(np.float16)
    rows["visibility"] = rows["visibility"].astype(np.float16)
    np.savez_compressed(Path(arguments[1]), **rows)
    print(f"{len(rows['burst'])} frames, {Path(arguments[1]).stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main(sys.argv[1:])
