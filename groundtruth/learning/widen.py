"""Set the stated errors on whole clips, where one person's bias counts in every frame.

``python -m groundtruth.learning.widen WEIGHTS.npz CLIPS...`` reads rendered clips of people who
were not used for fitting and scales each signal's half-width, so that it holds in nine of ten
frames, every clip counting alike. Single pictures of many people alone promise too much where the
bias of one counts in every frame, and too little where their poses lie far beyond those of an
exercise. For signals that the networks do not read it says by how much their error would have to
be scaled.
"""

import argparse
import json
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np

from posture_lab.analysis.options import AnalysisOptions
from posture_lab.analysis.seeing import see_clip
from posture_lab.metrics.compute import raw_signals
from posture_lab.metrics.learned.ensemble import SIGNALS, SPINE
from posture_lab.metrics.neutral import find_neutral, relative_to_neutral
from posture_lab.metrics.signals import SIGNAL_NAMES, Signals

COVERAGE = 0.9
LIMITS = (0.7, 1.6)
"""A hundred clips are no reason to promise far more, nor to promise next to nothing."""


def ratios(clip: Path) -> dict[str, np.ndarray]:
    """Error by stated error in each judged frame of a clip, by signal."""
    truth = json.loads(clip.with_suffix(".truth.json").read_text(encoding="utf-8"))["frames"]
    poses, _ = see_clip(clip, AnalysisOptions())
    raw = raw_signals(poses)
    neutral = find_neutral(poses, raw)
    signals = relative_to_neutral(raw, neutral)
    seen = np.interp(poses.time_s, truth["time_s"], np.array(truth["visible"], float)) > 0.5
    return {name: _ratio(signals, name, truth, seen) for name in SIGNAL_NAMES}


def _ratio(signals: Signals, name: str, truth: dict, seen: np.ndarray) -> np.ndarray:
    true = np.interp(signals.time_s, truth["time_s"], np.array(truth["signals"][name], float))
    off = np.abs(signals[name].values - true)
    ratio = (off / signals[name].error)[seen]
    if name in SPINE:
        # Nearly right for nothing while somebody stands in the neutral.
        lean = np.array(truth["signals"]["trunk_inclination_deg"], float)
        ratio = ratio[np.interp(signals.time_s, truth["time_s"], lean)[seen] > 15.0]
    return ratio[np.isfinite(ratio)]


def level(clips: list[np.ndarray]) -> float:
    """The ratio under which COVERAGE of the frames lie, when every clip counts alike."""
    seen = [ratio for ratio in clips if len(ratio)]
    ratios = np.concatenate(seen)
    weights = np.concatenate([np.full(len(ratio), 1 / len(ratio)) for ratio in seen])
    order = np.argsort(ratios)
    share = np.cumsum(weights[order]) / weights.sum()
    return float(ratios[order][min(np.searchsorted(share, COVERAGE), len(order) - 1)])


def main() -> None:
    """Scale, report, write back."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("clips", type=Path, nargs="+")
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    clips = [clip for folder in asked.clips for clip in sorted(folder.glob("*.mp4"))]
    with ProcessPoolExecutor(asked.workers) as pool:
        found = list(pool.map(ratios, clips))
    with np.load(asked.weights, allow_pickle=False) as data:
        arrays = {name: data[name] for name in data.files}
    for name in SIGNAL_NAMES:
        needed = level([clip[name] for clip in found])
        print(f"{name:24s} needs {needed:.2f}", flush=True)
        if name in SIGNALS:
            arrays["half_width_deg"][SIGNALS.index(name)] *= np.clip(needed, *LIMITS)
    np.savez_compressed(asked.weights, **arrays)


if __name__ == "__main__":
    main()
