"""What a practice consists of: sets, repetitions or holds, and rests, from the movement's dose."""

from dataclasses import dataclass
from typing import Final, Literal

from posture_lab.movements.record import REST_S, Breath, Movement

Begin = Literal["ready", "timer", "gesture"]

DEFAULT_HOLD_S: Final = 30.0
DEFAULT_REPETITIONS: Final = 8
COUNTDOWN_S: Final = 3.0
TIMER_S: Final = 10.0
STOPS_S: Final = (30, 60, 90)
"""After so many seconds a set may end instead of after its repetitions."""


SETS: Final = (1, 2, 3, 4, 5, 6)
RESTS_S: Final = (15, 30, 45, 60, 90, 120)
"""What there is to choose from instead of the movement's dose."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One practice of one movement.

    Attributes
    ----------
    movement : what is practised.
    sets : how many.
    repetitions : per set; None for a hold.
    hold_s : seconds per hold; None for repetitions.
    breath : the pace of a hold that is counted in breaths; None for one counted in seconds.
    rest_s : seconds between sets.
    begin : what starts the first set once the person is in position: nothing more ("ready"), ten
        seconds ("timer"), or both hands raised ("gesture").
    stop_after_s : seconds after which a set of repetitions ends, however many there are by then;
        None ends it after ``repetitions``.
    """

    movement: Movement
    sets: int
    repetitions: int | None
    hold_s: float | None
    rest_s: float = REST_S
    breath: Breath | None = None
    begin: Begin = "ready"
    stop_after_s: float | None = None

    def left_s(self, passed_s: float, held_s: float) -> float | None:
        """Seconds left of a set that began ``passed_s`` ago, of which the hold lasts ``held_s``.

        None where neither a hold nor a timer ends it.
        """
        if self.hold_s is not None:
            return max(0.0, self.hold_s - held_s)
        if self.stop_after_s is not None:
            return max(0.0, self.stop_after_s - passed_s)
        return None

    @property
    def gestures(self) -> bool:
        """Whether raised hands mean start or stop: not when the arms go up anyway."""
        drive = self.movement.drive
        return drive is None or drive.signal != "shoulder_flexion_deg"


def plan_for(
    movement: Movement,
    begin: Begin = "ready",
    stop_after_s: float | None = None,
    *,
    sets: int | None = None,
    rest_s: float | None = None,
) -> Plan:
    """Return the plan that the movement's dose asks for; the upper end of each range.

    ``sets`` and ``rest_s`` are the person's own choice, None for the dose's. A hold has a time of
    its own: ``stop_after_s`` changes nothing there.
    """
    dose = movement.dose
    if sets is None:
        sets = dose.sets[1] if dose.sets else 1
    rest_s = dose.rest_s if rest_s is None else rest_s
    if movement.kind == "hold":
        hold_s = dose.hold_s[1] if dose.hold_s else DEFAULT_HOLD_S
        breath = None
        if dose.breaths is not None:
            breath = dose.breath
            hold_s = dose.breaths[1] * breath.total_s
        return Plan(movement, sets, None, hold_s, rest_s, breath, begin)
    repetitions = dose.repetitions[1] if dose.repetitions else DEFAULT_REPETITIONS
    return Plan(movement, sets, repetitions, None, rest_s, begin=begin, stop_after_s=stop_after_s)
