"""How measures are read in people who set errors, for the product to set them straight."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from against_truth.compare import ClipResult
from against_truth.readings import DRAWN_IN, measured_pairs, reading_of
from posture_lab.metrics.judging import straighten
from posture_lab.metrics.judging.judgement import Measure
from posture_lab.metrics.judging.straighten import Reading

FILE: Final = Path(straighten.__file__).with_suffix(".json")
"""Where the product keeps them."""

COVERAGE: Final = 0.9
LEAST_SLOPE: Final = 0.4
"""Nothing is stretched by more than two and a half times: of what is read smaller still, most is
chance."""


def straight_readings(results: Sequence[ClipResult]) -> dict[str, Reading]:
    """How each measure that a cue hangs on is read, where it is drawn in.

    ``results`` are as the product measures now: what it has set straight already is undone first.
    """
    found = {}
    for name, clips in measured_pairs(results).items():
        reading = _reading([_as_read(name, pairs) for pairs in clips])
        if reading.slope < DRAWN_IN:
            found[name] = reading
    return found


def _as_read(name: str, pairs: NDArray[np.float64]) -> NDArray[np.float64]:
    known = straighten.readings().get(name)
    if known is None:
        return pairs
    read = [known.read(Measure(value, error)) for _, value, error in pairs]
    both = [(one.value, one.error) for one in read]
    return np.concatenate([pairs[:, :1], np.array(both)], axis=1)


def _reading(clips: Sequence[NDArray[np.float64]]) -> Reading:
    line = reading_of(clips)
    slope = max(line.slope, LEAST_SLOPE)
    true, read, stated = np.concatenate(clips).T
    weight = np.concatenate([np.full(len(pairs), 1.0 / len(pairs)) for pairs in clips])
    off = np.abs((read - line.offset) / slope - true) / stated
    width = np.quantile(off, COVERAGE, weights=weight, method="inverted_cdf")
    return Reading(line.offset, slope, float(width))


def write_straight(path: Path, readings: Mapping[str, Reading]) -> None:
    """Write the file that the product reads."""
    rows = [
        f' "{name}": '
        + json.dumps({part: float(f"{value:.4g}") for part, value in asdict(reading).items()})
        for name, reading in readings.items()
    ]
    path.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")
