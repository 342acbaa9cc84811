"""What to say to somebody who gives no still neutral."""

from collections.abc import Mapping
from typing import Final

from posture_lab.live.setup import Advice
from posture_lab.metrics.signals.unrest import Unrest
from posture_lab.movements.record import Posture

_PARTS: Final = {"shoulder": "shoulders", "hip": "hips", "knee": "knees"}
_POSTURE: Final[Mapping[Posture, Mapping[str, tuple[str, str]]]] = {
    "standing": {
        "trunk_inclination_deg": ("the trunk leans; come upright", "Stand upright."),
        "hip_flexion_deg": ("the hips are bent; stand up fully", "Stand up fully."),
        "knee_flexion_deg": ("the knees are bent; straighten them", "Straighten the knees."),
        "shoulder_flexion_deg": ("the arms are raised; let them hang", "Let the arms hang."),
    },
    "sitting": {
        "trunk_inclination_deg": ("the trunk leans far; sit as you usually do", "Sit upright."),
        "hip_flexion_deg": ("the hips are not bent; sit down", "Sit down."),
    },
}
_ELSE: Final = ("the body is not yet in the starting position", "Starting position, please.")
_UNSEEN: Final = ("shoulders and hips are not seen clearly; clear the view", "Clear the view.")


def unrest_advice(unrest: Unrest, posture: Posture) -> Advice:
    """Return what is in the way of an own neutral and what to do about it."""
    if unrest.kind == "moves":
        part = _PARTS[unrest.part]
        why = f"you are moving, the {part} most; keep still for a second"
        say = f"Keep the {part} still."
    elif unrest.kind == "posture":
        why, say = _POSTURE.get(posture, {}).get(unrest.part, _ELSE)
    else:
        why, say = _UNSEEN
    return Advice(f"{unrest.kind}:{unrest.part}", f"No neutral of your own yet: {why}.", say)
