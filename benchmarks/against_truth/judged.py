"""Repetitions and holds: which were found, when they turn, and which cues ought to be given.

Whether a cue ought to be given is decided by the product's own limits on the true angles.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from against_truth.truth_file import TrueClip, TrueRepetition
from posture_lab.analysis.result import Analysis, RepetitionResult
from posture_lab.metrics.judgement import Judgement
from posture_lab.metrics.measures import Findings, measure_hold, measure_repetition
from posture_lab.metrics.repetition import Repetition
from posture_lab.movements.catalogue import MOVEMENTS
from posture_lab.movements.record import Criterion, Movement


@dataclass(frozen=True)
class JudgedRepetition:
    """One true repetition that the product found, or a hold.

    ``turn_error_s`` is the turning point's distance from the true one, NaN for a hold, and
    ``outside_s`` its distance from the true plateau, 0 inside it. ``judged`` is False when the
    product said that it cannot judge. ``exceeds`` maps each cue that the movement knows to how
    many times its limit the true measure reaches (1 at the limit, 0 inside); ``given`` are
    the cues given.
    """

    turn_error_s: float
    outside_s: float
    judged: bool
    exceeds: dict[str, float]
    given: tuple[str, ...]


def judged_repetitions(truth: TrueClip, analysis: Analysis) -> tuple[JudgedRepetition, ...]:
    """Pair the product's repetitions with the true ones, each with the one it overlaps most."""
    movement = MOVEMENTS.get(truth.movement)
    if movement is None or movement.kind == "hold":
        return ()
    pairs = paired(truth.repetitions, analysis.reps)
    signals = truth.as_signals()
    found = []
    for true, rep in pairs:
        after = truth.repetitions.index(true) + 1
        follows = truth.repetitions[after].start_s if after < len(truth.repetitions) else None
        window = Repetition(true.start_s, true.turn_s, true.end_s)
        findings = measure_repetition(signals, window, movement, next_start_s=follows)
        outside_s = max(true.bottom_start_s - rep.turn_s, rep.turn_s - true.bottom_end_s, 0.0)
        turn_error_s = rep.turn_s - true.turn_s
        found.append(_beside(movement, findings, rep.judgement, turn_error_s, outside_s))
    return tuple(found)


def judged_holds(truth: TrueClip, analysis: Analysis) -> tuple[JudgedRepetition, ...]:
    """The longest hold that the product found, if any."""
    movement = MOVEMENTS.get(truth.movement)
    if movement is None or movement.kind != "hold" or not analysis.holds:
        return ()
    hold = max(analysis.holds, key=lambda h: h.end_s - h.start_s)
    findings = measure_hold(truth.as_signals(), hold.start_s, hold.end_s, movement)
    return (_beside(movement, findings, hold.judgement),)


def _beside(
    movement: Movement,
    findings: Findings,
    judgement: Judgement,
    turn_error_s: float = np.nan,
    outside_s: float = np.nan,
) -> JudgedRepetition:
    return JudgedRepetition(
        turn_error_s,
        outside_s,
        judgement.verdict == "judged",
        exceedances(movement.criteria, findings),
        tuple(cue.id for cue in judgement.cues),
    )


def paired(
    true: Sequence[TrueRepetition], found: Sequence[RepetitionResult]
) -> list[tuple[TrueRepetition, RepetitionResult]]:
    """Pairs that overlap by more than half of the shorter one; each is used once."""
    pairs, left = [], list(found)
    for one in true:
        best = max(left, key=lambda other: _overlap(one, other), default=None)
        if best is not None and _overlap(one, best) > 0.5:
            pairs.append((one, best))
            left.remove(best)
    return pairs


def _overlap(one: TrueRepetition, other: RepetitionResult) -> float:
    shared = min(one.end_s, other.end_s) - max(one.start_s, other.start_s)
    return shared / max(min(one.end_s - one.start_s, other.end_s - other.start_s), 1e-6)


def times_limit(criterion: Criterion, value: float) -> tuple[str | None, float]:
    """The cue that a true value asks for, and how many times its limit the value reaches.

    Twice a limit that is a least positive amount is half of that amount. (None, 0) inside.
    """
    if criterion.high is not None and value > criterion.high:
        cue = None if criterion.cue_above is None else criterion.cue_above.id
        return cue, value / criterion.high if criterion.high > 0 else np.inf
    if criterion.low is not None and value < criterion.low:
        cue = None if criterion.cue_below is None else criterion.cue_below.id
        if criterion.low < 0:
            return cue, value / criterion.low
        return cue, criterion.low / value if value > 0 else np.inf
    return None, 0.0


def exceedances(criteria: Sequence[Criterion], findings: Findings) -> dict[str, float]:
    """Each cue that the criteria know, with the furthest that its limit is passed; 0 inside."""
    known = [cue for c in criteria for cue in (c.cue_below, c.cue_above) if cue is not None]
    furthest = {cue.id: 0.0 for cue in known}
    for criterion in criteria:
        measure = findings.measures.get(criterion.measure)
        if measure is None:
            continue
        cue, times = times_limit(criterion, measure.value)
        if cue is not None:
            furthest[cue] = max(furthest[cue], times)
    return furthest
