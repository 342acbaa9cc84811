"""The repetitions of a recorded clip, found by the same counter that counts live."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from posture_lab.arrays import Floats
from posture_lab.metrics.counting.counter import RepetitionCounter
from posture_lab.metrics.counting.driving import driving_values
from posture_lab.metrics.counting.from_anywhere import Counted, SideView, with_those_from_elsewhere
from posture_lab.metrics.counting.repetition import PartialRepetition, Repetition, RepetitionEvent
from posture_lab.metrics.counting.unseen_top import with_unseen_tops
from posture_lab.metrics.signals.coarse import COARSE, coarse_drive, standing_level
from posture_lab.metrics.signals.context import CUTS, FOOT_STEP, HAND_HEIGHT
from posture_lab.metrics.signals.neutral import Neutral
from posture_lab.metrics.signals.signal import Signal, Signals
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
    counted = [_count_take(take, drive, neutral) for take in _takes(signals)]
    whole = [repetition for found, _ in counted for repetition in found]
    return tuple(whole), tuple(each for _, partial in counted for each in partial)


def _takes(signals: Signals) -> list[Signals]:
    """What lies between two cuts is counted by itself: another camera, maybe another moment."""
    if CUTS not in signals:
        return [signals]
    cuts = signals[CUTS].values
    inside = [cuts == number for number in np.unique(cuts)]
    return [signals] if len(inside) < 2 else [_part(signals, frames) for frames in inside]


def _part(signals: Signals, frames: NDArray[np.bool_]) -> Signals:
    by_name = {
        name: Signal(name, signal.values[frames], signal.error[frames])
        for name, signal in signals.by_name.items()
    }
    return Signals(signals.time_s[frames], by_name)


def _count_take(signals: Signals, drive: RepetitionDrive, neutral: Neutral | None) -> Counted:
    """Count in the side view, and where it does not see, by what is seen from anywhere."""
    home = None if neutral is None else neutral.values.get(drive.signal)
    side = _count_by(signals, drive, home, "knee_flexion_deg")
    other = coarse_drive(drive)
    if other is None or other.signal not in signals:
        return side
    coarse = signals[other.signal].values
    view = SideView(signals.time_s, driving_values(signals, drive), coarse)
    if view.is_whole:
        return side
    found = _count_by(signals, other, standing_level(coarse), COARSE["knee_flexion_deg"])
    return with_those_from_elsewhere(side, found, view)


def _count_by(signals: Signals, drive: RepetitionDrive, home: float | None, knee: str) -> Counted:
    values, companion = driving_values(signals, drive), _values(signals, drive.companion)
    if companion is not None:
        values, companion = with_unseen_tops(
            signals.time_s, values, companion, drive, 0.0 if home is None else home
        )
    return count_repetitions(
        signals.time_s,
        values,
        drive,
        home,
        companion=companion,
        hand=_values(signals, HAND_HEIGHT),
        knee=_values(signals, knee),
        foot=_values(signals, FOOT_STEP),
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
    foot: Floats | None = None,
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
    foot : (T,) how far a foot moves within a third of a second in leg lengths, None if unknown.

    Returns
    -------
    The counted repetitions and the partial ones, each in order of time.
    """
    unknown = np.full(len(values), np.nan)
    beside = [unknown if each is None else each for each in (companion, hand, knee, foot)]
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
    for time_s, value, companion, hand, knee, foot in frames.tolist():
        events += counter.update(
            time_s, value, companion=companion, hand=hand, knee=knee, foot=foot
        )
    return events + counter.finish()


def _in_order(events: list[Event]) -> tuple[Event, ...]:
    return tuple(sorted(events, key=lambda event: event.start_s))
