"""Set the stated errors on whole clips, where one person's bias counts in every frame.

``python -m groundtruth.learning.widen WEIGHTS.npz CLIPS`` reads rendered clips of people who were
not used for fitting and scales each signal's half-width, so that it holds in nine of ten frames,
every clip counting alike. Single pictures of many people alone promise too much where the bias of
one counts in every frame, and too little where their poses lie far beyond those of an exercise.
"""

import json
import sys
from pathlib import Path

import numpy as np

from posture_lab.analysis.options import AnalysisOptions
from posture_lab.analysis.seeing import see_clip
from posture_lab.metrics.compute import raw_signals
from posture_lab.metrics.learned.ensemble import SIGNALS
from posture_lab.metrics.neutral import RELATIVE_SIGNALS, find_neutral, relative_to_neutral
from posture_lab.metrics.signals import Signals

COVERAGE = 0.9
LIMITS = (0.8, 1.6)
"""Dozens of clips are no reason to promise far more, nor to promise next to nothing."""


def ratios(clip: Path) -> dict[str, np.ndarray]:
    """Error by stated error in each judged frame of a clip, by signal."""
    truth = json.loads(clip.with_suffix(".truth.json").read_text(encoding="utf-8"))["frames"]
    poses, _ = see_clip(clip, AnalysisOptions())
    raw = raw_signals(poses)
    neutral = find_neutral(poses, raw)
    signals = relative_to_neutral(raw, neutral)
    seen = np.interp(poses.time_s, truth["time_s"], np.array(truth["visible"], float)) > 0.5
    return {name: _ratio(signals, name, truth, seen) for name in SIGNALS}


def _ratio(signals: Signals, name: str, truth: dict, seen: np.ndarray) -> np.ndarray:
    true = np.interp(signals.time_s, truth["time_s"], np.array(truth["signals"][name], float))
    off = np.abs(signals[name].values - true)
    ratio = (off / signals[name].error)[seen]
    if name in RELATIVE_SIGNALS:
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


def main(arguments: list[str]) -> None:
    """Scale, report, write back."""
    weights = Path(arguments[0])
    found = [ratios(clip) for clip in sorted(Path(arguments[1]).glob("*.mp4"))]
    with np.load(weights, allow_pickle=False) as data:
        arrays = {name: data[name] for name in data.files}
    for index, name in enumerate(SIGNALS):
        needed = level([clip[name] for clip in found])
        factor = float(np.clip(needed, *LIMITS))
        arrays["half_width_deg"][index] *= factor
        print(f"{name:24s} needs {needed:.2f}, takes {factor:.2f}", flush=True)
    np.savez_compressed(weights, **arrays)


if __name__ == "__main__":
    main(sys.argv[1:])
