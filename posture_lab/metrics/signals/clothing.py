"""Whether the clothes follow the body, or are so loose that they hide the trunk's shape."""

from typing import Final, Literal

import numpy as np

from posture_lab.metrics.learned.ensemble import ask
from posture_lab.metrics.learned.features import TRUNK_EDGES, body_features
from posture_lab.metrics.learned.reading import ENOUGH_OUTLINE
from posture_lab.metrics.signals.geometry import side_body
from posture_lab.metrics.signals.in_view import MAX_YAW_DEG
from posture_lab.metrics.signals.upright import upright
from posture_lab.pose.sequence import PoseSequence

Clothing = Literal["tight", "loose", "cannot_tell"]

LOOSE: Final = (
    "The clothes look loose, so pelvis, back and ribs are less sure: close-fitting ones help."
)

SURE: Final = 0.6
"""Log-odds beyond which the networks are taken at their word: in rendered people they never saw,
that is so for just over half of them, and right for nine in ten of these."""

MOST_FRAMES: Final = 90
"""Frames looked at, spread over the clip: clothes do not change."""


def judge_clothing(poses: PoseSequence) -> Clothing:
    """Judge a person's clothes over a whole clip, by the outline of trunk and near leg.

    "cannot_tell" where nobody is seen from the side with an outline, and where the networks are
    not sure. A shirt that hangs a little may be called either.
    """
    poses = upright(poses)
    body = side_body(poses)
    features = body_features(body, poses)
    outlined = np.isfinite(features[:, TRUNK_EDGES]).mean(axis=1) >= ENOUGH_OUTLINE
    seen = outlined & (body.yaw_deg <= MAX_YAW_DEG) & np.isfinite(features[:, 0])
    rows = np.flatnonzero(seen)
    if not len(rows):
        return "cannot_tell"
    spread = rows[np.unique(np.linspace(0, len(rows) - 1, MOST_FRAMES).astype(int))]
    log_odds = float(ask(features[spread]).loose.mean())
    if abs(log_odds) < SURE:
        return "cannot_tell"
    return "loose" if log_odds > 0 else "tight"
