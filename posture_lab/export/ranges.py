"""What numbers, lists and texts in a file may be: the one place where that is said.

A file may come from anywhere. What lies outside is no posture and no clip, and would only show
later, as a page that hangs or a defect. The ranges are wide: they refuse what cannot be, not what
is rare. A number's unit is the ending of its name, as everywhere.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Range:
    """The least and the largest value; ``needed`` says that null will not do either."""

    low: float
    high: float
    needed: bool = False

    def holds(self, number: float) -> bool:
        """Whether ``number`` lies inside; NaN and infinity never do."""
        return self.low <= number <= self.high

    def words(self) -> str:
        """Return the range for a sentence, ``"between 0 and 100"``."""
        return f"between {self.low:,.10g} and {self.high:,.10g}"


LONGEST_S: Final = 1e6
"""Eleven days: longer than any clip."""

_SCORE: Final = Range(0.0, 100.0)
_SHARE: Final = Range(0.0, 1.0)
_COUNT: Final = Range(0.0, 100_000.0)
_FRAMES: Final = Range(0.0, 1e9)
_MOMENT: Final = Range(0.0, LONGEST_S, needed=True)
_PICTURE: Final = Range(1.0, 1e6)

BY_NAME: Final = {
    "start_s": _MOMENT,
    "end_s": _MOMENT,
    "duration_s": _MOMENT,
    "width_px": _PICTURE,
    "height_px": _PICTURE,
    "frames_read": _FRAMES,
    "frames_declared": _FRAMES,
    "slow_motion_factor": Range(1.0, 1000.0),
    "index": _COUNT,
    "person": Range(1.0, 100_000.0),
    "reps": _COUNT,
    "partial_reps": _COUNT,
    "sets_done": _COUNT,
    "score": _SCORE,
    "mean_score": _SCORE,
    "points": _SCORE,
    "max_points": _SCORE,
    "judged_share": _SHARE,
    "probability": _SHARE,
    "confidence": _SHARE,
}
"""Numbers that say by their whole name what they are."""

BY_UNIT: Final = {
    "s": Range(0.0, LONGEST_S),
    "deg": Range(-360.0, 360.0),
    "mm": Range(-2000.0, 2000.0),
    "legs": Range(-20.0, 20.0),
    "ratio": Range(-1000.0, 1000.0),
    "sparc": Range(-1000.0, 0.0),
}
"""Numbers that end in their unit: signals, measures, and what is in the same unit as one."""

ELSE: Final = Range(-1e9, 1e9)
"""For a measure of a later version, whose unit is not known here."""

IN_ANOTHERS_UNIT: Final = frozenset({"value", "error", "low", "high", "limit"})
"""Fields whose unit is that of the measure they belong to."""

MOST: Final = {
    "reps": 5000,
    "partial_reps": 5000,
    "holds": 5000,
    "shapes": 5000,
    "parts": 5000,
    "moments": 5000,
    "warnings": 100,
    "remarks": 100,
    "criteria": 100,
    "cues": 100,
    "top_cues": 100,
    "measures": 200,
    "values": 200,
    "errors": 200,
    "sets": 500,
    "clips": 100_000,
}
"""How many items a list or an object of this name may hold."""

LONGEST_TEXT: Final = 10_000
"""Characters in one text: two of the longest paths there are."""


def range_for(name: str, measure: str | None = None) -> Range:
    """Return the range of the number called ``name``, which belongs to ``measure`` if to any."""
    if name in IN_ANOTHERS_UNIT and measure is not None:
        both = range_for(measure)
        # An error is never negative, and may be as wide as all there is.
        return Range(0.0, both.high - both.low) if name == "error" else both
    return BY_NAME.get(name) or BY_UNIT.get(name.rpartition("_")[2], ELSE)
