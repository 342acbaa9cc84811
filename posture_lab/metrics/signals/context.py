"""Signals that no table shows but that counting and judging need: hands, both sides, the sole."""

from collections.abc import Mapping
from typing import Final

import numpy as np

from posture_lab.arrays import Floats
from posture_lab.metrics.signals.coarse import COARSE, HIP_HEIGHT, coarse_signals
from posture_lab.metrics.signals.geometry import side_body
from posture_lab.metrics.signals.lines import landmark_lines
from posture_lab.metrics.signals.signal import Signal, Signals
from posture_lab.metrics.signals.spec import SIGNALS
from posture_lab.metrics.signals.upright import upright
from posture_lab.pose.landmarks import Landmark, Side, on_side
from posture_lab.pose.sequence import PoseSequence

HAND_HEIGHT: Final = "hand_height_legs"
SIDE_DIFFERENCE: Final = "side_difference_deg"
SOLE_PITCH: Final = "sole_pitch_deg"
CUTS: Final = "cuts_before"
FOOT_STEP: Final = "foot_step_legs"

CONTEXT_SIGNALS: Final = (
    HAND_HEIGHT,
    SIDE_DIFFERENCE,
    SOLE_PITCH,
    FOOT_STEP,
    *COARSE.values(),
    HIP_HEIGHT,
    CUTS,
)
"""All of them, in the order in which ``with_context`` adds them."""

WHY_UNSEEN: Final[Mapping[str, str]] = {
    HAND_HEIGHT: "The hands or feet are not seen well enough.",
    SIDE_DIFFERENCE: "The far leg is hidden in this view, so the sides cannot be compared.",
}
"""Why a context signal is missing, in words for the person."""

_MIN_VISIBILITY: Final = 0.6
_HAND_ERROR_LEGS: Final = 0.08
"""The pose model's wrist is off by about 3 cm (twice that is the half-width of a 90 % interval)."""

_HEELS_SEEM_TO_LIFT: Final = 0.05
"""Of the knee's flexion: by so much the pose model lifts heels that stay on the floor, in rendered
squats of people who set errors."""

_SOLE_ERROR_DEG: Final = SIGNALS["ankle_dorsiflexion_deg"].base_error
"""The sole is what that angle errs by most."""

_HIDDEN_SOLE: Final = 4.0
"""Under wide trousers heels are guessed: with a visibility of 0.75 the error doubles."""

_STEP_S: Final = 1 / 3

_SIDE_ERROR_DEG: Final = 20.0
"""In a side view the far knee is half hidden: in rendered people whom nothing was set on it seems
to differ by up to 29 degrees where it does not."""


def with_context(signals: Signals, poses: PoseSequence) -> Signals:
    """Add the context signals to ``signals`` of the same frames.

    ``hand_height_legs``: height of the lower visible wrist over the ankles, in leg lengths; about
    1 when the arms hang in standing, 0.3 when the hand holds a weight on the floor.
    ``side_difference_deg``: knee flexion of left and right apart, unsigned.
    ``sole_pitch_deg``: toes up positive, between the landmarks. The networks, which were taught on
    soles that stay on the floor, see no heel lift. All are NaN where they are not seen.
    ``foot_step_legs``: how far the foot that moves more moves within a third of a second.
    ``cuts_before`` is how many cuts to another camera come before each frame. With them come the
    coarse signals of ``metrics/signals/coarse.py``, which need no side view.
    """
    context = {**_context(signals, poses), **coarse_signals(poses), CUTS: _cuts(poses)}
    return Signals(signals.time_s, {**signals.by_name, **context})


def _context(signals: Signals, poses: PoseSequence) -> Mapping[str, Signal]:
    hand = _hand_height(poses)
    knees = np.abs(_knee_flexion(poses, "left") - _knee_flexion(poses, "right"))
    return {
        HAND_HEIGHT: _signal(HAND_HEIGHT, hand, _HAND_ERROR_LEGS),
        SIDE_DIFFERENCE: _signal(SIDE_DIFFERENCE, knees, _SIDE_ERROR_DEG),
        SOLE_PITCH: _sole_pitch(signals, poses),
        FOOT_STEP: _signal(FOOT_STEP, _foot_step(poses), _HAND_ERROR_LEGS),
    }


