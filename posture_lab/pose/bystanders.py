"""Other people beside the subject: are they near, is one of them who we wanted?"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from posture_lab.arrays import Floats
from posture_lab.pose.landmarks import Landmark
from posture_lab.pose.person import Person
from posture_lab.pose.wardrobe import Wardrobe

_MARKS: Final = [
    Landmark.NOSE,
    Landmark.LEFT_SHOULDER,
    Landmark.RIGHT_SHOULDER,
    Landmark.LEFT_HIP,
    Landmark.RIGHT_HIP,
    Landmark.LEFT_KNEE,
    Landmark.RIGHT_KNEE,
]
STILL_SIZES: Final = 0.05
"""A picture of a person jitters by less than this, in body sizes; a person sways by more."""
MOVED_SIZES: Final = 0.15
"""Somebody who moved at least this far is alive."""
STILL_S: Final = 2.0
"""How long the followed one must have kept as still as a picture."""
LOOK_EVERY_S: Final = 3.0
"""How often others are looked for while nobody else is known: costs about 1.5 % of the time."""
LOOK_WITH_OTHERS_S: Final = 1.0
LOOK_WHEN_NEAR_S: Final = 0.3
NEAR_SIZES: Final = 1.0
"""Nearer than this, in body sizes, two people can be taken for one another."""


@dataclass(slots=True)
class Bystanders:
    """Keeps an eye on the people who are not followed.

    Attributes
    ----------
    people : those of the last look.
    wardrobe : what any of them wore while they were not near the subject.
    """

    people: list[Person] = field(default_factory=list)
    wardrobe: Wardrobe = field(default_factory=Wardrobe)
    _first: list[Person] = field(default_factory=list)
    _lowest: Floats | None = None
    _highest: Floats | None = None
    _since_s: float = 0.0

    def follow_anew(self, time_s: float) -> None:
        """Start watching whether the followed person moves."""
        self._lowest = self._highest = None
        self._since_s = time_s

    def watch(self, person: Person) -> None:
        """Note how far the followed person has moved."""
        marks = person.landmarks_px[_MARKS]
        self._lowest = marks if self._lowest is None else np.minimum(self._lowest, marks)
        self._highest = marks if self._highest is None else np.maximum(self._highest, marks)

    def meet(self, people: Sequence[Person]) -> None:
        """Take over the others of a new look, and where each of them was first seen."""
        first = []
        for person in people:
            before = [
                start
                for start, latest in zip(self._first, self.people, strict=True)
                if _apart(person, latest) < NEAR_SIZES
            ]
            first.append(before[0] if before else person)
        self.people, self._first = list(people), first

    def is_near(self, person: Person) -> bool:
        """Tell whether somebody is close enough to ``person`` to be confused with them."""
        return any(_apart(person, other) < NEAR_SIZES for other in self.people)

    @staticmethod
    def wait_s(*, near_for_s: float, alone_for_s: float) -> float:
        """Return when to look again, by how long ago somebody was near, and in sight at all."""
        if near_for_s < LOOK_EVERY_S:
            return LOOK_WHEN_NEAR_S
        return LOOK_WITH_OTHERS_S if alone_for_s < 2 * LOOK_EVERY_S else LOOK_EVERY_S

    def alive_instead(self, followed: Person, time_s: float) -> Person | None:
        """Return a moving person if the followed one has been as still as a picture, else None."""
        if self._lowest is None or self._highest is None or time_s - self._since_s < STILL_S:
            return None
        if float((self._highest - self._lowest).max()) > STILL_SIZES * followed.size_px:
            return None
        for person, start in zip(self.people, self._first, strict=True):
            moved = np.abs(person.landmarks_px[_MARKS] - start.landmarks_px[_MARKS]).max()
            if moved > MOVED_SIZES * person.size_px:
                return person
        return None


def _apart(one: Person, other: Person) -> float:
    """Distance between two people in body sizes of the larger one."""
    distance = float(np.hypot(*(one.centre_px - other.centre_px)))
    return distance / max(one.size_px, other.size_px, 1e-9)
