"""The people who are followed one after the other, known again after cuts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from posture_lab.pose.footage import Appearance
from posture_lab.pose.person import Person
from posture_lab.pose.start import LARGE
from posture_lab.pose.subject import SAME_LOOK, SEARCH_S, Memory, largest_and_most_central
from posture_lab.pose.wardrobe import clothes

Image = NDArray[np.uint8]

AS_LARGE: Final = 0.6
"""Somebody smaller than this share of the one followed is in the background."""
ONE_STAY_S: Final = 1.0
SHORTEST_STAY_S: Final = 0.5


@dataclass(slots=True)
class Cast:
    """The people followed in one clip or part of it, one after the other.

    Attributes
    ----------
    people : what is known of each.
    spans : (from, number in ``people``), in order of time.
    strangers_s : (from, to) when somebody else was there while nobody could be followed.
    """

    people: list[Memory] = field(default_factory=list)
    spans: list[tuple[float, int]] = field(default_factory=list)
    strangers_s: list[tuple[float, float]] = field(default_factory=list)

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

    def meet_stranger(self, people: Sequence[Person], time_s: float) -> None:
        """Take note of ``people`` none of whom is the one who left at least SEARCH_S ago."""
        left = self.people[self.spans[-1][1]]
        as_large = [p for p in people if p.size_px > AS_LARGE * left.person.size_px]
        if not as_large or time_s - left.time_s < SEARCH_S:
            return
        if self.strangers_s and time_s - self.strangers_s[-1][1] < ONE_STAY_S:
            self.strangers_s[-1] = (self.strangers_s[-1][0], time_s)
        else:
            self.strangers_s.append((time_s, time_s))

    @property
    def strangers_told(self) -> str | None:
        """The sentence about those who came while the one followed was away; None without any."""
        stays = [(a, b) for a, b in self.strangers_s if b - a >= SHORTEST_STAY_S]
        if not stays:
            return None
        told = " and ".join(f"from {a:.1f} to {b:.1f} s" for a, b in stays)
        return f"Another person is in the picture {told}; only the one seen first was analysed."

    def appearances(self, *, picked: bool) -> tuple[Appearance, ...]:
        """Return the stretches with what each person looks like."""
        return tuple(
            Appearance(start_s, number, self.people[number].wardrobe.looks, picked and not at)
            for at, (start_s, number) in enumerate(self.spans)
        )
