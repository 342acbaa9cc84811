"""The people who are followed one after the other, known again after cuts."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from posture_lab.pose.footage import Appearance
from posture_lab.pose.person import Person
from posture_lab.pose.start import LARGE
from posture_lab.pose.subject import SAME_LOOK, Memory, largest_and_most_central
from posture_lab.pose.wardrobe import clothes

Image = NDArray[np.uint8]


@dataclass(slots=True)
class Cast:
    """The people followed in one clip or part of it, one after the other.

    Attributes
    ----------
    people : what is known of each.
    spans : (from, number in ``people``), in order of time.
    """

    people: list[Memory] = field(default_factory=list)
    spans: list[tuple[float, int]] = field(default_factory=list)

    def begin(self, memory: Memory, time_s: float) -> None:
        """Somebody new is followed from ``time_s`` on."""
        self.people.append(memory)
        self.spans.append((time_s, len(self.people) - 1))

    def after_cut(
        self, image: Image, people: Sequence[Person], cut_s: float, time_s: float
    ) -> tuple[Memory, Person] | None:
        """Return who is followed after a cut, and where: a known one, else the main one.

        Of the known the one followed last comes first. None if there is nobody large enough to be
        meant.
        """
        last = self.spans[-1][1]
        numbers = [last, *(n for n in range(len(self.people)) if n != last)]
        looks = [clothes(image, person.landmarks_px) for person in people]
        for number in numbers:
            wardrobe = self.people[number].wardrobe
            unlike = [wardrobe.unlike(look) for look in looks]
            alike = [(off, at) for at, off in enumerate(unlike) if off <= SAME_LOOK]
            if alike:
                self.spans.append((cut_s, number))
                return self.people[number], people[min(alike)[1]]
        person = largest_and_most_central(people, image.shape[1], image.shape[0])
        if person is None or person.size_px < LARGE * min(image.shape[:2]):
            return None
        memory = Memory(person, time_s)
        memory.wardrobe.add(clothes(image, person.landmarks_px))
        self.begin(memory, cut_s)
        return memory, person

    def appearances(self, *, picked: bool) -> tuple[Appearance, ...]:
        """Return the stretches with what each person looks like."""
        return tuple(
            Appearance(start_s, number, self.people[number].wardrobe.looks, picked and not at)
            for at, (start_s, number) in enumerate(self.spans)
        )
