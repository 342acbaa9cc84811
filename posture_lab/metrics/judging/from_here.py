"""Repetitions that were counted from where their form cannot be judged."""

from collections.abc import Callable
from typing import Final

import numpy as np

from posture_lab.metrics.signals.in_view import Obstacle, obstacles, why_missing
from posture_lab.metrics.signals.sight import Sight

MOST_OF_IT: Final = 0.5
"""Seen from elsewhere than the side for this share of it, a repetition is not judged."""

_FROM_ELSEWHERE: Final = (Obstacle.NOT_FROM_THE_SIDE, Obstacle.VIEW_UNKNOWN)
_LINE: Final = "trunk_inclination_deg"

WhyNot = Callable[[float, float], str | None]


def why_not_from_here(sight: Sight) -> WhyNot:
    """Return (start_s, end_s) to why the form of what happened then cannot be judged, or None.

    Where the camera was not at the side most of the time nothing is judged, whatever a few frames
    may have shown; the reason says where to put the camera.
    """
    elsewhere = np.isin(obstacles(sight, _LINE), _FROM_ELSEWHERE)

    def why_not(start_s: float, end_s: float) -> str | None:
        found = elsewhere[(sight.time_s >= start_s) & (sight.time_s <= end_s)]
        if not len(found) or found.mean() < MOST_OF_IT:
            return None
        why = why_missing(sight, _LINE, start_s=start_s, end_s=end_s) or "the view is not clear."
        return f"Form cannot be judged from here: {why[:1].lower()}{why[1:]}"

    return why_not
