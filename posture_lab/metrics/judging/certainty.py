"""How likely a true value lies beyond a limit, and what that is enough for."""

from typing import Final

from scipy.special import ndtr

from posture_lab.metrics.judging.judgement import Certainty, Measure
from posture_lab.movements.record import Criterion

SURE: Final = 0.9
PERHAPS: Final = 0.7
"""From which probability on a cue is given as sure, and from which in softer words."""

NINE_IN_TEN: Final = 1.645
"""Half-width of an interval that holds 90 %, in standard deviations."""


def chances(criterion: Criterion, measure: Measure) -> tuple[float, float]:
    """Return how likely the true value lies below the band, and above it; 0 to 1 each.

    The true value is taken to lie around the measured one as the stated error says, normally
    distributed; docs/accuracy.md shows how often that comes true. 0 for a side that is open.
    """
    spread = max(measure.error / NINE_IN_TEN, 1e-9)
    below = 0.0 if criterion.low is None else ndtr((criterion.low - measure.value) / spread)
    above = 0.0 if criterion.high is None else ndtr((measure.value - criterion.high) / spread)
    return float(below), float(above)


def certainty(chance: float) -> Certainty | None:
    """Return how sure a cue with this probability is; None when it is not given at all."""
    if chance >= SURE:
        return "sure"
    return "perhaps" if chance >= PERHAPS else None


def beyond(criterion: Criterion, value: float) -> float:
    """Return how far outside its band a value lies, in its unit; 0 inside."""
    below = 0.0 if criterion.low is None else criterion.low - value
    above = 0.0 if criterion.high is None else value - criterion.high
    return max(below, above, 0.0)
