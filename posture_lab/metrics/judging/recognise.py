"""Which of the known movements a clip shows, or that it cannot be told."""

from collections import Counter
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from posture_lab.metrics.counting.holds import held
from posture_lab.metrics.counting.repetition import Repetition
from posture_lab.metrics.counting.reps import find_repetitions
from posture_lab.metrics.judging.naming import name_repetition
from posture_lab.metrics.signals.coarse import COARSE, stands_quietly
from posture_lab.metrics.signals.signal import Signals
from posture_lab.movements.catalogue import MOVEMENTS
from posture_lab.movements.recognition import STANDING_STILL, Stillness
from posture_lab.movements.record import Movement
from posture_lab.pose.sequence import ViewKind

MIN_CONFIDENCE: Final = 0.6
"""Below this the clip is not given a name."""

MIN_HELD_SHARE: Final = 0.6
"""Share of the clip that is spent still in a posture before it is called a posture check."""

MIN_SEEN_SHARE: Final = 0.3
"""Share of the frames in which the trunk must be seen."""


@dataclass(frozen=True, slots=True)
class MovementChoice:
    """Which movement was judged and who chose it. ``id`` is None when auto could not tell."""

    id: str | None
    chosen_by: Literal["auto", "user"]
    confidence: float | None
    reason: str | None = None


def recognise(signals: Signals, view: ViewKind = "unknown") -> MovementChoice:
    """Tell which known movement a clip shows, with a confidence of 0 to 1, or say why not.

    Every movement with repetitions is counted in the clip; each repetition found is then named by
    its posture (``judging/naming.py``), from the side or, where that is not seen, from anywhere.
    Without repetitions a clip that is mostly still is standing or, with bent hips and knees, the
    desk check. The confidence is the share of what was found that speaks for the answer.
    """
    seen = _seen(signals)
    if not len(seen) or seen.mean() < MIN_SEEN_SHARE:
        return _cannot_tell(_why_unseen(view))
    named = _named_repetitions(signals)
    if named:
        return _most_frequent(signals, named)
    for record in reversed(tuple(MOVEMENTS.values())):
        share = 0.0 if record.held is None else _held_share(signals, record.held)
        if share >= MIN_HELD_SHARE:
            return MovementChoice(record.id, "auto", round(share, 2))
    if view in {"oblique", "front"}:
        return _cannot_tell(_why_unseen(view))
    return _cannot_tell(
        "No movement the product knows was recognised: choose the movement, and film from the "
        "side, still for a second first."
    )


def _named_repetitions(signals: Signals) -> list[tuple[Repetition, str | None]]:
    """Every repetition that any movement's counter finds, once, with its name.

    One that only the lift's counter finds came up from the floor, which a hinge does not; where at
    least half of them did, the others of their family are lifts, too.
    """
    named: list[tuple[Repetition, str | None]] = []
    from_floor: Counter[str] = Counter()
    for candidate in (record for record in MOVEMENTS.values() if record.drive is not None):
        found, _ = find_repetitions(signals, candidate)
        for repetition in found:
            name = name_repetition(signals, repetition)
            if name != candidate.id and not _counts_others(candidate):
                continue
            if not any(_overlap(repetition, other) for other, _ in named):
                named.append((repetition, name))
                from_floor[candidate.id] += _may_come_from_floor(candidate, name)
    for lift, count in from_floor.items():
        family = {name for _, name in named if _is_family(name, lift)}
        if 0 < sum(name in family for _, name in named) <= 2 * count:
            named = [(each, lift if name in family else name) for each, name in named]
    return named


def _counts_others(record: Movement) -> bool:
    return record.recognition is not None and record.recognition.counts_others


def _may_come_from_floor(record: Movement, name: str | None) -> bool:
    return (
        record.drive is not None and "floor" in record.drive.starts and _is_family(name, record.id)
    )


def _is_family(name: str | None, other: str) -> bool:
    """Whether two movements differ only by where they start."""
    first, second = (MOVEMENTS[each].recognition if each else None for each in (name, other))
    return first is not None and second is not None and "" != first.family == second.family


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
    seen = _seen(signals)
    quiet = held(signals, STANDING_STILL) | stands_quietly(signals)
    for repetition in repetitions:
        quiet |= (time_s >= repetition.start_s - 0.3) & (time_s <= repetition.end_s + 0.3)
    return float(min(1.0, 1.25 * (quiet & seen).sum() / max(seen.sum(), 1)))


def _seen(signals: Signals) -> NDArray[np.bool_]:
    """(T,) whether the trunk is seen, from the side or from anywhere."""
    seen = np.isfinite(signals["trunk_inclination_deg"].values)
    lean = COARSE["trunk_inclination_deg"]
    return seen | np.isfinite(signals[lean].values) if lean in signals else seen


def _held_share(signals: Signals, posture: Stillness) -> float:
    """Share of the clip spent still in a posture with the hips in view."""
    fits = held(signals, posture) & np.isfinite(signals["hip_flexion_deg"].values)
    return float(fits.mean())


def _why_unseen(view: ViewKind) -> str:
    if view in {"oblique", "front"}:
        return "The camera is not at the side: film from the side to have the movement recognised."
    return "The body is not seen well enough from the side to tell which movement it is."


def _cannot_tell(reason: str) -> MovementChoice:
    return MovementChoice(None, "auto", None, reason)
