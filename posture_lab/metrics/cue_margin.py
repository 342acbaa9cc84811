"""How far a measure has to pass its limit before a cue is given.

A reading that was taught to be right on average is drawn towards the usual: strong rounding is read
smaller than it is. So the question is not how far off a reading may be, but how far beyond
the limit the measure is read in people who are just at it.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from posture_lab.metrics.judgement import Measure

SURE: Final = 1.64
"""Standard deviations: of people who are just at a limit, one in twenty is cued."""

_FILE: Final = "cue_margins.json"


@dataclass(frozen=True, slots=True)
class Reading:
    """How a measure is read in people who set errors: ``offset`` + ``slope`` times the true value.

    ``above`` and ``below`` are the standard deviations of what is read above and below that, as
    shares of the measure's stated error.
    """

    offset: float
    slope: float
    above: float
    below: float


HALF_WIDTH_SCATTER: Final = 1.0 / SURE
USUAL: Final = Reading(0.0, 1.0, HALF_WIDTH_SCATTER, HALF_WIDTH_SCATTER)
"""Right on average, with the stated error as it is: of a measure that nothing more is known of."""


@cache
def readings() -> dict[str, Reading]:
    """How each measure is read, by its id; the file comes with the package and is read once."""
    text = (files("posture_lab.metrics") / _FILE).read_text(encoding="utf-8")
    return {name: Reading(**entry) for name, entry in json.loads(text).items()}


def cue_margin(name: str, measure: Measure, limit: float, *, above: bool) -> float:
    """By how much the measure ``name`` has to pass ``limit``, upwards or downwards, for a cue.

    In the measure's unit, never negative.
    """
    own = readings().get(name, USUAL)
    at_limit = own.offset + own.slope * limit
    beyond, scatter = (at_limit - limit, own.above) if above else (limit - at_limit, own.below)
    return max(0.0, beyond + SURE * scatter * measure.error)
