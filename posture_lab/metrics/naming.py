"""Which movement a single repetition is, from the body's posture in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, nan
from typing import Final

import numpy as np

from posture_lab.metrics.coarse import COARSE, HIP_HEIGHT
from posture_lab.metrics.context import HAND_HEIGHT
from posture_lab.metrics.repetition import Repetition
from posture_lab.metrics.signals import Floats, Signals

_JOINTS: Final = (
    "hip_flexion_deg",
    "knee_flexion_deg",
    "trunk_inclination_deg",
    "shoulder_flexion_deg",
)
_QUIET_DEG: Final = (35.0, 35.0, 30.0)
"""Below an overhead reach hip, knee and trunk move less than this, either way from where they
began."""

_SHIN_LEGS: Final = 0.45
"""Hands lower than this over the ankle, in leg lengths, are at the shins."""

_FLOOR_LEGS: Final = 0.35
_OVER_THE_WEIGHT_DEG: Final = 45.0
"""Hands on the floor below a trunk that leans so far take something from there, however much the
knees bend; whoever squats with hanging arms stays more upright."""

_ON_FEET_DEG: Final = 50.0
"""Whose trunk leans by more before and after it is not on the feet: nothing is named lying down."""

_SQUAT_DROP_LEGS: Final = 0.3
_HINGE_DROP_LEGS: Final = 0.2
_HANDS_FREE_LEGS: Final = 0.5
"""From elsewhere than the side angles are coarse, but how far the hips come down in the picture is
seen from anywhere: by a third of the leg or more in a squat, by little in a hinge. Hands higher
than the last hold nothing that stands on the floor."""

_EITHER_RATIO: Final = 0.58
"""A trunk that leans by half to this much of the knees' bend may be a squat or a hinge."""

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


def name_repetition(signals: Signals, repetition: Repetition) -> str | None:
    """The movement that a repetition speaks for, None for none of them."""
    names = _names_seen(signals, repetition)
    if abs(_standing(signals, names[2], repetition)) > _ON_FEET_DEG:
        return None
    if _does_other_work(signals, names[0], repetition):
        return None
    posture = _posture(signals, names, repetition)
    name = name_of(posture) if names is _JOINTS else name_from_anywhere(posture)
    if name == "overhead_reach":
        return name if _stays_quiet(signals, names, repetition) else None
    return name if names is not _JOINTS or _moves_as_one(signals, repetition) else None


def name_of(posture: Posture) -> str | None:
    """The movement that a posture speaks for, None for none of them.

    A trunk that leans by less than half of the knees' bend is a squat, the trunk leaning further a
    hinge, and with bent knees and the hands at the shins a deadlift; arms up beside a quiet body
    are an overhead reach. The boundaries are product decisions; between a hinge and a squat they
    are those at which the records stop judging one as the other.
    """
    hip, knee, trunk = posture.hip, posture.knee, posture.trunk
    if _reaches_up(posture):
        return "overhead_reach"
    if np.isnan(hip) or np.isnan(knee) or np.isnan(trunk) or hip < 40.0:
        return None
    over_weight = posture.hand <= _FLOOR_LEGS and trunk >= _OVER_THE_WEIGHT_DEG
    if knee >= 50.0 and trunk <= 0.5 * knee and not over_weight:
        return "squat"
    if trunk < 25.0:
        return None
    if knee >= 45.0 and posture.hand <= _SHIN_LEGS:
        return "deadlift"
    return None if knee >= 50.0 and trunk <= _EITHER_RATIO * knee else "hip_hinge"


def name_from_anywhere(posture: Posture) -> str | None:
    """The same by coarse angles, with how far the hips come down; None where it stays open."""
    if _reaches_up(posture):
        return "overhead_reach"
    lean, drop, hand = posture.trunk, posture.drop, posture.hand
    if posture.hip < 40.0 or not isfinite(posture.hip + lean):
        return None
    if drop >= _SQUAT_DROP_LEGS and (hand > _HANDS_FREE_LEGS or lean < _OVER_THE_WEIGHT_DEG):
        return "squat"
    if lean < _OVER_THE_WEIGHT_DEG:
        return None
    at_floor = hand <= _FLOOR_LEGS and not drop < _HINGE_DROP_LEGS  # NaN: feet hidden
    if at_floor or (hand <= _SHIN_LEGS and drop >= _HINGE_DROP_LEGS):
        return "deadlift"
    return "hip_hinge" if drop < _HINGE_DROP_LEGS else None


def _reaches_up(posture: Posture) -> bool:
    """Whether the arms are up beside a body that, as far as it is seen, stays as it was."""
    bends = (posture.hip, posture.knee, posture.trunk)
    bent = any(abs(bend) >= most for bend, most in zip(bends, _QUIET_DEG, strict=True))
    return posture.shoulder >= 90.0 and not bent


def _names_seen(signals: Signals, repetition: Repetition) -> tuple[str, ...]:
    """The joints' signals of the side view, or the coarse ones where that shows too little."""
    coarse = tuple(COARSE[name] for name in _JOINTS)
    if coarse[0] not in signals:
        return _JOINTS
    rises = [_rise(signals, name, repetition) for name in _JOINTS]
    needed = rises[:1] + rises[3:] if isfinite(rises[3]) and rises[3] >= 90.0 else rises[:3]
    return _JOINTS if all(isfinite(rise) for rise in needed) else coarse


def _moves_as_one(signals: Signals, repetition: Repetition) -> bool:
    """Whether hips and trunk bend and straighten together; true where too little was seen."""
    inside = (signals.time_s >= repetition.start_s) & (signals.time_s <= repetition.end_s)
    hip, trunk = (signals[name].values[inside] for name in (_JOINTS[0], _JOINTS[2]))
    seen = np.isfinite(hip) & np.isfinite(trunk)
    if seen.sum() < 5 or np.ptp(hip[seen]) == 0.0 or np.ptp(trunk[seen]) == 0.0:
        return True
    return float(np.corrcoef(hip[seen], trunk[seen])[0, 1]) >= _AS_ONE


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


def _stays_quiet(signals: Signals, names: Sequence[str], repetition: Repetition) -> bool:
    """Whether hip, knee and trunk stay near where they began nearly all the time, if seen."""
    for name, most in zip(names, _QUIET_DEG, strict=False):
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
    if most < _QUIET_DEG[0]:
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
