"""Set the stated errors on whole clips, where one person's bias counts in every frame.

``python -m groundtruth.learning.widen CLIPS...`` reads rendered clips of people who were not used
for fitting and scales each signal's stated error, in each posture and view, so that it
holds in nine of ten frames, every clip counting alike. Single pictures of many people alone
promise too much where the bias of one counts in every frame, and too little where their poses
lie far beyond those of an exercise. It writes ``posture_lab/metrics/signals/error_widths.json``,
whatever stood there before, or with ``--wider-only`` what stood there, widened: so errors that were
set on the first hand's people are made to hold in the second's as well.
"""

import argparse
import json
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from posture_lab.analysis.options import AnalysisOptions
from posture_lab.analysis.seeing import see_clip
from posture_lab.metrics.signals import error_widths
from posture_lab.metrics.signals.closer_view import with_closer_view
from posture_lab.metrics.signals.compute import raw_signals
from posture_lab.metrics.signals.find_neutral import find_neutral
from posture_lab.metrics.signals.geometry import side_body
from posture_lab.metrics.signals.neutral import relative_to_neutral
from posture_lab.metrics.signals.posture import POSTURES, posture_shares
from posture_lab.metrics.signals.spec import SIGNAL_NAMES
from posture_lab.metrics.signals.upright import upright

SPLIT = "calibrate"
"""Errors are set on these people, of whichever hand; to no other end may the second's be used."""

COVERAGE = 0.9
LIMITS = (0.2, 2.5)
"""A few hundred clips are no reason to promise far more, nor to promise next to nothing."""

CLIPS_BELIEVED = 20.0
"""From so many clips on, what one view shows counts more than all views together."""

OUT = Path(error_widths.__file__).with_suffix(".json")


@dataclass(frozen=True)
class Judged:
    """Frames of one clip: each signal's error by its stated error before that is made wider.

    NaN where a frame was not judged. ``postures`` and ``yaw_deg`` are what the product takes a
    frame's posture and view for.
    """

    ratios: dict[str, np.ndarray]
    postures: np.ndarray
    yaw_deg: np.ndarray

    def ratio(self, signal: str, posture: int, yaw: int) -> np.ndarray:
        """The judged frames of one signal in one posture and view."""
        nearest = np.abs(self.yaw_deg[:, None] - np.array(error_widths.YAWS_DEG)).argmin(axis=1)
        chosen = (self.postures.argmax(axis=1) == posture) & (nearest == yaw)
        found = self.ratios[signal][chosen]
        return found[np.isfinite(found)]


def judged(clip: Path) -> Judged:
    """Look at a clip and compare it with its truth.

    Raises
    ------
    ValueError
        If the clip shows a body of another split than that for setting errors.
    """
    record = json.loads(clip.with_suffix(".truth.json").read_text(encoding="utf-8"))
    if record["split"] != SPLIT:
        raise ValueError(f"{clip.name} shows a body of the split {record['split']}, not {SPLIT}")
    truth = record["frames"]
    poses = with_closer_view(see_clip(clip, AnalysisOptions())[0])
    raw = raw_signals(poses)
    signals = relative_to_neutral(raw, find_neutral(poses, raw))
    seen = np.interp(poses.time_s, truth["time_s"], np.array(truth["visible"], float)) > 0.5
    body = side_body(upright(poses))
    postures = posture_shares(body)
    ratios = {}
    for name in SIGNAL_NAMES:
        true = np.array(truth["signals"][name], float)
        off = np.abs(signals[name].values - np.interp(poses.time_s, truth["time_s"], true))
        stated = signals[name].error / error_widths.error_width(name, postures, body.yaw_deg)
        ratios[name] = np.where(seen, off / stated, np.nan)
    return Judged(ratios, postures, body.yaw_deg)


def level(clips: list[np.ndarray]) -> float:
    """The ratio under which COVERAGE of the frames lie, when every clip counts alike."""
    weights = np.concatenate([np.full(len(ratio), 1 / len(ratio)) for ratio in clips])
    ratios = np.concatenate(clips)
    return float(np.quantile(ratios, COVERAGE, weights=weights, method="inverted_cdf"))


def needed(clips: list[Judged], signal: str) -> np.ndarray:
    """(postures, yaws) factors that the stated error lacks; NaN for a posture that no clip shows.

    A view is believed by how many clips show it: without any it takes what its posture lacks in
    all views together.
    """
    factors = np.full((len(POSTURES), len(error_widths.YAWS_DEG)), np.nan)
    for posture in range(len(POSTURES)):
        views = [
            [ratio for clip in clips if len(ratio := clip.ratio(signal, posture, yaw))]
            for yaw in range(factors.shape[1])
        ]
        together = [ratio for view in views for ratio in view]
        if not together:
            continue
        for yaw, view in enumerate(views):
            share = len(view) / (len(view) + CLIPS_BELIEVED)
            own = level(view) if view else 1.0
            factors[posture, yaw] = own**share * level(together) ** (1.0 - share)
    # Nobody is seen better from further off the side.
    return np.maximum.accumulate(factors, axis=1)


def widened(now: np.ndarray, lacking: np.ndarray, share: float) -> np.ndarray:
    """(postures, yaws) factors that go a share of the way from those now to what is lacking.

    Never narrower than now: what is lacking in one hand says nothing of where another errs less.
    The way is measured in ratios; NaN where nothing is known leaves what stands.
    """
    ratio = np.maximum(np.nan_to_num(lacking / now, nan=1.0), 1.0)
    return np.asarray(now * ratio**share)


def main() -> None:
    """Scale, report, write back."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clips", type=Path, nargs="+")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument(
        "--wider-only", type=float, metavar="SHARE",
        help="keep what stands and only widen it, by this share of what these clips lack",
    )  # fmt: skip
    asked = parser.parse_args()
    paths = [clip for folder in asked.clips for clip in sorted(folder.glob("*.mp4"))]
    with ProcessPoolExecutor(asked.workers) as pool:
        clips = list(pool.map(judged, paths))
    rows = []
    for name in SIGNAL_NAMES:
        lacking = needed(clips, name)
        if asked.wider_only is None:
            found = np.nan_to_num(lacking, nan=1.0)
        else:
            found = widened(error_widths.error_widths()[name], lacking, asked.wider_only)
        widths = np.clip(found, *LIMITS).round(3)
        rows.append(f' "{name}": {json.dumps(widths.tolist())}')
        print(rows[-1], flush=True)
    OUT.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
