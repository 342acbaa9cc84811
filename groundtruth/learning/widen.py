"""Set the stated errors on whole clips, where one person's bias counts in every frame.

``python -m groundtruth.learning.widen CLIPS...`` reads rendered clips of people who were not used
for fitting and scales each signal's stated error, upright and leaning and in each view, so that it
holds in nine of ten frames, every clip counting alike. Single pictures of many people alone
promise too much where the bias of one counts in every frame, and too little where their poses
lie far beyond those of an exercise. It writes ``posture_lab/metrics/error_widths.json``, whatever
stood there before.
"""

import argparse
import json
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from posture_lab.analysis.options import AnalysisOptions
from posture_lab.analysis.seeing import see_clip
from posture_lab.metrics import error_widths
from posture_lab.metrics.compute import raw_signals
from posture_lab.metrics.geometry import side_body
from posture_lab.metrics.neutral import find_neutral, relative_to_neutral
from posture_lab.metrics.signals import SIGNAL_NAMES

COVERAGE = 0.9
LIMITS = (0.6, 2.0)
"""A few hundred clips are no reason to promise far more, nor to promise next to nothing."""

CLIPS_BELIEVED = 20.0
"""From so many clips on, what one view shows counts more than all views together."""

OUT = Path(error_widths.__file__).with_suffix(".json")


@dataclass(frozen=True)
class Judged:
    """Frames of one clip: each signal's error by its stated error before that is made wider.

    NaN where a frame was not judged. ``lean_deg`` and ``yaw_deg`` are what the product takes a
    frame's posture and view for.
    """

    ratios: dict[str, np.ndarray]
    lean_deg: np.ndarray
    yaw_deg: np.ndarray

    def ratio(self, signal: str, leaning: bool, yaw: int) -> np.ndarray:
        """The judged frames of one signal in one posture and view."""
        middle = float(np.mean(error_widths.LEANS_DEG))
        nearest = np.abs(self.yaw_deg[:, None] - np.array(error_widths.YAWS_DEG)).argmin(axis=1)
        chosen = ((np.abs(self.lean_deg) >= middle) == leaning) & (nearest == yaw)
        found = self.ratios[signal][chosen]
        return found[np.isfinite(found)]


def judged(clip: Path) -> Judged:
    """Look at a clip and compare it with its truth."""
    truth = json.loads(clip.with_suffix(".truth.json").read_text(encoding="utf-8"))["frames"]
    poses, _ = see_clip(clip, AnalysisOptions())
    raw = raw_signals(poses)
    signals = relative_to_neutral(raw, find_neutral(poses, raw))
    seen = np.interp(poses.time_s, truth["time_s"], np.array(truth["visible"], float)) > 0.5
    body = side_body(poses)
    lean_deg = body.lean("hip", "shoulder")
    ratios = {}
    for name in SIGNAL_NAMES:
        true = np.array(truth["signals"][name], float)
        off = np.abs(signals[name].values - np.interp(poses.time_s, truth["time_s"], true))
        stated = signals[name].error / error_widths.error_width(name, lean_deg, body.yaw_deg)
        ratios[name] = np.where(seen, off / stated, np.nan)
    return Judged(ratios, lean_deg, body.yaw_deg)


def level(clips: list[np.ndarray]) -> float:
    """The ratio under which COVERAGE of the frames lie, when every clip counts alike."""
    ratios = np.concatenate(clips)
    weights = np.concatenate([np.full(len(ratio), 1 / len(ratio)) for ratio in clips])
    order = np.argsort(ratios)
    share = np.cumsum(weights[order]) / weights.sum()
    return float(ratios[order][min(np.searchsorted(share, COVERAGE), len(order) - 1)])


def needed(clips: list[Judged], signal: str) -> np.ndarray:
    """(leans, yaws) factors that the stated error lacks; NaN for a posture that no clip shows.

    A view is believed by how many clips show it: without any it takes what its posture lacks in
    all views together.
    """
    factors = np.full((2, len(error_widths.YAWS_DEG)), np.nan)
    for leaning in (0, 1):
        views = [
            [ratio for clip in clips if len(ratio := clip.ratio(signal, bool(leaning), yaw))]
            for yaw in range(factors.shape[1])
        ]
        together = [ratio for view in views for ratio in view]
        if not together:
            continue
        for yaw, view in enumerate(views):
            share = len(view) / (len(view) + CLIPS_BELIEVED)
            own = level(view) if view else 1.0
            factors[leaning, yaw] = own**share * level(together) ** (1.0 - share)
    # Nobody is seen better from further off the side.
    return np.maximum.accumulate(factors, axis=1)


def main() -> None:
    """Scale, report, write back."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clips", type=Path, nargs="+")
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    paths = [clip for folder in asked.clips for clip in sorted(folder.glob("*.mp4"))]
    with ProcessPoolExecutor(asked.workers) as pool:
        clips = list(pool.map(judged, paths))
    rows = []
    for name in SIGNAL_NAMES:
        widths = np.clip(np.nan_to_num(needed(clips, name), nan=1.0), *LIMITS).round(3)
        rows.append(f' "{name}": {json.dumps(widths.tolist())}')
        print(rows[-1], flush=True)
    OUT.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
