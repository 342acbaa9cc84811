"""Which movement a single repetition is, from the body's posture in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf, isfinite, nan
from typing import Final

import numpy as np

from posture_lab.arrays import Floats
from posture_lab.metrics.counting.repetition import Repetition
from posture_lab.metrics.signals.coarse import COARSE, HIP_HEIGHT
from posture_lab.metrics.signals.context import HAND_HEIGHT
from posture_lab.metrics.signals.signal import Signals
from posture_lab.movements.catalogue import MOVEMENTS
from posture_lab.movements.recognition import Within
from posture_lab.movements.record import Movement

_JOINTS: Final = (
    "hip_flexion_deg",
    "knee_flexion_deg",
    "trunk_inclination_deg",
    "shoulder_flexion_deg",
)
_ON_FEET_DEG: Final = 50.0
"""Whose trunk leans by more before and after it is not on the feet: nothing is named lying down."""

_BENT_DEG: Final = 35.0
_OTHER_WORK_LEGS: Final = 0.25
_STAYS_BENT_SHARE: Final = 0.8
"""Hands that go up and down again by so much while the hips stay bent do other work: a row."""


_AS_ONE: Final = 0.6
"""In a bend hips and trunk go together: seen from the side their correlation is above 0.85 in the
real clips whose movement is known. Wandering about is no movement, however far it goes."""


@dataclass(frozen=True, slots=True)
class Posture:
    """The body in one repetition; NaN where not seen.

    Joints in degrees above standing: hip, knee and shoulder at the turn, the trunk where it leans
    most; ``hand`` is the lowest height of the lower hand over the ankle, ``drop`` how far the hips
    come down, both in leg lengths.
    """

    hip: float
    knee: float
    trunk: float
    shoulder: float
    hand: float = nan
    drop: float = nan

    @property
    def trunk_per_knee(self) -> float:
        """The trunk's lean for each degree of the knees' bend; NaN for straight knees."""
        return self.trunk / self.knee if self.knee > 0.0 else nan


def name_repetition(signals: Signals, repetition: Repetition) -> str | None:
    """The movement that a repetition speaks for, None for none of them."""
    names = _names_seen(signals, repetition)
    if abs(_standing(signals, names[2], repetition)) > _ON_FEET_DEG:
        return None
    if _does_other_work(signals, names[0], repetition):
        return None
    from_side = names is _JOINTS
    record = named_by(_posture(signals, names, repetition), from_side=from_side)
    if record is None or record.recognition is None:
        return None
    together = record.recognition.together if from_side else None
    if together is not None and not _moves_as_one(signals, repetition, together):
        return None
    quiet = _stays_quiet(signals, record.recognition.quiet, repetition, from_side=from_side)
    return record.id if quiet else None


def named_by(posture: Posture, *, from_side: bool = True) -> Movement | None:
    """The movement that a posture speaks for, by the records' rules; None for none of them."""
    for record in recognisable():
        own = record.recognition
        rules = () if own is None else own.from_side if from_side else own.from_anywhere
        if any(all(_holds(each, posture) for each in rule) for rule in rules):
            return record
    return None


def recognisable() -> tuple[Movement, ...]:
    """The movements that can be told from others, in the order in which they are asked."""
    known = [record for record in MOVEMENTS.values() if record.recognition is not None]
    return tuple(sorted(known, key=lambda record: record.recognition.rank))  # type: ignore[union-attr]


def _holds(within: Within, posture: Posture) -> bool:
    value = getattr(posture, within.feature)
    if not isfinite(value):
        return within.or_unseen
    low = -inf if within.low is None else within.low
    return bool(low <= value <= (inf if within.high is None else within.high))


def _names_seen(signals: Signals, repetition: Repetition) -> tuple[str, ...]:
    """The joints' signals of the side view, or the coarse ones where that shows too little."""
    coarse = tuple(COARSE[name] for name in _JOINTS)
    if coarse[0] not in signals:
        return _JOINTS
    rises = [_rise(signals, name, repetition) for name in _JOINTS]
    needed = rises[:1] + rises[3:] if isfinite(rises[3]) and rises[3] >= 90.0 else rises[:3]
    return _JOINTS if all(isfinite(rise) for rise in needed) else coarse


