"""Whether a signal can be judged in a frame, and if not, why, in plain words."""

from collections.abc import Callable
from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from posture_lab.figures import figure
from posture_lab.metrics.signals.neutral import Neutral
from posture_lab.metrics.signals.sight import Sight
from posture_lab.metrics.signals.spec import SIGNALS

MAX_YAW_DEG: Final = 25.0
"""Further from the side view than this, sagittal angles are not judged."""

_PARTS = {
    "the hips and shoulders": ("hip", "shoulder"),
    "the head": ("ear", "eye", "nose"),
    "the arms": ("elbow",),
    "the legs": ("knee", "ankle"),
    "the feet": ("heel", "foot_index"),
}


class Obstacle(IntEnum):
    """What keeps a signal from being judged in a frame; the first that applies."""

    NONE = 0
    NOBODY = 1
    NOT_FROM_THE_SIDE = 2
    OUT_OF_VIEW = 3
    VIEW_UNKNOWN = 4
    TOO_SMALL = 5
    NO_OUTLINE = 6


def obstacles(sight: Sight, signal: str) -> NDArray[np.int_]:
    """(T,) the Obstacle that keeps ``signal`` from being judged in each frame.

    Raises KeyError if there is no such signal.
    """
    spec = SIGNALS[signal]
    seen = np.all([sight.clear[name] for name in spec.needs], axis=0)
    tests = [
        (~sight.somebody, Obstacle.NOBODY),
        (sight.yaw_deg > MAX_YAW_DEG, Obstacle.NOT_FROM_THE_SIDE),
        (~sight.faced, Obstacle.VIEW_UNKNOWN),
        (~seen, Obstacle.OUT_OF_VIEW),
        (np.isnan(sight.yaw_deg), Obstacle.VIEW_UNKNOWN),
        (np.full(len(sight.time_s), not sight.large_enough), Obstacle.TOO_SMALL),
    ]
    if spec.outline is not None:
        tests.append((~sight.outlined[signal], Obstacle.NO_OUTLINE))
    return np.select([test for test, _ in tests], [int(code) for _, code in tests], 0)


def why_missing(
    sight: Sight,
    signal_name: str,
    *,
    start_s: float | None = None,
    end_s: float | None = None,
    neutral: Neutral | None = None,
) -> str | None:
    """Say in one sentence why a signal is not judged, or None where all of it is.

    The sentence names the most frequent reason among the frames that are not judged, and what
    to do about it. ``start_s`` and ``end_s`` look at a part of the clip, both included. Given a
    ``neutral``, a missing one counts as a reason for the signals that are relative to it.

    Raises KeyError if there is no such signal.
    """
    inside = np.ones(len(sight.time_s), dtype=bool)
    if start_s is not None:
        inside &= sight.time_s >= start_s
    if end_s is not None:
        inside &= sight.time_s <= end_s
    found = np.where(inside, obstacles(sight, signal_name), 0)
    if not found.any():
        if neutral is not None and neutral.source == "none" and SIGNALS[signal_name].relative:
            return neutral.reason or "There is no still moment to compare with."
        return None
    codes, counts = np.unique(found[found > 0], return_counts=True)
    obstacle = Obstacle(int(codes[np.argmax(counts)]))
    return _sentence(obstacle, sight, signal_name, found == obstacle)


def reasons(sight: Sight, neutral: Neutral) -> Callable[[str, float, float], str | None]:
    """Return :func:`why_missing` as (signal name, start_s, end_s) to a sentence.

    None also for a signal that no table shows: there are no better words for it.
    """

    def reason(signal_name: str, start_s: float, end_s: float) -> str | None:
        if signal_name not in SIGNALS:
            return None
        return why_missing(sight, signal_name, start_s=start_s, end_s=end_s, neutral=neutral)

    return reason


def _sentence(obstacle: Obstacle, sight: Sight, signal: str, frames: NDArray[np.bool_]) -> str:
    if obstacle is Obstacle.NOT_FROM_THE_SIDE:
        yaw = float(np.median(sight.yaw_deg[frames]))
        return (
            f"The camera is about {figure(yaw)} degrees away from a side view: "
            "put it straight to the side."
        )
    if obstacle is Obstacle.OUT_OF_VIEW:
        hidden = _most_hidden(sight, signal, frames)
        sentence = f"{hidden} cannot be seen clearly: stay in the picture, with nothing in front."
        return sentence[0].upper() + sentence[1:]
    return {
        Obstacle.NOBODY: "Nobody is in view: go where the camera sees you as a whole.",
        Obstacle.VIEW_UNKNOWN: "The camera angle cannot be told: put the camera at the side.",
        Obstacle.TOO_SMALL: "The person is too small in the picture: bring the camera closer.",
        Obstacle.NO_OUTLINE: (
            "The outline of the trunk is not clear: wear close-fitting clothes, "
            "keep the arms away from it, before a plain background."
        ),
    }[obstacle]


def _most_hidden(sight: Sight, signal: str, frames: NDArray[np.bool_]) -> str:
    needs = SIGNALS[signal].needs
    hidden = {
        part: sum(int((frames & ~sight.clear[name]).sum()) for name in names if name in needs)
        for part, names in _PARTS.items()
    }
    return max(hidden, key=lambda part: hidden[part])
