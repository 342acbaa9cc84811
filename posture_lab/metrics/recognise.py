"""Which of the known movements a clip shows, or that it cannot be told."""

from collections import Counter
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from posture_lab.metrics.context import HAND_HEIGHT
from posture_lab.metrics.holds import held
from posture_lab.metrics.repetition import Repetition
from posture_lab.metrics.reps import find_repetitions
from posture_lab.metrics.signals import Signals
from posture_lab.metrics.span import read_series
from posture_lab.movements.catalogue import movement
from posture_lab.pose.sequence import View

MIN_CONFIDENCE: Final = 0.55
"""Below this the clip is not given a name."""

MIN_HELD_SHARE: Final = 0.6
"""Share of the clip that is spent still in a posture before it is called a posture check."""

MIN_SEEN_SHARE: Final = 0.3
"""Share of the frames in which the trunk must be seen from the side."""


_JOINTS: Final = (
    "hip_flexion_deg",
    "knee_flexion_deg",
    "trunk_inclination_deg",
    "shoulder_flexion_deg",
)

_QUIET_DEG: Final = {
    "hip_flexion_deg": 35.0,
    "knee_flexion_deg": 35.0,
    "trunk_inclination_deg": 30.0,
}
"""Below an overhead reach the body moves less than this, either way from where it began."""

_SHIN_LEGS: Final = 0.45
"""Hands lower than this over the ankle, in leg lengths, are at the shins."""


@dataclass(frozen=True, slots=True)
class MovementChoice:
    """Which movement was judged and who chose it. ``id`` is None when auto could not tell."""

    id: str | None
    chosen_by: Literal["auto", "user"]
    confidence: float | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Posture:
    """The body at the turn of one repetition; NaN where not seen.

    Joints in degrees above the start pose; ``hand`` is the height of the lower hand over the
    ankle in leg lengths.
    """

    hip: float
    knee: float
    trunk: float
    shoulder: float
    hand: float = float("nan")


def recognise(signals: Signals, view: View | None = None) -> MovementChoice:
    """Tell which known movement a clip shows, with a confidence of 0 to 1, or say why not.

    Every movement with repetitions is counted in the clip; each repetition found is then named by
    its posture at the turn: a trunk that leans by less than half of the knees' bend is a squat, the
    trunk leaning further a hinge, and with bent knees and the hands at the shins a deadlift, arms
    up beside a body that is quiet all the while an overhead reach. Without repetitions a clip that
    is mostly still is standing or, with bent hips and knees, the desk check. The confidence is the
    share of what was found that speaks for the answer.
    """
    trunk = signals["trunk_inclination_deg"].values
    if not len(trunk) or np.isfinite(trunk).mean() < MIN_SEEN_SHARE:
        return _cannot_tell(_why_unseen(view))
    named = _named_repetitions(signals)
    if named:
        return _most_frequent(signals, named)
    for posture in ("desk", "standing"):
        share = _held_share(signals, posture)
        if share >= MIN_HELD_SHARE:
            return MovementChoice(posture, "auto", round(share, 2))
    return _cannot_tell(
        "No movement the product knows was recognised: choose the movement, and film from the "
        "side with a second of quiet standing first."
    )


def name_of(posture: Posture) -> str | None:
    """The movement that a posture at the turn speaks for, None for none of them.

    The boundaries are product decisions; between a hinge and a squat they are those at which the
    records stop judging one as the other.
    """
    hip, knee, trunk = posture.hip, posture.knee, posture.trunk
    bends = (
        hip >= _QUIET_DEG["hip_flexion_deg"]
        or knee >= _QUIET_DEG["knee_flexion_deg"]
        or abs(trunk) >= _QUIET_DEG["trunk_inclination_deg"]
    )
    if posture.shoulder >= 90.0 and not bends:
        return "overhead_reach"
    if np.isnan(hip) or np.isnan(knee) or np.isnan(trunk) or hip < 40.0:
        return None
    if knee >= 50.0 and trunk <= 0.5 * knee:
        return "squat"
    if trunk < 25.0:
        return None
    if knee >= 45.0 and posture.hand <= _SHIN_LEGS:
        return "deadlift"
    return "hip_hinge"


