"""What the person's rest is called: standing, sitting, kneeling or lying, as the movement asks."""

from collections.abc import Mapping
from typing import Final

from posture_lab.analysis.result import Analysis
from posture_lab.movements.catalogue import MOVEMENTS
from posture_lab.movements.record import Posture

_OWN: Final[Mapping[Posture | None, str]] = {
    "standing": "your own standing posture",
    "sitting": "your own sitting posture",
    "kneeling": "your own kneeling posture",
    "lying": "your own lying posture",
    None: "your own posture at rest",
}
_AT_REST: Final[Mapping[Posture | None, str]] = {
    "standing": "standing at rest",
    "sitting": "sitting at rest",
    "kneeling": "kneeling at rest",
    "lying": "lying at rest",
    None: "at rest",
}
_FRAMING: Final[Mapping[Posture | None, str]] = {
    "sitting": "Keep head, trunk, hips and knees in the picture, with some room around them.",
}
_WHOLE_BODY: Final = "Keep the whole body in the picture, from head to feet, with some room around."
_STILL: Final[Mapping[Posture | None, str]] = {
    "standing": "Stand quietly for two seconds before the first repetition.",
    "sitting": "Sit as you usually do for a few seconds, without turning or reaching.",
    "kneeling": "Kneel quietly for two seconds before the first repetition.",
    "lying": "Lie quietly for two seconds before the first repetition.",
    None: "Keep still for two seconds before the first repetition.",
}


def posture_of(analysis: Analysis) -> Posture | None:
    """Return how the person is at rest in what was done; None where that was not recognised."""
    movement = MOVEMENTS.get(analysis.movement.id or "")
    return None if movement is None else movement.posture


def own_posture(posture: Posture | None) -> str:
    """Return ``"your own sitting posture"``."""
    return _OWN[posture]


def at_rest(posture: Posture | None) -> str:
    """Return ``"sitting at rest"``; ``"at rest"`` where the posture is not known."""
    return _AT_REST[posture]


def framing(posture: Posture | None) -> str:
    """Return what of the person the picture has to show, as a tip for filming."""
    return _FRAMING.get(posture, _WHOLE_BODY)


def keep_still(posture: Posture | None) -> str:
    """Return how to begin, so that there is a neutral, as a tip for filming."""
    return _STILL[posture]
