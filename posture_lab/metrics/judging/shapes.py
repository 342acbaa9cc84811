"""The three shapes over time: neutral, hinge and brace."""

from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from posture_lab.arrays import Floats
from posture_lab.metrics.counting.holds import moving_range, stretches
from posture_lab.metrics.judging.hip_hinge import hip_hinge
from posture_lab.metrics.judging.spine_change import from_neutral, spine_penalty
from posture_lab.metrics.signals.neutral import Neutral
from posture_lab.metrics.signals.signal import Signals

ShapeName = Literal["neutral", "hinge", "brace"]

MIN_SHAPE_S: Final = 0.5
"""A shape that lasts less is not reported."""

_UPRIGHT_DEG: Final = 15.0
_STRAIGHT_DEG: Final = 25.0
_LIMB_RANGE_DEG: Final = 15.0
"""Limbs or load move when hip, knee or shoulder sweep more than this within a second."""

_SEEN_SHARE: Final = 0.5
"""The back has to be seen in this share of a stretch for it to have a score."""

_QUIET_TRUNK_DEG: Final = 12.0
"""The rib-to-pelvis relation is quiet when the spine bends less than this within a second."""


@dataclass(frozen=True, slots=True)
class ShapeInterval:
    """A stretch of time in one of the three shapes, score 0 to 100; None if the back was not seen.

    "brace" is an estimate: a camera sees that ribs and pelvis stay together while the limbs
    move, not the pressure that does it.
    """

    shape: ShapeName
    start_s: float
    end_s: float
    score: float | None

    @property
    def is_estimate(self) -> bool:
        """Whether the shape can only be inferred from what it should produce."""
        return self.shape == "brace"


def find_shapes(
    signals: Signals, neutral: Neutral, *, held: bool = False
) -> tuple[ShapeInterval, ...]:
    """Find when the person is in each shape; shapes may overlap in time, in order of start.

    *Neutral*: trunk, hip and knee near the person's own neutral (or straight, if there is none)
    and the spine near its curve. The score falls with the lean and the change of curve; there is
    none where the low back was seen for less than half of the time, nor for a hinge. A posture that
    is ``held`` has none either, unless its neutral was taken before: it would be compared with
    itself, and a slump would be perfect.
    *Hinge*: hips bent and trunk leaning with the hips leading. The score falls as the knees take
    over (from two to one, hip to knee) and as the spine changes.
    *Brace* (an estimate): limbs move while the spine between ribs and pelvis stays quiet. The
    score falls with its motion. Not reported where the spine is not seen.
    """
    rest = _intervals(signals.time_s, "neutral", *_neutral(signals, neutral))
    if held and neutral.source != "calibration":
        rest = [replace(interval, score=None) for interval in rest]
    found = [
        *rest,
        *_intervals(signals.time_s, "hinge", *hip_hinge(signals, neutral)),
        *_intervals(signals.time_s, "brace", *_brace(signals)),
    ]
    return tuple(sorted(found, key=lambda interval: (interval.start_s, interval.shape)))


def _intervals(
    time_s: Floats, shape: ShapeName, fits: NDArray[np.bool_], score: Floats
) -> list[ShapeInterval]:
    found = []
    for start_s, end_s in stretches(time_s, fits):
        if end_s - start_s < MIN_SHAPE_S:
            continue
        told = score[fits & (time_s >= start_s) & (time_s <= end_s)]
        seen = np.isfinite(told)
        mean = round(float(told[seen].mean()), 1) if seen.mean() >= _SEEN_SHARE else None
        found.append(ShapeInterval(shape, start_s, end_s, mean))
    return found


def _neutral(signals: Signals, neutral: Neutral) -> tuple[NDArray[np.bool_], Floats]:
    trunk = np.abs(from_neutral(signals, neutral, "trunk_inclination_deg"))
    hip = np.abs(from_neutral(signals, neutral, "hip_flexion_deg"))
    knee = np.abs(from_neutral(signals, neutral, "knee_flexion_deg"))
    fits = (trunk <= _UPRIGHT_DEG) & (hip <= _STRAIGHT_DEG) & ~(knee > _STRAIGHT_DEG)
    spent = 60.0 * np.clip(trunk / _UPRIGHT_DEG - 0.2, 0.0, 1.0)
    return fits, np.clip(100.0 - spent - spine_penalty(signals), 0.0, 100.0)


def _brace(signals: Signals) -> tuple[NDArray[np.bool_], Floats]:
    time_s = signals.time_s
    limbs = [
        moving_range(time_s, signals[name].values, 1.0) > _LIMB_RANGE_DEG
        for name in ("hip_flexion_deg", "knee_flexion_deg", "shoulder_flexion_deg")
    ]
    spine = signals["lumbar_flexion_deg"].values + signals["thoracic_flexion_deg"].values
    moved = moving_range(time_s, spine, 1.0)
    quiet = moved <= _QUIET_TRUNK_DEG
    score = np.clip(100.0 * (1.0 - np.nan_to_num(moved) / (2.0 * _QUIET_TRUNK_DEG)), 0.0, 100.0)
    return np.any(limbs, axis=0) & quiet, score
