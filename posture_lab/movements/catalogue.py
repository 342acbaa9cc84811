"""All the movements the product knows, by id."""

from collections.abc import Mapping
from typing import Final

from posture_lab.errors import InputFileError
from posture_lab.movements.deadlift import DEADLIFT
from posture_lab.movements.desk import DESK
from posture_lab.movements.hip_hinge import HIP_HINGE
from posture_lab.movements.overhead_reach import OVERHEAD_REACH
from posture_lab.movements.record import Movement
from posture_lab.movements.squat import SQUAT
from posture_lab.movements.standing import STANDING

MOVEMENTS: Final[Mapping[str, Movement]] = {
    record.id: record for record in (HIP_HINGE, DEADLIFT, SQUAT, OVERHEAD_REACH, STANDING, DESK)
}
"""Every movement by id, in the order they are listed to people."""


def movement(movement_id: str) -> Movement:
    """Return the record of one movement.

    Raises
    ------
    InputFileError
        If there is no such movement; the message lists those there are.
    """
    try:
        return MOVEMENTS[movement_id]
    except KeyError:
        known = ", ".join(MOVEMENTS)
        raise InputFileError(
            f"There is no movement called {movement_id!r}: use one of {known}, or auto."
        ) from None
