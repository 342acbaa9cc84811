"""Repetitions that were counted from where their form cannot be judged."""

from dataclasses import replace
from typing import Final

import numpy as np

from posture_lab.metrics.geometry import side_body
from posture_lab.metrics.in_view import Obstacle, obstacles, why_missing
from posture_lab.metrics.judgement import Judgement
from posture_lab.pose.sequence import PoseSequence

MOST_OF_IT: Final = 0.5
"""Seen from elsewhere than the side for this share of it, a repetition is not judged."""

_FROM_ELSEWHERE: Final = (Obstacle.NOT_FROM_THE_SIDE, Obstacle.VIEW_UNKNOWN)
_LINE: Final = "trunk_inclination_deg"


def as_seen_from_here(
    judgement: Judgement, poses: PoseSequence, start_s: float, end_s: float
) -> Judgement:
    """Return the judgement of what happened from ``start_s`` to ``end_s``, or that there is none.

    Where the camera was not at the side most of the time there is no score and no cue, whatever a
    few frames may have shown; the reason says so, and where to put the camera.
    """
    found = obstacles(poses, side_body(poses), _LINE)
    found = found[(poses.time_s >= start_s) & (poses.time_s <= end_s)]
    if not len(found) or np.isin(found, _FROM_ELSEWHERE).mean() < MOST_OF_IT:
        return judgement
    why = why_missing(poses, _LINE, start_s=start_s, end_s=end_s) or judgement.reason or ""
    reason = f"Form cannot be judged from here: {why[:1].lower()}{why[1:]}"
    return replace(judgement, score=None, verdict="cannot_judge", reason=reason, cues=())
