"""Bends as they are seen from anywhere: good enough to count by, not to judge by.

From the front, from behind or at an angle no line of the body lies in the picture plane, but the
pose model's points in space still tell how far hips and knees bend. Seen from the side of a bend
they are off by some ten degrees, from the front by thirty, always on the low side; a bend is told
from standing all the same. Both sides are averaged, weighted by how well each is seen.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d, minimum_filter1d

from posture_lab.arrays import Floats
from posture_lab.metrics.signals.signal import Signal, Signals
from posture_lab.movements.record import RepetitionDrive
from posture_lab.pose.landmarks import Side, on_side
from posture_lab.pose.sequence import PoseSequence

COARSE: Final[Mapping[str, str]] = {
    "hip_flexion_deg": "hip_bend_deg",
    "knee_flexion_deg": "knee_bend_deg",
    "trunk_inclination_deg": "trunk_lean_deg",
    "shoulder_flexion_deg": "arm_lift_deg",
}
"""For each signal of a side view its coarse counterpart, which needs no side view."""

HIP_HEIGHT: Final = "hip_height_legs"

ASKED_SHARE: Final = 0.6
LEAST_BEND_DEG: Final = 25.0
"""Of what a drive asks, as bends are read too small: from behind a lift that bends the hips by 110
degrees reads 40. But never less than the second, which nobody reaches by walking."""

HIGHEST_STANDING_DEG: Final = 40.0
"""In standing, joints read as bent by 5 to 35 degrees from the front (real clips)."""

UPRIGHT_DEG: Final = 45.0
_QUIET_S: Final = 0.5
_QUIET_DEG: Final = 12.0
"""Somebody stands quietly when joints read below the first and move by less than the last within
half a second: in walking both knees' mean moves by 20 and more (real clips)."""

_SIDES: Final[tuple[Side, Side]] = ("left", "right")
_MIN_VISIBILITY: Final = 0.5
"""A point the pose model itself gives less than this is a guess."""


def coarse_signals(poses: PoseSequence) -> dict[str, Signal]:
    """The (T,) coarse signals by name, from points in space; NaN where they are not seen.

    ``hip_bend_deg`` and ``knee_bend_deg``: 0 with the joint straight, unsigned. ``trunk_lean_deg``:
    away from the picture's vertical, to any side, unsigned. ``arm_lift_deg``: between upper arm
    and trunk, 0 hanging, 180 overhead. ``hip_height_legs``: the hips over the ankles in the
    picture, 1 in standing, from wherever it is filmed. They have no error: nothing is judged by
    them.
    """
    at = {
        (name, side): poses.world_m[:, on_side(name, side)]
        for name in ("shoulder", "elbow", "hip", "knee", "ankle")
        for side in _SIDES
    }
    trunk = np.sum([at["shoulder", side] - at["hip", side] for side in _SIDES], axis=0)
    trunk = np.where(_seen_on_a_side(poses, ("shoulder", "hip"))[:, None], trunk, np.nan)
    values = {
        "hip_bend_deg": _both(poses, at, ("shoulder", "hip", "knee")),
        "knee_bend_deg": _both(poses, at, ("hip", "knee", "ankle")),
        "trunk_lean_deg": _between(trunk, np.array([0.0, -1.0, 0.0])),
        "arm_lift_deg": 180.0 - _both(poses, at, ("hip", "shoulder", "elbow")),
        HIP_HEIGHT: _hip_height(poses),
    }
    return {name: Signal(name, each, np.full(len(each), np.nan)) for name, each in values.items()}


def coarse_drive(drive: RepetitionDrive) -> RepetitionDrive | None:
    """The drive that counts the same repetitions by coarse signals; None if there is none."""
    if drive.signal not in COARSE:
        return None
    companion = drive.companion
    beside = companion if companion is None else COARSE.get(companion, companion)
    least = drive.companion_min * (ASKED_SHARE if beside != companion else 1.0)
    return replace(
        drive,
        signal=COARSE[drive.signal],
        min_excursion=max(ASKED_SHARE * drive.min_excursion, LEAST_BEND_DEG),
        partial_excursion=max(ASKED_SHARE * drive.partial_excursion, LEAST_BEND_DEG / 2),
        companion=beside,
        companion_min=least,
    )


