"""The person's own neutral: the zero of every relative angle."""

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Neutral:
    """The person's own standing posture: the zero of pelvic tilt, lumbar and thoracic flexion.

    ``values`` maps signal names to their neutral value, ``errors`` to the error of that value.
    """

    source: Literal["clip", "calibration", "none"]
    start_s: float | None = None
    end_s: float | None = None
    values: dict[str, float] = field(default_factory=dict)
    errors: dict[str, float] = field(default_factory=dict)
