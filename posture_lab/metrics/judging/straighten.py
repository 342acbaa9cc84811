"""Measures set straight: what is read too near to the usual, brought back to where it is.

A network that is right on average reads strong rounding smaller than it is: where the picture
leaves a doubt, it falls back on the usual. For an angle in a curve that is the best guess. For a
measure it hides exactly what it is there to find, and the stated error does not hold in people who
are far from the usual. So a measure whose reading is known to be drawn in is stretched by as
much, and its error with it: value and error then hold whatever the true value is.

``straighten.json`` says how each measure is read, found on clips of people used for no fit
(``benchmarks/accuracy.py straighten``).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Final

from posture_lab.metrics.judging.judgement import Measure
from posture_lab.metrics.judging.measures import Findings

_FILE: Final = "straighten.json"


@dataclass(frozen=True, slots=True)
class Reading:
    """How a measure is read: ``offset`` + ``slope`` times the true value.

    Set straight, nine in ten are off by no more than ``width`` times the stated error of what was
    read.
    """

    offset: float
    slope: float
    width: float

    def __post_init__(self) -> None:
        if not (
            abs(self.offset) <= 360.0 and 0.1 <= self.slope <= 10.0 and 0.1 <= self.width <= 100.0
        ):
            raise ValueError(f"{_FILE}: {self} is no way to read a measure")

    def straight(self, read: Measure) -> Measure:
        """The measure as it would be read without being drawn in."""
        return Measure((read.value - self.offset) / self.slope, read.error * self.width)

    def read(self, straight: Measure) -> Measure:
        """The other way round: what was read of a measure that has been set straight."""
        return Measure(self.offset + self.slope * straight.value, straight.error / self.width)


@cache
def readings() -> Mapping[str, Reading]:
    """How each measure that is drawn in is read, by its id; read once from the package."""
    text = (files("posture_lab.metrics.judging") / _FILE).read_text(encoding="utf-8")
    return {name: Reading(**entry) for name, entry in json.loads(text).items()}


def straighten(findings: Findings) -> Findings:
    """Return findings whose measures are set straight; those right on average stay as they are.

    The interval of such a measure always meets the one that was read, which the curves show: where
    it is stretched further than both errors allow for, its error grows.
    """
    known = readings()
    measures = {
        name: _agreeing(known[name].straight(measure), measure) if name in known else measure
        for name, measure in findings.measures.items()
    }
    return replace(findings, measures=measures)


def _agreeing(straight: Measure, read: Measure) -> Measure:
    apart = abs(straight.value - read.value)
    return replace(straight, error=max(straight.error, apart - read.error))
