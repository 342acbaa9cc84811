"""The repetitions of a recorded clip, found by the same counter that counts live."""

import numpy as np

from posture_lab.metrics.counter import (
    PartialRepetition,
    Repetition,
    RepetitionCounter,
    RepetitionEvent,
)
from posture_lab.metrics.neutral import Neutral
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
    hold. The start pose is looked for around ``neutral`` when it holds the driving signal.
    """
    drive = movement.drive
    if drive is None:
        return (), ()
    return count_repetitions(
        signals.time_s,
        signals[drive.signal].values,
        drive,
        None if neutral is None else neutral.values.get(drive.signal),
        None if drive.companion is None else signals[drive.companion].values,
    )


def count_repetitions(
    time_s: Floats,
    values: Floats,
    drive: RepetitionDrive,
    neutral_value: float | None = None,
    companion: Floats | None = None,
) -> tuple[tuple[Repetition, ...], tuple[PartialRepetition, ...]]:
    """Count the repetitions of a recorded clip by feeding it through the online counter.

    Parameters
    ----------
    time_s, values : (T,) seconds and the driving signal; NaN frames were not seen.
    drive : which signal counts and how far it must go.
    neutral_value : the person's own neutral value of the signal, None if unknown.
    companion : (T,) the drive's companion signal, None if there is none.

    Returns
    -------
    The counted repetitions and the partial ones, each in order of time.
    """
    counter = RepetitionCounter(drive, neutral_value)
    beside = np.full(len(values), np.nan) if companion is None else companion
    events: list[RepetitionEvent] = []
    for moment, value, other in zip(time_s, values, beside, strict=True):
        events += counter.update(float(moment), float(value), companion=float(other))
    events += counter.finish()
    full = tuple(event for event in events if isinstance(event, Repetition))
    partial = tuple(event for event in events if isinstance(event, PartialRepetition))
    return full, partial
