"""What can be found at twice a limit, by how each measure is read in people who set errors."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, ndtri

from against_truth.compare import ClipResult
from against_truth.readings import HALF_WIDTH, USUAL, cued_measures, kept_readings
from posture_lab.metrics.judging.certainty import SURE
from posture_lab.movements.catalogue import MOVEMENTS


@dataclass(frozen=True)
class Reach:
    """One measure at one limit, in the measure's unit.

    ``needed`` is the reading from which the cue is given for sure, ``twice`` the usual reading in
    people at twice the limit, ``scatter`` the standard deviation of readings there, ``found`` the
    share of these people that is found, if readings scatter evenly.
    """

    measure: str
    limit: float
    needed: float
    twice: float
    scatter: float
    found: float


def reaches(results: Sequence[ClipResult]) -> list[Reach]:
    """Every measure that a cue hangs on, at each of its limits, with the errors usual here."""
    found = []
    for name in cued_measures():
        stated = _usual_error(results, name)
        if np.isfinite(stated):
            found += [_reach(name, limit, stated, above) for limit, above in _limits(name)]
    return found


def _usual_error(results: Sequence[ClipResult], name: str) -> float:
    errors = [u.measured[name].error for r in results for u in r.judged if name in u.measured]
    return float(np.median(errors)) if errors else np.nan


def _limits(name: str) -> Iterator[tuple[float, bool]]:
    """Each limit of a measure that has a cue, once, and whether values above it are due."""
    found = set()
    for movement in MOVEMENTS.values():
        for criterion in movement.criteria:
            if criterion.measure != name:
                continue
            if criterion.high is not None and criterion.cue_above is not None:
                found.add((criterion.high, True))
            if criterion.low is not None and criterion.cue_below is not None:
                found.add((criterion.low, False))
    yield from sorted(found)


def _reach(name: str, limit: float, stated: float, above: bool) -> Reach:
    own = kept_readings().get(name, USUAL)
    sign = 1.0 if above else -1.0
    # A measure this far beyond its limit passes it with the probability that a cue is sure from.
    needed = limit + sign * stated * float(ndtri(SURE)) / HALF_WIDTH
    # Twice a least amount is half of it.
    true = limit / 2.0 if not above and limit > 0 else 2.0 * limit
    twice = own.offset + own.slope * true
    # What is read too near to the limit, not too far from it, makes a miss.
    scatter = (own.below if above else own.above) * stated
    return Reach(
        name, limit, needed, twice, scatter, float(ndtr(sign * (twice - needed) / scatter))
    )
