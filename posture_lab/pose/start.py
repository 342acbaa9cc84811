"""Finding the subject at the start of a clip."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from posture_lab.pose.lookout import Lookout
from posture_lab.pose.person import Person
from posture_lab.pose.subject import (
    Memory,
    SubjectChoice,
    at_point,
    largest_and_most_central,
)
from posture_lab.pose.window import Window
from posture_lab.video.frame import Frame

LOOK_EVERY_S: Final = 0.15
FAR_AFTER_S: Final = 3.0
"""With nobody in sight for this long, small far people are searched for part by part."""
LARGE: Final = 0.35
"""From this body size on, in shorter picture sides, one look is enough; a smaller find counts
when the next look confirms it, for small shapes are easily taken for people."""
CHOICE_VALID_S: Final = 1.0
"""How long after the picked moment the picked point still tells who was meant."""


@dataclass(frozen=True, slots=True)
class Found:
    """The subject and everybody in the image, the subject included."""

    subject: Person
    people: list[Person]


class Start:
    """Looks at the first frames until the subject is found.

    Attributes
    ----------
    missed : True when nobody was at the point the user picked, so that the largest and most
        central person is taken.
    """

    def __init__(self, choice: SubjectChoice | None) -> None:
        self.missed = False
        self._choice = choice
        self._looked_at_point = False
        self._candidate: Memory | None = None
        self._far: Person | None = None
        self._next_look_s = -np.inf
        self._nobody_since_s: float | None = None

    def look(self, frame: Frame, lookout: Lookout) -> Found | None:
        """Return the subject if this frame is due for a look and shows them."""
        time_s = frame.time_s
        if self._choice is not None and time_s > self._choice.time_s + CHOICE_VALID_S:
            self.missed, self._choice = self._looked_at_point, None
        if time_s < self._next_look_s or (self._choice and time_s < self._choice.time_s):
            return None
        self._next_look_s = time_s + LOOK_EVERY_S
        people = self._people(frame, lookout)
        if self._choice is not None:
            self._looked_at_point = True
            x, y = self._choice.point_px
            person = at_point(people, (x * frame.scale, y * frame.scale))
            return None if person is None else Found(person, people)
        return self._best(people, frame)

    def _people(self, frame: Frame, lookout: Lookout) -> list[Person]:
        people = lookout.look(frame.image)
        if people:
            self._nobody_since_s = frame.time_s
        elif self._far is not None:
            people = lookout.look(frame.image, Window.around(self._far, frame.image))
        elif self._nobody_since_s is None:
            self._nobody_since_s = frame.time_s
        elif frame.time_s - self._nobody_since_s > FAR_AFTER_S:
            people = lookout.look_far(frame.image)
            self._far = largest_and_most_central(people, *frame.image.shape[1::-1])
            return people
        self._far = None
        return people

    def _best(self, people: Sequence[Person], frame: Frame) -> Found | None:
        height, width = frame.image.shape[:2]
        person = largest_and_most_central(people, width, height)
        before, self._candidate = self._candidate, None
        if person is None:
            return None
        large = person.size_px > LARGE * min(width, height)
        if large or (before is not None and before.could_be_here(person, frame.time_s)):
            return Found(person, list(people))
        self._candidate = Memory(person, frame.time_s)
        return None
