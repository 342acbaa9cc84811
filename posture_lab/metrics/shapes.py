"""The three shapes over time: neutral, hinge and brace."""

from dataclasses import dataclass
from typing import Literal

ShapeName = Literal["neutral", "hinge", "brace"]


@dataclass(frozen=True, slots=True)
class ShapeInterval:
    """A stretch of time in one of the three shapes, score 0 to 100. "brace" is an estimate."""

    shape: ShapeName
    start_s: float
    end_s: float
    score: float
