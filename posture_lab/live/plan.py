"""What a practice consists of: sets, repetitions or holds, and rests, from the movement's dose."""

from dataclasses import dataclass
from typing import Final, Literal

from posture_lab.movements.record import Movement

Begin = Literal["ready", "timer", "gesture"]

REST_S: Final = 45.0
"""Rest between sets. Product decision: enough to speak a sentence without panting."""

DEFAULT_HOLD_S: Final = 30.0
DEFAULT_REPETITIONS: Final = 8
COUNTDOWN_S: Final = 3.0
TIMER_S: Final = 10.0


@dataclass(frozen=True, slots=True)
class Plan:
    """One practice of one movement.

    Attributes
    ----------
    movement : what is practised.
    sets : how many.
    repetitions : per set; None for a hold.
    hold_s : seconds per hold; None for repetitions.
    rest_s : seconds between sets.
    begin : what starts the first set once the person is in position: nothing more ("ready"), ten
        seconds ("timer"), or both hands raised ("gesture").
    """

    movement: Movement
    sets: int
    repetitions: int | None
    hold_s: float | None
    rest_s: float = REST_S
    begin: Begin = "ready"

    @property
    def gestures(self) -> bool:
        """Whether raised hands mean start or stop: not when the arms go up anyway."""
        drive = self.movement.drive
        return drive is None or drive.signal != "shoulder_flexion_deg"


def plan_for(movement: Movement, begin: Begin = "ready") -> Plan:
    """Return the plan that the movement's dose asks for; the upper end of each range."""
    dose = movement.dose
    sets = dose.sets[1] if dose.sets else 1
    if movement.kind == "hold":
        return Plan(movement, sets, None, dose.hold_s[1] if dose.hold_s else DEFAULT_HOLD_S)
    repetitions = dose.repetitions[1] if dose.repetitions else DEFAULT_REPETITIONS
    return Plan(movement, sets, repetitions, None, begin=begin)
