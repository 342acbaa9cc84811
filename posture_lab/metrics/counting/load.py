"""Telling the bends that pick up or set down a weight from the repetitions between them.

A bend in which the hands reach the floor, unlike in the others, handles the load. So does a first
one that takes the trunk to the horizontal, unlike the next: hands are hidden or rest on the body.
Such a first bend can only be told from a repetition once the next one is over, so it is held back
until then; live, where the number is waited for, only if the hands were seen at the floor.
Limits: in a set whose every repetition goes to the floor, as in deadlifts, all are counted, the
first lift and the last setting down included; a weight taken from a box or a rack is an ordinary
repetition.
"""

from math import isfinite, nan
from statistics import median
from typing import Final, NamedTuple

import numpy as np

from posture_lab.metrics.counting.repetition import PartialRepetition, Repetition, RepetitionEvent
from posture_lab.metrics.counting.track import Bend
from posture_lab.movements.bends import FLOOR_LEGS
from posture_lab.movements.record import RepetitionDrive

LOWEST_LEGS: Final = 0.0
"""Hands on the floor are as low as the ankles; lower is a hand hidden behind the weight, or one
nearer to the camera, and no lower than another on the floor."""

UNLIKE_LEGS: Final = 0.12
BIT_DEEPER: Final = 1.2
"""Hands that go this much lower than in the other bends, in a bend that is a bit deeper too, are
there for another reason. In a bend as deep as the others they were only seen better."""

KNEE_DEG: Final = 18.0
BIT_LOWER_LEGS: Final = 0.06
LITTLE_DEEPER: Final = 1.08
"""With knees that bend so much more, less is enough: one stoops for a weight otherwise than one
hinges, while in a deeper hinge with straight arms hands and hips go down together."""

LOWER_LEGS: Final = 0.04
DEEPER: Final = 1.25
"""So much further than in the other bends is unlike them when the hands also go a bit lower."""

HORIZONTAL_DEG: Final = 70.0
MUCH_FURTHER_DEG: Final = 8.0
OTHER_KNEES_DEG: Final = 12.0
OTHER_DEPTH: Final = 1.2
"""Whoever bends down to the floor brings the trunk to the horizontal: it leans so much more than
standing, so much more than in the next bend, and knees or depth differ too. Of 565 bends of
rendered people who repeat a hinge or deadlift none is unlike the others in this way, while those
who pick something up lean by 11 to 50 degrees more, seen with an error of 3."""

COMPARABLE: Final = 0.42
"""A bend less deep than this share of one before it is a half one, and says nothing about it."""

HANDLES_LOAD: Final = "The hands went to the floor, as to pick up or set down a weight."


class Shape(NamedTuple):
    """A completed bend: how far it went, how low the lower hand, how bent the knee, how far the
    trunk leaned from standing. NaN where it was not seen."""

    excursion: float
    hand: float
    knee: float
    trunk: float


def shape_of(bend: Bend, drive: RepetitionDrive) -> Shape:
    """The shape of a bend that a drive's counter has timed."""
    trunk = bend.companion_rise if drive.companion == "trunk_inclination_deg" else nan
    return Shape(bend.excursion, bend.lowest_hand, bend.deepest_knee, trunk)


class LoadHandling:
    """Sorts completed bends into repetitions and those that handle the load.

    Parameters
    ----------
    in_hindsight : the set is over, so that a first bend may be decided on with the second.
    expected : whether there may be a load at all; without, every bend is a repetition at once.
    """

    def __init__(self, *, in_hindsight: bool = False, expected: bool = True) -> None:
        self._expected = expected
        self._in_hindsight = in_hindsight
        self._held_back: tuple[Repetition, Shape] | None = None
        self._others: list[Shape] = []

    @property
    def least_excursion(self) -> float:
        """A bend that goes less far than this is a half one beside the one that is held back."""
        return 0.0 if self._held_back is None else COMPARABLE * self._held_back[1].excursion

    def sort(self, repetition: Repetition, shape: Shape) -> list[RepetitionEvent]:
        """Take a completed bend; return what is now decided."""
        if not self._expected:
            return [repetition]
        shape = shape._replace(hand=float(np.maximum(shape.hand, LOWEST_LEGS)))  # NaN stays NaN
        if self._held_back is None and not self._others and self._may_handle(shape):
            self._held_back = (repetition, shape)
            return []
        events: list[RepetitionEvent] = []
        if self._held_back is not None:
            earlier, its_shape = self._held_back
            unlike = _hands_lower(its_shape, shape) or _trunk_further(its_shape, shape)
            events = [self._decided(earlier, its_shape, unlike=unlike)]
            self._held_back = None
        unlike = bool(self._others) and _hands_lower(shape, Shape(*_medians(self._others)))
        return [*events, self._decided(repetition, shape, unlike=unlike)]

    def _may_handle(self, shape: Shape) -> bool:
        """Whether a first bend is held back until there is another."""
        to_horizontal = self._in_hindsight and shape.trunk >= HORIZONTAL_DEG
        return shape.hand <= FLOOR_LEGS or to_horizontal

    def _decided(self, repetition: Repetition, shape: Shape, *, unlike: bool) -> RepetitionEvent:
        if unlike:
            return PartialRepetition(
                repetition.start_s, repetition.turn_s, repetition.end_s, HANDLES_LOAD
            )
        self._others.append(shape)
        return repetition

    def finish(self) -> list[RepetitionEvent]:
        """Count the bend that is still held back: nothing came to compare it with."""
        events: list[RepetitionEvent] = [] if self._held_back is None else [self._held_back[0]]
        self._held_back = None
        return events


def _hands_lower(shape: Shape, usual: Shape) -> bool:
    """Whether the hands reach the floor and go clearly lower, or lower in a deeper bend."""
    lower = usual.hand - shape.hand
    stoops = shape.knee - usual.knee >= KNEE_DEG
    deeper = shape.excursion / usual.excursion
    much_lower = lower >= UNLIKE_LEGS and deeper >= BIT_DEEPER
    a_bit_lower = lower >= BIT_LOWER_LEGS and deeper >= LITTLE_DEEPER and stoops
    in_deeper = lower >= LOWER_LEGS and deeper >= DEEPER
    return shape.hand <= FLOOR_LEGS and bool(much_lower or a_bit_lower or in_deeper)


def _trunk_further(shape: Shape, usual: Shape) -> bool:
    """Whether the trunk goes on to the horizontal, with hips or knees unlike the others."""
    further = shape.trunk - usual.trunk >= MUCH_FURTHER_DEG
    other_knees = abs(shape.knee - usual.knee) >= OTHER_KNEES_DEG
    deeper = shape.excursion / usual.excursion >= OTHER_DEPTH
    return shape.trunk >= HORIZONTAL_DEG and further and (other_knees or deeper)


def _medians(shapes: list[Shape]) -> list[float]:
    """Each number's median over the bends in which it is known, NaN where it never is."""
    columns = [
        [number for number in column if isfinite(number)] for column in zip(*shapes, strict=True)
    ]
    return [median(column) if column else nan for column in columns]
