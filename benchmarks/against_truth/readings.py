"""How each measure is read in people who set errors: what can be found at twice a limit.

A reading that was taught to be right on average is drawn towards the usual: strong rounding is read
smaller than it is, and a cue for it comes late.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from against_truth.compare import ClipResult
from against_truth.truth_file import SECOND_HAND
from posture_lab.movements.catalogue import MOVEMENTS

FILE: Final = Path(__file__).with_name("readings.json")
"""The readings of the last run, beside this module."""

HALF_WIDTH: Final = 1.64
"""Standard deviations in the half-width of a 90 % interval."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a measure is read: ``offset`` + ``slope`` times the true value.

    ``above`` and ``below`` are the standard deviations of what is read above and below that, as
    shares of the measure's stated error.
    """

    offset: float
    slope: float
    above: float
    below: float


USUAL: Final = Reading(0.0, 1.0, 1.0 / HALF_WIDTH, 1.0 / HALF_WIDTH)
"""Right on average, with the stated error as it is: of a measure that nothing more is known of."""

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
    return {name: reading_of(clips) for name, clips in measured_pairs(results).items()}


def measured_pairs(results: Sequence[ClipResult]) -> dict[str, list[NDArray[np.float64]]]:
    """Of each measure that a cue hangs on, for each clip: (N, 3) true, measured, stated error.

    Only measures that enough clips show.

    Raises
    ------
    ValueError
        If any clip is the second hand's: what is set straight by them would not be tried on them.
    """
    side = [r for r in results if r.yaw_deg < WIDEST_YAW_DEG]
    if any(r.hand == SECOND_HAND for r in side):
        raise ValueError("Nothing is fitted to what the second hand draws: leave its clips out.")
    found = {}
    for name in cued_measures():
        clips = [_pairs(clip, name) for clip in side]
        clips = [pairs for pairs in clips if len(pairs)]
        if len(clips) >= FEWEST_CLIPS:
            found[name] = clips
    return found


def _pairs(clip: ClipResult, name: str) -> NDArray[np.float64]:
    """(N, 3) true value, measured value and stated error of each judged repetition or hold."""
    units = [unit for unit in clip.judged if name in unit.true and name in unit.measured]
    kept = [
        (u.true[name], u.measured[name].value, u.measured[name].error) for u in units if u.looked_at
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
    root = np.sqrt(weight) / (stated * USUAL.above)
    rows = np.stack([root, root * true], axis=1)
    wanted = root * (measured - true)
    # The slope's prior is the spread of slopes seen; the offset's the error as it is stated.
    usual = np.diag([1.0 / float(np.median(stated)), 1.0 / _SLOPE_SPREAD])
    both = np.concatenate([rows, usual]), np.concatenate([wanted, np.zeros(2)])
    offset, beyond_one = np.linalg.lstsq(*both, rcond=None)[0]
    return float(offset), USUAL.slope + float(beyond_one)


def _scatter(off: NDArray[np.float64], weight: NDArray[np.float64]) -> float:
    """Root mean square, USUAL_CLIPS among them."""
    total = float(np.sum(weight * off**2)) + USUAL_CLIPS * USUAL.above**2
    return float(np.sqrt(total / (float(weight.sum()) + USUAL_CLIPS)))


def write_readings(path: Path, readings: dict[str, Reading]) -> None:
    """Write the file that ``kept_readings`` reads."""
    rounded = {
        name: {part: float(f"{value:.4g}") for part, value in asdict(reading).items()}
        for name, reading in readings.items()
    }
    path.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")


def kept_readings(path: Path = FILE) -> dict[str, Reading]:
    """How each measure was read in the last run, by its id."""
    record = json.loads(path.read_text(encoding="utf-8"))
    return {name: Reading(**entry) for name, entry in record.items()}
