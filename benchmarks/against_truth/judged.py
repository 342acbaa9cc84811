"""Repetitions and holds: which were found, when they turn, and which cues ought to be given.

Whether a cue ought to be given is decided by the product's own limits on the true angles.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from against_truth.truth_file import TrueClip, TrueRepetition
from posture_lab.analysis.result import Analysis, RepetitionResult
from posture_lab.metrics.counting.repetition import Repetition
from posture_lab.metrics.judging.judgement import Judgement, Measure
from posture_lab.metrics.judging.measures import Findings, measure_hold, measure_repetition
from posture_lab.movements.catalogue import MOVEMENTS
from posture_lab.movements.record import Criterion, Movement


@dataclass(frozen=True)
class JudgedRepetition:
    """One true repetition that the product found, or a hold.

    ``turn_error_s`` is the turning point's distance from the true one, NaN for a hold, and
    ``outside_s`` its distance from the true plateau, 0 inside it. ``judged`` is False when the
    product said that it cannot judge. ``exceeds`` maps each cue that the movement knows to how
    many times its limit the true measure reaches (1 at the limit, 0 inside); ``given`` are
    the cues given for sure, and ``chances`` maps all cues, those that "perhaps" are due among
    them, to their probability. ``true`` are the true values of the movement's measures,
    ``measured`` what the product measured. ``points`` are the measures of the criteria that were
    judged, ``too_coarse`` of those that were seen, but not finely enough.
    """

    turn_error_s: float
    outside_s: float
    judged: bool
    exceeds: dict[str, float]
    given: tuple[str, ...]
    true: dict[str, float] = field(default_factory=dict)
    measured: dict[str, Measure] = field(default_factory=dict)
    chances: dict[str, float] = field(default_factory=dict)
    points: tuple[str, ...] = ()
    too_coarse: tuple[str, ...] = ()

    @property
    def looked_at(self) -> bool:
        """Whether anything was judged: without a score there may be cues all the same."""
        return self.judged or bool(self.points)


def judged_repetitions(truth: TrueClip, analysis: Analysis) -> tuple[JudgedRepetition, ...]:
    """Pair the product's repetitions with the true ones, each with the one it overlaps most."""
    movement = MOVEMENTS.get(truth.movement)
    if movement is None or movement.kind == "hold":
        return ()
    found = []
    for true, rep in paired(truth.repetitions, analysis.reps):
        findings = true_findings(truth, true, movement)
        outside_s = max(true.bottom_start_s - rep.turn_s, rep.turn_s - true.bottom_end_s, 0.0)
        turn_error_s = rep.turn_s - true.turn_s
        found.append(_beside(movement, findings, rep.judgement, turn_error_s, outside_s))
    return tuple(found)


def true_findings(truth: TrueClip, repetition: TrueRepetition, movement: Movement) -> Findings:
    """The movement's measures of one of the clip's repetitions, from the true signals."""
    after = truth.repetitions.index(repetition) + 1
    follows = truth.repetitions[after].start_s if after < len(truth.repetitions) else None
    window = Repetition(repetition.start_s, repetition.turn_s, repetition.end_s)
    return measure_repetition(truth.as_signals(), window, movement, next_start_s=follows)


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
        tuple(cue.id for cue in judgement.cues if cue.certainty == "sure"),
        {name: measure.value for name, measure in findings.measures.items()},
        judgement.measures,
        {cue.id: cue.probability for cue in judgement.cues},
        tuple(c.measure for c in judgement.criteria if c.points is not None),
        tuple(c.measure for c in judgement.criteria if c.points is None and c.value is not None),
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


def reached(criterion: Criterion, value: float) -> dict[str, float]:
    """How many times the limit of each of its cues a true value reaches; below 1 inside.

    Twice a limit that is a least positive amount is half of that amount.
    """
    found = {}
    if criterion.high is not None and criterion.cue_above is not None:
        found[criterion.cue_above.id] = _times(criterion.high, value)
    if criterion.low is not None and criterion.cue_below is not None:
        below = criterion.cue_below.id
        least = criterion.low > 0
        times = _of_least(criterion.low, value) if least else _times(-criterion.low, -value)
        found[below] = max(times, found.get(below, -np.inf))
    return found


def _times(high: float, value: float) -> float:
    if high > 0:
        return value / high
    return np.inf if value > high else 0.0


def _of_least(low: float, value: float) -> float:
    return low / value if value > 0 else np.inf


def nearness(criteria: Sequence[Criterion], findings: Findings) -> dict[str, float]:
    """Each cue that the criteria know, with the most times that its limit is reached.

    -inf for a cue none of whose measures is there.
    """
    furthest: dict[str, float] = {}
    for criterion in criteria:
        for cue in (criterion.cue_below, criterion.cue_above):
            if cue is not None:
                furthest.setdefault(cue.id, -np.inf)
        measure = findings.measures.get(criterion.measure)
        if measure is not None:
            for cue_id, times in reached(criterion, measure.value).items():
                furthest[cue_id] = max(furthest[cue_id], times)
    return furthest


def exceedances(criteria: Sequence[Criterion], findings: Findings) -> dict[str, float]:
    """As nearness, but 0 for a cue that is not due."""
    found = nearness(criteria, findings)
    return {cue: times if times > 1.0 else 0.0 for cue, times in found.items()}
