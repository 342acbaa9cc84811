"""Whether a signal can be judged in a frame, and if not, why, in plain words."""

from collections.abc import Callable
from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from posture_lab.metrics.geometry import SideBody, side_body
from posture_lab.metrics.neutral import Neutral
from posture_lab.metrics.outline_edges import stations
from posture_lab.metrics.spec import SIGNALS, Stretch
from posture_lab.pose.sequence import PoseSequence

MAX_YAW_DEG: Final = 25.0
"""Further from the side view than this, sagittal angles are not judged."""

MIN_VISIBILITY: Final = 0.5
"""A landmark the pose model itself gives less than this is a guess."""

MIN_TRUNK_PX: Final = 24.0
"""With a shorter trunk a landmark that is one pixel off turns it by more than 2 degrees."""

MAX_OUTLINE_STEP: Final = 0.2
"""From one station to the next, in trunk lengths. Hair that hangs over the back, an elbow, the edge
of a shirt make steps of 0.06 to 0.15 in real people whose back is seen well otherwise, and the
networks allow for them in the error they state; a chair's back or somebody else's arm makes larger
ones. A limit of 0.06, which rendered people keep to, refused half of the frames of a person in
close-fitting clothes before a white wall."""

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


def obstacles(poses: PoseSequence, body: SideBody, signal: str) -> NDArray[np.int_]:
    """(T,) the Obstacle that keeps ``signal`` from being judged in each frame.

    Raises KeyError if there is no such signal.
    """
    nobody = ~np.isfinite(poses.landmarks_px[..., 0]).any(axis=1)
    spec = SIGNALS[signal]
    seen = np.all([_seen(body, name) for name in spec.needs], axis=0)
    small = np.full(len(poses), bool(body.trunk_px < MIN_TRUNK_PX))
    tests = [
        (nobody, Obstacle.NOBODY),
        (body.yaw_deg > MAX_YAW_DEG, Obstacle.NOT_FROM_THE_SIDE),
        (np.isnan(body.facing), Obstacle.VIEW_UNKNOWN),
        (~seen, Obstacle.OUT_OF_VIEW),
        (np.isnan(body.yaw_deg), Obstacle.VIEW_UNKNOWN),
        (small, Obstacle.TOO_SMALL),
    ]
    if spec.outline is not None:
        tests.append((~_outline_seen(poses, spec.outline), Obstacle.NO_OUTLINE))
    return np.select([test for test, _ in tests], [int(code) for _, code in tests], 0)


def why_missing(
    poses: PoseSequence,
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
    body = side_body(poses)
    inside = np.ones(len(poses), dtype=bool)
    if start_s is not None:
        inside &= poses.time_s >= start_s
    if end_s is not None:
        inside &= poses.time_s <= end_s
    found = np.where(inside, obstacles(poses, body, signal_name), 0)
    if not found.any():
        if neutral is not None and neutral.source == "none" and SIGNALS[signal_name].relative:
            return neutral.reason or "There is no still standing moment to compare with."
        return None
    codes, counts = np.unique(found[found > 0], return_counts=True)
    obstacle = Obstacle(int(codes[np.argmax(counts)]))
    return _sentence(obstacle, body, signal_name, found == obstacle)


def reasons(poses: PoseSequence, neutral: Neutral) -> Callable[[str, float, float], str | None]:
    """Return :func:`why_missing` of these poses as (signal name, start_s, end_s) to a sentence.

    None also for a signal that no table shows: there are no better words for it.
    """

    def reason(signal_name: str, start_s: float, end_s: float) -> str | None:
        if signal_name not in SIGNALS:
            return None
        return why_missing(poses, signal_name, start_s=start_s, end_s=end_s, neutral=neutral)

    return reason


def _seen(body: SideBody, name: str) -> NDArray[np.bool_]:
    clear = body.visibility[name] >= MIN_VISIBILITY
    return clear & np.isfinite(body.points[name]).all(axis=1)


def _outline_seen(poses: PoseSequence, stretch: Stretch) -> NDArray[np.bool_]:
    edge = poses.outline[:, stations(stretch.low, stretch.high), stretch.edge]
    steps = np.abs(np.diff(edge, axis=1))
    return np.asarray((steps <= MAX_OUTLINE_STEP).all(axis=1))  # False where NaN


def _sentence(obstacle: Obstacle, body: SideBody, signal: str, frames: NDArray[np.bool_]) -> str:
    if obstacle is Obstacle.NOT_FROM_THE_SIDE:
        yaw = float(np.median(body.yaw_deg[frames]))
        return (
            f"The camera is about {yaw:.0f} degrees away from a side view: "
            "put it straight to the side."
        )
    if obstacle is Obstacle.OUT_OF_VIEW:
        hidden = _most_hidden(body, signal, frames)
        sentence = f"{hidden} cannot be seen clearly: stay in the picture from head to feet."
        return sentence[0].upper() + sentence[1:]
    return {
        Obstacle.NOBODY: "Nobody is in view: stand where the camera sees you from head to feet.",
        Obstacle.VIEW_UNKNOWN: "The camera angle cannot be told: put the camera at the side.",
        Obstacle.TOO_SMALL: "The person is too small in the picture: bring the camera closer.",
        Obstacle.NO_OUTLINE: (
            "The outline of the trunk is not clear: wear close-fitting clothes, "
            "keep the arms away from it, before a plain background."
        ),
    }[obstacle]


def _most_hidden(body: SideBody, signal: str, frames: NDArray[np.bool_]) -> str:
    needs = SIGNALS[signal].needs
    hidden = {
        part: sum(int((frames & ~_seen(body, name)).sum()) for name in names if name in needs)
        for part, names in _PARTS.items()
    }
    return max(hidden, key=lambda part: hidden[part])
