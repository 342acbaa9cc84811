"""How each measure is read in people who set errors: what decides when a cue is sure enough."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from against_truth.compare import ClipResult
from posture_lab.metrics.cue_margin import HALF_WIDTH_SCATTER, USUAL, Reading
from posture_lab.movements.catalogue import MOVEMENTS

WIDEST_YAW_DEG: Final = 20.0

FEWEST_CLIPS: Final = 6
"""Of a measure that is seen in fewer, nothing is learned."""

USUAL_CLIPS: Final = 20.0
"""The usual reading counts as so many clips of its own, so that a few lucky ones promise little."""

DRAWN_IN: Final = 0.85
"""A measure with no smaller slope is as good as right: only its scatter is set."""

_SLOPE_SPREAD: Final = 0.4
_FARTHEST: Final = 3.5
"""Standard deviations."""


def cued_measures() -> list[str]:
    """Measures that a cue hangs on."""
    found = {
        criterion.measure
        for movement in MOVEMENTS.values()
        for criterion in movement.criteria
        if criterion.cue_below or criterion.cue_above
    }
    return sorted(found)


def readings_of(results: Sequence[ClipResult]) -> dict[str, Reading]:
    """How each measure that a cue hangs on is read, as far as enough clips show it."""
    side = [r for r in results if r.yaw_deg < WIDEST_YAW_DEG]
    found = {}
    for name in cued_measures():
        clips = [_pairs(clip, name) for clip in side]
        clips = [pairs for pairs in clips if len(pairs)]
        if len(clips) >= FEWEST_CLIPS:
            found[name] = reading_of(clips)
    return found


def _pairs(clip: ClipResult, name: str) -> NDArray[np.float64]:
    """(N, 3) true value, measured value and stated error of each judged repetition or hold."""
    units = [unit for unit in clip.judged if name in unit.true and name in unit.measured]
    kept = [
        (u.true[name], u.measured[name].value, u.measured[name].error) for u in units if u.judged
    ]
    return np.array(kept).reshape(-1, 3)


def reading_of(clips: Sequence[NDArray[np.float64]]) -> Reading:
    """Line and scatter over clips of (N, 3) pairs; every clip counts alike."""
    true, measured, stated = np.concatenate(clips).T
    weight = np.concatenate([np.full(len(pairs), 1.0 / len(pairs)) for pairs in clips])
    line = _line(true, measured, stated, weight)
    for _ in range(3):
        off = (measured - line[0] - line[1] * true) / stated
        scatter = _scatter(off, weight)
        # What lies far off is heeded less, so that one leg behind a plate does not turn the line.
        heeded = weight * np.minimum(1.0, _FARTHEST * scatter / np.maximum(np.abs(off), 1e-9))
        line = _line(true, measured, stated, heeded)
    if line[1] >= DRAWN_IN:
        line = (USUAL.offset, USUAL.slope)
    off = (measured - line[0] - line[1] * true) / stated
    sides = (off > 0, off < 0)
    return Reading(*line, *(_scatter(off[side], heeded[side]) for side in sides))


def _line(
    true: NDArray[np.float64],
    measured: NDArray[np.float64],
    stated: NDArray[np.float64],
    weight: NDArray[np.float64],
) -> tuple[float, float]:
    """Weighted least squares, drawn towards USUAL: far from the data nothing is known."""
    root = np.sqrt(weight) / (stated * HALF_WIDTH_SCATTER)
    rows = np.stack([root, root * true], axis=1)
    wanted = root * (measured - true)
    # The slope's prior is the spread of slopes seen; the offset's the error as it is stated.
    usual = np.diag([1.0 / float(np.median(stated)), 1.0 / _SLOPE_SPREAD])
    both = np.concatenate([rows, usual]), np.concatenate([wanted, np.zeros(2)])
    offset, beyond_one = np.linalg.lstsq(*both, rcond=None)[0]
    return float(offset), USUAL.slope + float(beyond_one)


def _scatter(off: NDArray[np.float64], weight: NDArray[np.float64]) -> float:
    """Root mean square, USUAL_CLIPS among them."""
    total = float(np.sum(weight * off**2)) + USUAL_CLIPS * HALF_WIDTH_SCATTER**2
    return float(np.sqrt(total / (float(weight.sum()) + USUAL_CLIPS)))


def write_readings(path: Path, readings: dict[str, Reading]) -> None:
    """Write the file that the product reads."""
    rounded = {
        name: {part: float(f"{value:.4g}") for part, value in asdict(reading).items()}
        for name, reading in readings.items()
    }
    path.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")
