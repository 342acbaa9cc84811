"""The repetitions of a recorded clip, found by the same counter that counts live."""

import numpy as np

from posture_lab.metrics.context import HAND_HEIGHT
from posture_lab.metrics.counter import RepetitionCounter
from posture_lab.metrics.neutral import Neutral
from posture_lab.metrics.repetition import PartialRepetition, Repetition, RepetitionEvent
from posture_lab.metrics.signals import Floats, Signals
from posture_lab.movements.record import Movement, RepetitionDrive

__all__ = [
    "PartialRepetition",
    "Repetition",
    "RepetitionCounter",
    "RepetitionEvent",
    "count_repetitions",
    "find_repetitions",
]

Counted = tuple[tuple[Repetition, ...], tuple[PartialRepetition, ...]]


def find_repetitions(
    signals: Signals, movement: Movement, neutral: Neutral | None = None
) -> Counted:
    """Count a movement's repetitions in the signals of a clip.

    Returns the counted repetitions and the partial ones, each in order of time; nothing for a
    hold. The start pose is looked for around ``neutral`` when it holds the driving signal. With
    ``hand_height_legs`` among the signals (see ``with_context``), bends that pick up or set down
    a weight are told apart.
    """
    drive = movement.drive
    if drive is None:
        return (), ()
    return count_repetitions(
        signals.time_s,
        signals[drive.signal].values,
        drive,
        None if neutral is None else neutral.values.get(drive.signal),
        companion=None if drive.companion is None else signals[drive.companion].values,
        hand=signals[HAND_HEIGHT].values if HAND_HEIGHT in signals else None,
    )


def count_repetitions(
    time_s: Floats,
    values: Floats,
    drive: RepetitionDrive,
    neutral_value: float | None = None,
    *,
    companion: Floats | None = None,
    hand: Floats | None = None,
) -> tuple[tuple[Repetition, ...], tuple[PartialRepetition, ...]]:
    """Count the repetitions of a recorded clip by feeding it through the online counter.

    Parameters
    ----------
    time_s, values : (T,) seconds and the driving signal; NaN frames were not seen.
    drive : which signal counts and how far it must go.
    neutral_value : the person's own neutral value of the signal, None if unknown.
    companion : (T,) the drive's companion signal, None if there is none.
    hand : (T,) height of the lower hand over the ankle in leg lengths, None if unknown.

    Returns
    -------
    The counted repetitions and the partial ones, each in order of time.
    """
    counter = RepetitionCounter(drive, neutral_value)
    unknown = np.full(len(values), np.nan)
    beside = unknown if companion is None else companion
    hands = unknown if hand is None else hand
    events: list[RepetitionEvent] = []
    for moment, value, other, height in zip(time_s, values, beside, hands, strict=True):
        events += counter.update(
            float(moment), float(value), companion=float(other), hand=float(height)
        )
    events += counter.finish()
    full = tuple(event for event in events if isinstance(event, Repetition))
    partial = [event for event in events if isinstance(event, PartialRepetition)]
    return full, tuple(sorted(partial, key=lambda event: event.start_s))
