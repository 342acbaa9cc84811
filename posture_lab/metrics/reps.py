"""The repetitions of a recorded clip, found by the same counter that counts live."""

from typing import TypeVar

import numpy as np

from posture_lab.metrics.context import HAND_HEIGHT
from posture_lab.metrics.counter import RepetitionCounter
from posture_lab.metrics.driving import driving_values
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

Event = TypeVar("Event", Repetition, PartialRepetition)
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
        driving_values(signals, drive),
        drive,
        None if neutral is None else neutral.values.get(drive.signal),
        companion=_values(signals, drive.companion),
        hand=_values(signals, HAND_HEIGHT),
        knee=_values(signals, "knee_flexion_deg"),
    )


def _values(signals: Signals, name: str | None) -> Floats | None:
    return None if name is None or name not in signals else signals[name].values


def count_repetitions(
    time_s: Floats,
    values: Floats,
    drive: RepetitionDrive,
    neutral_value: float | None = None,
    *,
    companion: Floats | None = None,
    hand: Floats | None = None,
    knee: Floats | None = None,
) -> tuple[tuple[Repetition, ...], tuple[PartialRepetition, ...]]:
    """Count the repetitions of a recorded clip by feeding it through the online counter.

    It goes through twice: the first time tells how far the person usually goes, so that an
    unfinished first bend is not taken for a full one.

    Parameters
    ----------
    time_s, values : (T,) seconds and the driving signal; NaN frames were not seen.
    drive : which signal counts and how far it must go.
    neutral_value : the person's own neutral value of the signal, None if unknown.
    companion : (T,) the drive's companion signal, None if there is none.
    hand : (T,) height of the lower hand over the ankle in leg lengths, None if unknown.
    knee : (T,) knee flexion in degrees, None if unknown.

    Returns
    -------
    The counted repetitions and the partial ones, each in order of time.
    """
    unknown = np.full(len(values), np.nan)
    beside = [unknown if each is None else each for each in (companion, hand, knee)]
    frames = np.stack([time_s, values, *beside], axis=1)
    first = RepetitionCounter(drive, neutral_value, in_hindsight=True)
    _feed(first, frames)
    counter = RepetitionCounter(drive, neutral_value, first.usual_excursion, in_hindsight=True)
    events = _feed(counter, frames)
    full = [event for event in events if isinstance(event, Repetition)]
    partial = [event for event in events if isinstance(event, PartialRepetition)]
    return _in_order(full), _in_order(partial)


def _feed(counter: RepetitionCounter, frames: Floats) -> list[RepetitionEvent]:
    events: list[RepetitionEvent] = []
    for time_s, value, companion, hand, knee in frames.tolist():
        events += counter.update(time_s, value, companion=companion, hand=hand, knee=knee)
    return events + counter.finish()


def _in_order(events: list[Event]) -> tuple[Event, ...]:
    return tuple(sorted(events, key=lambda event: event.start_s))
