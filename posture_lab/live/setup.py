"""Set-up coach: can this person be seen well enough to begin, and what to change if not."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from posture_lab.metrics.signals.closer_view import with_closer_view
from posture_lab.movements.record import Movement
from posture_lab.pose.landmarks import Landmark, on_side
from posture_lab.pose.sequence import PoseSequence
from posture_lab.pose.view import SIDE_LIMIT_DEG, estimate_view, with_view

DARK: Final = 45.0
"""Mean picture brightness (0 to 255) below which the pose model starts to guess."""

FAR: Final = 0.36
"""Whose body fills less of the picture's height, from nose to ankles, is asked to come closer: in
pictures made smaller and smaller the pose model finds the body down to 0.31, and nobody at 0.28."""

_SEEN: Final = 0.5
_MOSTLY: Final = 0.6


@dataclass(frozen=True, slots=True)
class Advice:
    """What the coach says. ``id`` names the finding; "ready" is the only good one."""

    id: str
    text: str
    say: str

    @property
    def ready(self) -> bool:
        """Whether the person can begin."""
        return self.id == "ready"


READY: Final = Advice("ready", "You are in position. Stand tall and still.", "Ready. Stand still.")
READY_STANDING: Final = Advice(
    "ready", "You are in position. Stand as you usually do.", "Ready. Stand still."
)
"""For a look at how somebody stands: whoever is told to stand tall does so."""
READY_SITTING: Final = Advice(
    "ready", "You are in position. Sit as you usually do.", "Ready. Sit still."
)
LOOKING: Final = Advice("looking", "A moment: looking at the picture.", "")
"""Before anything is known."""
NOBODY: Final = Advice(
    "nobody",
    "Step into the picture, side on to the camera; come closer if you are far away.",
    "Step in.",
)
NOBODY_SITTING: Final = Advice(
    "nobody",
    "Sit in the picture, side on to the camera; bring it closer if you are far away.",
    "Sit in the picture.",
)
DARKNESS: Final = Advice(
    "dark", "The picture is dark: turn on a light or face a window.", "More light, please."
)
OTHERS: Final = Advice(
    "others",
    "More than one person is in the picture: ask the others to step out for a moment.",
    "Only you in the picture, please.",
)
HEAD: Final = Advice(
    "head", "Step back, or tilt the camera up, until your head is in the picture.", "Step back."
)
HEAD_SITTING: Final = Advice(
    "head", "Tilt the camera up, or move it back, until your head is in the picture.", "Camera up."
)
FEET: Final = Advice(
    "feet", "Step back, or tilt the camera down, until your feet are in the picture.", "Step back."
)
SIDES: Final = Advice("sides", "Move towards the middle of the picture.", "To the middle.")
TOO_FAR: Final = Advice("far", "Come a little closer to the camera.", "Come closer.")
TURN: Final = Advice(
    "turn", "Turn until one shoulder points at the camera, for a clean side view.", "Turn sideways."
)
HIDDEN: Final = Advice(
    "hidden",
    "Some joints are hidden: clear the space between you and the camera.",
    "Clear the view.",
)


def advise(
    poses: PoseSequence, movement: Movement, *, brightness: float | None, people: int | None
) -> Advice:
    """Return the first thing to change, or that all is well.

    Parameters
    ----------
    poses : the last half second or so, raw.
    movement : what will be practised; a desk check does not need the legs.
    brightness : mean of the picture, 0 to 255; None when not measured yet.
    people : how many were found; None when nobody looked yet.
    """
    sitting = movement.posture == "sitting"
    if brightness is not None and brightness < DARK:
        return DARKNESS
    found = np.asarray(np.isfinite(poses.landmarks_px[..., 0]).any(axis=1))
    if len(poses) == 0 or found.mean() < _MOSTLY:
        return NOBODY_SITTING if sitting else NOBODY
    if people is not None and people > 1:
        return OTHERS
    return _framing(poses, found, sitting=sitting) or _angle(poses, movement) or _ready(movement)


def _ready(movement: Movement) -> Advice:
    if movement.posture == "sitting":
        return READY_SITTING
    return READY_STANDING if movement.kind == "hold" else READY


def _framing(poses: PoseSequence, found: NDArray[np.bool_], *, sitting: bool) -> Advice | None:
    """Whether the parts that are needed lie inside the picture, large enough, unhidden."""
    points = np.median(poses.landmarks_px[found], axis=0)
    visibility = np.median(poses.visibility[found], axis=0)
    width, height = poses.image_size_px
    head = points[Landmark.NOSE]
    feet = points[[Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE]]
    if head[1] < 0.01 * height:
        return HEAD_SITTING if sitting else HEAD
    if not sitting and feet[:, 1].max() > 0.99 * height:
        return FEET
    trunk = points[[Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER, Landmark.LEFT_HIP]]
    if trunk[:, 0].min() < 0.03 * width or trunk[:, 0].max() > 0.97 * width:
        return SIDES
    if not sitting and feet[:, 1].max() - head[1] < FAR * height:
        return TOO_FAR
    names = ("shoulder", "hip") if sitting else ("shoulder", "hip", "knee", "ankle")
    if max(_least_visible(visibility, names)) < _SEEN:
        return HIDDEN
    return None


def _least_visible(visibility: NDArray[np.float64], names: tuple[str, ...]) -> tuple[float, float]:
    """For each body side, how well its worst seen joint is seen."""
    left, right = (
        min(float(visibility[on_side(name, side)]) for name in names) for side in ("left", "right")
    )
    return left, right


def _angle(poses: PoseSequence, movement: Movement) -> Advice | None:
    if movement.view != "side":
        return None
    view = with_closer_view(with_view(poses, estimate_view(poses))).view
    assert view is not None
    return None if view.kind == "side" and view.yaw_deg <= SIDE_LIMIT_DEG else TURN
