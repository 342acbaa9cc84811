"""Repetitions and cues, counted over clips."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from against_truth.compare import ClipResult
from against_truth.judged import JudgedRepetition, reached
from against_truth.truth_file import SHARES
from posture_lab.metrics.judging.judgement import Measure
from posture_lab.movements.catalogue import MOVEMENTS

BINS: Final = {"1-1.5 x": (1.0, 1.5), "1.5-2 x": (1.5, 2.0), "2 x or more": (2.0, np.inf)}
"""How many times its limit a true measure reaches, from and below; inf is in the last."""

FAR: Final = 2.0
"""A fault this many times its limit has to be found."""


@dataclass(frozen=True)
class Counting:
    """Clips whose count is exact or off by at most one; errors of the turning point in seconds.

    ``exact_from_truth`` is the share that the same counter gets exact on true signals.
    ``turn_mae_s`` and ``turn_p95_s`` are the distance from the middle of the true plateau,
    ``outside_mae_s`` that from the plateau itself. NaN without any.
    """

    clips: int
    performed: int
    exact: float
    off_by_one: float
    exact_from_truth: float
    turn_mae_s: float
    turn_p95_s: float
    outside_mae_s: float


def counting(results: Sequence[ClipResult]) -> Counting:
    """How well the repetitions of clips are counted; a clip that was refused counts none."""
    off = np.array([abs(r.counted - r.performed) for r in results])
    off_from_truth = np.array([abs(r.from_truth - r.performed) for r in results])
    pairs = [pair for r in results for pair in r.judged]
    turns = np.abs([pair.turn_error_s for pair in pairs])
    outside = [pair.outside_s for pair in pairs]
    return Counting(
        clips=len(results),
        performed=sum(r.performed for r in results),
        exact=float((off == 0).mean()) if len(off) else np.nan,
        off_by_one=float((off <= 1).mean()) if len(off) else np.nan,
        exact_from_truth=float((off_from_truth == 0).mean()) if len(off) else np.nan,
        turn_mae_s=float(turns.mean()) if len(turns) else np.nan,
        turn_p95_s=float(np.percentile(turns, 95)) if len(turns) else np.nan,
        outside_mae_s=float(np.mean(outside)) if outside else np.nan,
    )


@dataclass(frozen=True)
class CueFigures:
    """One cue over judged repetitions and holds.

    ``given`` times it was given, ``rightly`` of them with the true measure beyond its limit.
    ``of_bins`` are (given, all) for each of BINS. ``found_from`` is the multiple of the
    limit that best parts the given from the missed; NaN when it was never due.
    """

    cue: str
    given: int
    rightly: int
    of_bins: dict[str, tuple[int, int]]
    found_from: float

    @property
    def precision(self) -> float:
        """Share of the given cues that were due."""
        return self.rightly / self.given if self.given else np.nan


def cue_figures(results: Sequence[ClipResult]) -> list[CueFigures]:
    """Every cue that was due or given at least once, by its id."""
    units = [unit for result in results for unit in result.judged if unit.looked_at]
    found = []
    for cue in sorted({cue for unit in units for cue in unit.exceeds}):
        pairs = [(u.exceeds[cue], cue in u.given) for u in units if cue in u.exceeds]
        due = [(times, given) for times, given in pairs if times >= 1.0]
        given = [times for times, was_given in pairs if was_given]
        if not due and not given:
            continue
        of_bins = {
            name: _given_of([g for times, g in due if low <= times < high or times == high])
            for name, (low, high) in BINS.items()
        }
        rightly = sum(times >= 1.0 for times in given)
        found.append(CueFigures(cue, len(given), rightly, of_bins, parting(due)))
    return found


def far_faults(results: Sequence[ClipResult]) -> tuple[int, int]:
    """(found, all) cues due at FAR times their limit or beyond, over judged units."""
    due = [
        cue in unit.given
        for result in results
        for unit in result.judged
        if unit.looked_at
        for cue, times in unit.exceeds.items()
        if times >= FAR
    ]
    return sum(due), len(due)


@dataclass(frozen=True)
class Missed:
    """A cue that was due at FAR times its limit and not given.

    Of the movement's measures behind it the one that is furthest out: its true value, and what was
    measured with its error, NaN where it was not judged.
    """

    cue: str
    clip: str
    times: float
    measure: str
    limit: float
    true: float
    measured: float
    stated: float


def missed(results: Sequence[ClipResult]) -> list[Missed]:
    """Every cue missed at FAR times its limit or beyond, over judged units."""
    found = [
        _missed(result, unit, cue)
        for result in results
        for unit in result.judged
        if unit.looked_at
        for cue, times in unit.exceeds.items()
        if times >= FAR and cue not in unit.given
    ]
    return sorted(found, key=lambda miss: (miss.cue, miss.times))


def _missed(result: ClipResult, unit: JudgedRepetition, cue: str) -> Missed:
    """The criterion of the cue whose limit the true value passes furthest."""
    times, criterion = max(
        (
            (reached(criterion, unit.true[criterion.measure]).get(cue, -np.inf), criterion)
            for criterion in MOVEMENTS[result.movement].criteria
            if criterion.measure in unit.true
        ),
        key=lambda pair: pair[0],
    )
    above = criterion.cue_above is not None and criterion.cue_above.id == cue
    limit = criterion.high if above else criterion.low
    assert limit is not None
    seen = unit.measured.get(criterion.measure, Measure(np.nan, np.nan))
    true = unit.true[criterion.measure]
    return Missed(cue, result.clip, times, criterion.measure, limit, true, seen.value, seen.error)


def fault_sizes(results: Sequence[ClipResult]) -> dict[str, list[tuple[float, bool]]]:
    """For each rendered fault, (its size, whether its cue was given) of each repetition or hold.

    Larger is worse: for SHARES the size is what is missing.
    """
    found: dict[str, list[tuple[float, bool]]] = {}
    for result in results:
        for cue, left in result.faults.items():
            size = 1.0 - left if cue in SHARES else left
            found.setdefault(cue, []).extend((size, cue in unit.given) for unit in result.judged)
    return dict(sorted(found.items()))


def parting(pairs: Sequence[tuple[float, bool]]) -> float:
    """The size that parts found from missed with the fewest on the wrong side.

    Infinite when nothing was found, NaN for no pairs.
    """
    if not pairs:
        return np.nan
    edges = [*sorted({size for size, _ in pairs}), np.inf]
    wrong = [sum(found != (size >= edge) for size, found in pairs) for edge in edges]
    # Of equally good ones the largest: nothing is claimed to be found earlier than seen.
    best = max(i for i, count in enumerate(wrong) if count == min(wrong))
    return float(edges[best])


def _given_of(found: Sequence[bool]) -> tuple[int, int]:
    return sum(found), len(found)
