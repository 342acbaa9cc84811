"""Which way the person faces, frame by frame: the sign that makes forward positive."""

import numpy as np
from scipy.ndimage import uniform_filter1d

from posture_lab.pose.landmarks import Landmark
from posture_lab.pose.sequence import Floats, PoseSequence
from posture_lab.pose.view import frame_forward

_WINDOW_S = 0.5
"""Evidence is averaged over this long: nobody turns round faster."""

_CLEAR = 0.15
"""Below this much evidence the clip's facing decides: about 10 degrees from facing the camera."""


def facing_sign(poses: PoseSequence) -> Floats:
    """Tell the way the person faces: (T,) +1 right in the picture, -1 left, NaN unknown.

    Somebody who turns round changes sign, so that forward stays positive. The evidence is which
    hip and shoulder are nearer to the camera, and where the toes and the nose point. Where that
    is unclear, the facing of the whole clip is used, if the view tells one.
    """
    evidence = _smoothed(_evidence(poses), poses.time_s)
    facing = None if poses.view is None else poses.view.facing
    of_clip = {"right": 1.0, "left": -1.0, None: np.nan}[facing]
    return np.where(np.abs(evidence) >= _CLEAR, np.sign(evidence), of_clip)


def _evidence(poses: PoseSequence) -> Floats:
    """(T,) from -1 (clearly left) to +1 (clearly right), NaN where nothing tells."""
    body = frame_forward(poses.world_m)[:, 0]
    pixels = poses.landmarks_px
    feet = pixels[:, [Landmark.LEFT_FOOT_INDEX, Landmark.RIGHT_FOOT_INDEX]]
    feet = (feet - pixels[:, [Landmark.LEFT_HEEL, Landmark.RIGHT_HEEL]]).sum(axis=1)
    face = 2 * pixels[:, Landmark.NOSE] - pixels[:, Landmark.LEFT_EAR]
    face = face - pixels[:, Landmark.RIGHT_EAR]
    hints = np.stack([body, *(_ratio(v[:, 0], np.hypot(v[:, 0], v[:, 1])) for v in (feet, face))])
    known = np.isfinite(hints)
    count = known.sum(axis=0)
    total = np.where(known, hints, 0.0).sum(axis=0)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def _ratio(part: Floats, whole: Floats) -> Floats:
    return part / np.where(whole > 0, whole, np.nan)


def _smoothed(evidence: Floats, time_s: Floats) -> Floats:
    """Running mean over half a second of the frames that have evidence."""
    if len(time_s) < 3:
        return evidence
    frames = max(1, round(_WINDOW_S / float(np.median(np.diff(time_s)))))
    known = np.isfinite(evidence)
    weight = uniform_filter1d(known.astype(float), frames, mode="nearest")
    total = uniform_filter1d(np.where(known, evidence, 0.0), frames, mode="nearest")
    return np.where(weight > 1e-9, total / np.maximum(weight, 1e-9), np.nan)
