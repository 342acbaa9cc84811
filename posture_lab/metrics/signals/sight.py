"""What could be seen of a person, frame by frame: why signals are judged or not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from posture_lab.arrays import Bools, Floats
from posture_lab.metrics.signals.geometry import BODY_POINTS, SideBody, side_body
from posture_lab.metrics.signals.outline_edges import Stretch, stations
from posture_lab.metrics.signals.spec import SIGNALS
from posture_lab.pose.sequence import PoseSequence

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


@dataclass(frozen=True, slots=True)
class Sight:
    """T frames of what could be seen.

    Attributes
    ----------
    time_s : (T,) seconds.
    somebody : (T,) whether anybody is followed.
    faced : (T,) whether it is known which way they face.
    yaw_deg : (T,) how far the camera is off the side view, unsigned; NaN where unknown.
    clear : name of BODY_POINTS to (T,) whether that near-side point is seen, not guessed.
    outlined : signal name to (T,) whether the stretch of the outline that it reads is whole; only
        signals that read one.
    large_enough : whether the person is large enough in the picture.
    """

    time_s: Floats
    somebody: Bools
    faced: Bools
    yaw_deg: Floats
    clear: Mapping[str, Bools]
    outlined: Mapping[str, Bools]
    large_enough: bool


def sight_of(poses: PoseSequence, body: SideBody | None = None) -> Sight:
    """Return what could be seen in ``poses``; ``body`` is their near side, if it is at hand."""
    near = side_body(poses) if body is None else body
    return Sight(
        time_s=poses.time_s,
        somebody=np.asarray(np.isfinite(poses.landmarks_px[..., 0]).any(axis=1)),
        faced=~np.isnan(near.facing),
        yaw_deg=near.yaw_deg,
        clear={name: _clear(near, name) for name in BODY_POINTS},
        outlined={
            name: _whole(poses, spec.outline)
            for name, spec in SIGNALS.items()
            if spec.outline is not None
        },
        large_enough=not near.trunk_px < MIN_TRUNK_PX,
    )


def _clear(body: SideBody, name: str) -> Bools:
    clear = body.visibility[name] >= MIN_VISIBILITY
    return clear & np.isfinite(body.points[name]).all(axis=1)


def _whole(poses: PoseSequence, stretch: Stretch) -> Bools:
    edge = poses.outline[:, stations(stretch.low, stretch.high), stretch.edge]
    steps = np.abs(np.diff(edge, axis=1))
    return np.asarray((steps <= MAX_OUTLINE_STEP).all(axis=1))  # False where NaN