def standing_level(bends: Floats) -> float | None:
    """About what a coarse bend reads in standing: what it is below in a tenth of the seen frames.

    At most HIGHEST_STANDING_DEG, for clips in which nobody stands; None if nothing was seen.
    """
    seen = bends[np.isfinite(bends)]
    return min(float(np.percentile(seen, 10)), HIGHEST_STANDING_DEG) if seen.size else None


def stands_quietly(signals: Signals) -> NDArray[np.bool_]:
    """(T,) whether somebody stands upright on legs that hardly move, as far as coarse signals tell.

    False for clips of which there are none.
    """
    names = ("hip_bend_deg", "knee_bend_deg", "trunk_lean_deg")
    if names[0] not in signals or len(signals.time_s) < 2:
        return np.zeros(len(signals.time_s), dtype=bool)
    frames = max(1, round(_QUIET_S / float(np.median(np.diff(signals.time_s))))) | 1
    quiet = np.ones(len(signals.time_s), dtype=bool)
    for name in names:
        values = np.nan_to_num(signals[name].values, nan=np.inf)
        with np.errstate(invalid="ignore"):
            moved = maximum_filter1d(values, frames) - minimum_filter1d(values, frames)
        quiet &= (values <= UPRIGHT_DEG) & (moved <= _QUIET_DEG)
    return quiet


def _both(
    poses: PoseSequence, at: Mapping[tuple[str, Side], Floats], joint: tuple[str, str, str]
) -> Floats:
    """(T,) 180 minus the angle at the middle one of three points, of both sides."""
    before, middle, after = joint
    bends, weights = [], []
    for side in _SIDES:
        one, other = (at[name, side] - at[middle, side] for name in (before, after))
        bends.append(180.0 - _between(one, other))
        seen = np.min([poses.visibility[:, on_side(name, side)] for name in joint], axis=0)
        weights.append(np.where(np.isfinite(bends[-1]) & (seen >= _MIN_VISIBILITY), seen, 0.0))
    total = np.sum(weights, axis=0)
    weighted = np.sum(np.nan_to_num(bends) * np.nan_to_num(weights), axis=0)
    return np.asarray(weighted / np.where(total > 0, total, np.nan))


def _hip_height(poses: PoseSequence) -> Floats:
    """(T,) in legs as they are in standing: the height that a tenth of the frames passes."""
    hips, ankles = (
        np.mean([poses.landmarks_px[:, on_side(name, side), 1] for side in _SIDES], axis=0)
        for name in ("hip", "ankle")
    )
    height = np.where(_seen_on_a_side(poses, ("hip", "ankle")), ankles - hips, np.nan)
    seen = height[np.isfinite(height)]
    leg = float(np.percentile(seen, 90)) if seen.size else np.nan
    return np.asarray(height / leg if leg > 0 else np.full(len(poses), np.nan))


def _seen_on_a_side(poses: PoseSequence, names: tuple[str, ...]) -> NDArray[np.bool_]:
    """(T,) whether all these points of one side, at least, are seen."""
    seen = [
        np.min([poses.visibility[:, on_side(name, side)] for name in names], axis=0)
        for side in _SIDES
    ]
    return np.asarray(np.max(seen, axis=0) >= _MIN_VISIBILITY)


def _between(one: Floats, other: Floats) -> Floats:
    """(T,) the angle between two directions in space, degrees."""
    lengths = np.linalg.norm(one, axis=-1) * np.linalg.norm(other, axis=-1)
    along = np.sum(one * other, axis=-1) / np.where(lengths > 0, lengths, np.nan)
    return np.asarray(np.degrees(np.arccos(np.clip(along, -1.0, 1.0))))