def _named_repetitions(signals: Signals) -> list[tuple[Repetition, str | None]]:
    """Every repetition that any movement's counter finds, once, with its name."""
    named: list[tuple[Repetition, str | None]] = []
    for candidate in ("hip_hinge", "squat", "overhead_reach"):
        record = movement(candidate)
        found, _ = find_repetitions(signals, record)
        for repetition in found:
            name = _name(signals, repetition)
            if candidate == "overhead_reach" and name != candidate:
                continue  # the arms also swing along in bends
            if not any(_overlap(repetition, other) for other, _ in named):
                named.append((repetition, name))
    return named


def _name(signals: Signals, repetition: Repetition) -> str | None:
    name = name_of(_posture(signals, repetition))
    if name == "overhead_reach" and not _stays_quiet(signals, repetition):
        return None
    return name


def _posture(signals: Signals, repetition: Repetition) -> Posture:
    hip, knee, trunk, shoulder = (_rise(signals, name, repetition) for name in _JOINTS)
    hand = float("nan")
    if HAND_HEIGHT in signals:
        turn = _near(signals, HAND_HEIGHT, repetition.turn_s - 0.1, repetition.turn_s + 0.1)
        hand = hand if turn is None else turn
    return Posture(hip, knee, trunk, shoulder, hand)


def _rise(signals: Signals, name: str, repetition: Repetition) -> float:
    before = _near(signals, name, repetition.start_s - 0.2, repetition.start_s)
    turn = _near(signals, name, repetition.turn_s - 0.1, repetition.turn_s + 0.1)
    return float("nan") if before is None or turn is None else turn - before


def _stays_quiet(signals: Signals, repetition: Repetition) -> bool:
    """Whether hip, knee and trunk stay within _QUIET_DEG nearly all the time, as far as seen."""
    time_s = signals.time_s
    inside = (time_s >= repetition.start_s) & (time_s <= repetition.end_s)
    for name, most in _QUIET_DEG.items():
        before = _near(signals, name, repetition.start_s - 0.2, repetition.start_s)
        values = signals[name].values[inside]
        seen = values[np.isfinite(values)]
        if before is None or not len(seen):
            continue
        if np.percentile(np.abs(seen - before), 90) >= most:
            return False
    return True


def _near(signals: Signals, name: str, start_s: float, end_s: float) -> float | None:
    mean = read_series(signals[name], signals.time_s, start_s, end_s).mean()
    return None if mean is None else mean.value


def _overlap(one: Repetition, other: Repetition) -> bool:
    return one.start_s < other.end_s and other.start_s < one.end_s


def _most_frequent(signals: Signals, named: list[tuple[Repetition, str | None]]) -> MovementChoice:
    name, votes = Counter(name for _, name in named).most_common(1)[0]
    confidence = votes / len(named) * _explained(signals, [repetition for repetition, _ in named])
    if name is None or confidence < MIN_CONFIDENCE:
        return _cannot_tell(
            "The movements in the clip differ from each other or from those the product knows: "
            "choose the movement."
        )
    return MovementChoice(name, "auto", round(confidence, 2))


def _explained(signals: Signals, repetitions: list[Repetition]) -> float:
    """1 when the clip is repetitions and quiet standing, less when most of it is neither."""
    time_s = signals.time_s
    seen = np.isfinite(signals["trunk_inclination_deg"].values)
    quiet = held(signals, "standing")
    for repetition in repetitions:
        quiet |= (time_s >= repetition.start_s - 0.3) & (time_s <= repetition.end_s + 0.3)
    return float(min(1.0, 1.25 * (quiet & seen).sum() / max(seen.sum(), 1)))


def _held_share(signals: Signals, posture: str) -> float:
    """Share of the clip spent still in a posture with the hips in view."""
    fits = held(signals, posture) & np.isfinite(signals["hip_flexion_deg"].values)
    return float(fits.mean())


def _why_unseen(view: View | None) -> str:
    if view is not None and view.kind in {"oblique", "front"}:
        return "The camera is not at the side: film from the side to have the movement recognised."
    return "The body is not seen well enough from the side to tell which movement it is."


def _cannot_tell(reason: str) -> MovementChoice:
    return MovementChoice(None, "auto", None, reason)