def _moves_as_one(signals: Signals, repetition: Repetition, together: tuple[str, str]) -> bool:
    """Whether two signals rise and fall together; true where too little was seen."""
    inside = (signals.time_s >= repetition.start_s) & (signals.time_s <= repetition.end_s)
    one, other = (signals[name].values[inside] for name in together)
    seen = np.isfinite(one) & np.isfinite(other)
    if seen.sum() < 5 or np.ptp(one[seen]) == 0.0 or np.ptp(other[seen]) == 0.0:
        return True
    return float(np.corrcoef(one[seen], other[seen])[0, 1]) >= _AS_ONE


def _posture(signals: Signals, names: Sequence[str], repetition: Repetition) -> Posture:
    hip, knee, _, shoulder = (_rise(signals, name, repetition) for name in names)
    trunk = _percentile(signals, names[2], repetition, 95) - _standing(
        signals, names[2], repetition
    )
    hand = _percentile(signals, HAND_HEIGHT, repetition, 5) if HAND_HEIGHT in signals else nan
    drop = -_rise(signals, HIP_HEIGHT, repetition, highest=True) if HIP_HEIGHT in signals else nan
    return Posture(hip, knee, trunk, shoulder, hand, drop)


def _rise(signals: Signals, name: str, repetition: Repetition, *, highest: bool = False) -> float:
    turn = _mean(signals, name, repetition.turn_s - 0.1, repetition.turn_s + 0.1)
    return turn - _standing(signals, name, repetition, highest=highest)


def _standing(
    signals: Signals, name: str, repetition: Repetition, *, highest: bool = False
) -> float:
    """The value before or after a repetition, whichever is lower: one may begin at the floor.

    ``highest`` takes the higher one, of signals that fall in a bend.
    """
    before = _mean(signals, name, repetition.start_s - 0.2, repetition.start_s)
    after = _mean(signals, name, repetition.end_s, repetition.end_s + 0.2)
    return float((np.fmax if highest else np.fmin)(before, after))


def _stays_quiet(
    signals: Signals, quiet: Mapping[str, float], repetition: Repetition, *, from_side: bool
) -> bool:
    """Whether signals stay near where they began nearly all the time, as far as they are seen."""
    for signal, most in quiet.items():
        name = signal if from_side else COARSE[signal]
        seen = _within(signals, name, repetition.start_s, repetition.end_s)
        before = _mean(signals, name, repetition.start_s - 0.2, repetition.start_s)
        if len(seen) and np.percentile(np.abs(seen - before), 90) >= most:
            return False
    return True


def _does_other_work(signals: Signals, hip: str, repetition: Repetition) -> bool:
    """Whether the hands go up and down again while the hips stay bent."""
    if HAND_HEIGHT not in signals:
        return False
    bend = signals[hip].values - _standing(signals, hip, repetition)
    inside = (signals.time_s >= repetition.start_s) & (signals.time_s <= repetition.end_s)
    if not np.isfinite(bend[inside]).any():
        return False
    most = float(np.nanpercentile(bend[inside], 95))
    if most < _BENT_DEG:
        return False
    bent = inside & (bend >= _STAYS_BENT_SHARE * most)
    hand = signals[HAND_HEIGHT].values[bent]
    hand = hand[np.isfinite(hand)]
    if not len(hand):
        return False
    risen = hand - np.minimum.accumulate(hand)
    to_fall = hand - np.minimum.accumulate(hand[::-1])[::-1]
    return bool(np.minimum(risen, to_fall).max() >= _OTHER_WORK_LEGS)


def _percentile(signals: Signals, name: str, repetition: Repetition, percent: float) -> float:
    seen = _within(signals, name, repetition.start_s, repetition.end_s)
    return float(np.percentile(seen, percent)) if len(seen) else nan


def _mean(signals: Signals, name: str, start_s: float, end_s: float) -> float:
    seen = _within(signals, name, start_s, end_s)
    return float(seen.mean()) if len(seen) else nan


def _within(signals: Signals, name: str, start_s: float, end_s: float) -> Floats:
    """What was seen of a signal between two moments."""
    inside = (signals.time_s >= start_s) & (signals.time_s <= end_s)
    values = signals[name].values[inside]
    return values[np.isfinite(values)]