def _cuts(poses: PoseSequence) -> Signal:
    cuts_s = np.sort(poses.cuts_s)
    before = np.searchsorted(cuts_s, poses.time_s, side="right").astype(float)
    return Signal(CUTS, before, np.zeros(len(poses)))


def _signal(name: str, values: Floats, error: float | Floats) -> Signal:
    return Signal(name, values, np.where(np.isnan(values), np.nan, error))


def _sole_pitch(signals: Signals, poses: PoseSequence) -> Signal:
    body = side_body(upright(poses))
    sole = landmark_lines(body).sole
    sole = sole + _HEELS_SEEM_TO_LIFT * signals["knee_flexion_deg"].values
    judged = np.isfinite(signals["ankle_dorsiflexion_deg"].values)
    hidden = 1.0 - np.minimum(body.visibility["heel"], body.visibility["foot_index"])
    error = _SOLE_ERROR_DEG * (1.0 + _HIDDEN_SOLE * np.clip(hidden, 0.0, 1.0))
    return _signal(SOLE_PITCH, np.where(judged, sole, np.nan), error)


def _hand_height(poses: PoseSequence) -> Floats:
    """(T,) in leg lengths; the leg is the long one of the clip, as a bent leg is no measure."""
    return (_lowest(poses, "ankle") - _lowest(poses, "wrist")) / _leg_px(poses)


def _foot_step(poses: PoseSequence) -> Floats:
    """(T,) in leg lengths, between the moments a sixth of a second before and after; NaN unseen."""
    last = len(poses) - 1
    if last < 1:
        return np.full(len(poses), np.nan)
    reach = max(1, round(_STEP_S / 2 / float(np.median(np.diff(poses.time_s)))))
    before = np.clip(np.arange(last + 1) - reach, 0, last)
    after = np.clip(np.arange(last + 1) + reach, 0, last)
    moved = []
    for side in ("left", "right"):
        ankle = _seen(poses, on_side("ankle", side))
        moved.append(np.hypot(*(ankle[after] - ankle[before]).T))
    return np.asarray(np.fmax(*moved) / _leg_px(poses))


def _leg_px(poses: PoseSequence) -> float:
    """The length of a leg in the picture, NaN where none is seen."""
    legs = np.stack([_leg(poses, "left"), _leg(poses, "right")])
    seen = legs[np.isfinite(legs)]
    return float(np.percentile(seen, 75)) if seen.size else np.nan


def _lowest(poses: PoseSequence, name: str) -> Floats:
    """(T,) picture height of the lower of the two landmarks that are seen."""
    both = np.stack([_seen(poses, on_side(name, side))[:, 1] for side in ("left", "right")])
    lowest = np.where(np.isnan(both), -np.inf, both).max(axis=0)
    return np.where(np.isfinite(lowest), lowest, np.nan)


def _leg(poses: PoseSequence, side: Side) -> Floats:
    hip, knee, ankle = (_seen(poses, on_side(name, side)) for name in ("hip", "knee", "ankle"))
    lengths: Floats = np.linalg.norm(knee - hip, axis=1) + np.linalg.norm(ankle - knee, axis=1)
    return lengths


def _knee_flexion(poses: PoseSequence, side: Side) -> Floats:
    """(T,) 180 minus the angle hip-knee-ankle in the picture, unsigned."""
    hip, knee, ankle = (_seen(poses, on_side(name, side)) for name in ("hip", "knee", "ankle"))
    thigh, shank = knee - hip, ankle - knee
    across = thigh[:, 0] * shank[:, 1] - thigh[:, 1] * shank[:, 0]
    flexion: Floats = np.degrees(np.abs(np.arctan2(across, np.sum(thigh * shank, axis=1))))
    return flexion


def _seen(poses: PoseSequence, landmark: Landmark) -> Floats:
    """(T, 2) a landmark's pixels, NaN where the pose model guesses."""
    visible = poses.visibility[:, landmark] >= _MIN_VISIBILITY
    return np.where(visible[:, None], poses.landmarks_px[:, landmark], np.nan)
