"""Which way the person faces, frame by frame: the sign that makes forward positive."""

from typing import Final

import numpy as np
from scipy.ndimage import uniform_filter1d

from posture_lab.arrays import Floats
from posture_lab.pose.landmarks import Landmark

WINDOW_S: Final = 0.5
"""Evidence is averaged over this long: nobody turns round faster."""
CLEAR: Final = 0.15
"""With less evidence than this the facing of the nearest clear moment counts."""


def frame_forward(world_m: Floats) -> Floats:
    """Return the (T, 2) direction each body faces, as (x right, z away from the camera).

    Unit length; NaN where shoulders or hips are missing. It is the horizontal normal to the lines
    across the shoulders and the hips.
    """
    left = (world_m[:, Landmark.LEFT_SHOULDER] - world_m[:, Landmark.RIGHT_SHOULDER]) + (
        world_m[:, Landmark.LEFT_HIP] - world_m[:, Landmark.RIGHT_HIP]
    )
    forward: Floats = np.stack([left[:, 2], -left[:, 0]], axis=1)
    length: Floats = np.linalg.norm(forward, axis=1, keepdims=True)
    return np.divide(forward, np.where(length > 0, length, np.nan))


def frame_facing(time_s: Floats, landmarks_px: Floats, world_m: Floats) -> Floats:
    """Return the (T,) facing: +1 picture right, -1 picture left, NaN where nothing was ever clear.

    The evidence is which hip and shoulder are nearer to the camera and where the toes and the
    nose point, averaged over half a second. Unclear moments, facing the camera for instance, take
    the facing of the clear moment nearest in time; so somebody who turns round changes sign once.
    """
    evidence = _smoothed(_evidence(landmarks_px, world_m), time_s)
    with np.errstate(invalid="ignore"):
        clear = np.flatnonzero(np.abs(evidence) >= CLEAR)
    if not len(clear):
        return np.full(len(time_s), np.nan)
    after = np.searchsorted(clear, np.arange(len(time_s))).clip(0, len(clear) - 1)
    before = (after - 1).clip(0)
    nearer_before = np.abs(time_s - time_s[clear[before]]) <= np.abs(time_s - time_s[clear[after]])
    return np.asarray(np.sign(evidence[np.where(nearer_before, clear[before], clear[after])]))


def _evidence(landmarks_px: Floats, world_m: Floats) -> Floats:
    """(T,) from -1 (clearly left) to +1 (clearly right), NaN where nothing tells."""
    body = frame_forward(world_m)[:, 0]
    feet = landmarks_px[:, [Landmark.LEFT_FOOT_INDEX, Landmark.RIGHT_FOOT_INDEX]]
    feet = (feet - landmarks_px[:, [Landmark.LEFT_HEEL, Landmark.RIGHT_HEEL]]).sum(axis=1)
    ears = landmarks_px[:, Landmark.LEFT_EAR] + landmarks_px[:, Landmark.RIGHT_EAR]
    face = 2 * landmarks_px[:, Landmark.NOSE] - ears
    hints = np.stack([body, _sideways(feet), _sideways(face)])
    known = np.isfinite(hints)
    count = known.sum(axis=0)
    total = np.where(known, hints, 0.0).sum(axis=0)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def _sideways(vectors: Floats) -> Floats:
    """Share of (T, 2) picture vectors that points to the right, -1 to 1."""
    length = np.hypot(vectors[:, 0], vectors[:, 1])
    return np.divide(vectors[:, 0], np.where(length > 0, length, np.nan))


def _smoothed(evidence: Floats, time_s: Floats) -> Floats:
    """Running mean over half a second of the frames that have evidence."""
    if len(time_s) < 3:
        return evidence
    frames = max(1, round(WINDOW_S / float(np.median(np.diff(time_s)))))
    known = np.isfinite(evidence)
    weight = uniform_filter1d(known.astype(np.float64), frames, mode="nearest")
    total = uniform_filter1d(np.where(known, evidence, 0.0), frames, mode="nearest")
    return np.where(weight > 1e-9, total / np.maximum(weight, 1e-9), np.nan)
