"""People met in single pictures of a clip, seconds apart: who is new, who was seen before?"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from posture_lab.arrays import Floats
from posture_lab.pose.bystanders import NEAR_SIZES
from posture_lab.pose.person import Person
from posture_lab.pose.subject import OTHER_CLOTHES, OTHER_LOOK, Memory
from posture_lab.pose.wardrobe import clothes

Image = NDArray[np.uint8]


class Acquaintances:
    """Everybody met so far, known by the place where they were last and by their clothes."""

    def __init__(self) -> None:
        self._memories: list[Memory] = []

    def add(self, image: Image, person: Person, time_s: float) -> None:
        """Get to know somebody in an image."""
        memory = Memory(person, time_s)
        memory.wardrobe.add(clothes(image, person.landmarks_px))
        self._memories.append(memory)

    def newcomers(self, image: Image, people: Sequence[Person], time_s: float) -> list[Person]:
        """Return those who cannot be anybody known; take note of how the others look now.

        Nobody is two people at once: of several who resemble the same acquaintance, the most
        similar one is.
        """
        looks = [clothes(image, person.landmarks_px) for person in people]
        alike = sorted(
            (memory.unlikeness(person, look), known, number)
            for number, (person, look) in enumerate(zip(people, looks, strict=True))
            for known, memory in enumerate(self._memories)
            if could_be(memory, person, look, time_s)
        )
        met: dict[int, int] = {}
        for _, known, number in alike:
            if known not in met.values() and number not in met:
                met[number] = known
                self._memories[known].update(people[number], time_s)
                self._memories[known].wardrobe.add(looks[number])
        return [person for number, person in enumerate(people) if number not in met]


def could_be(memory: Memory, person: Person, look: Floats, time_s: float) -> bool:
    """Tell whether ``person`` may be who is remembered, before or after that moment."""
    apart_s = abs(time_s - memory.time_s)
    if memory.could_be(person, look, memory.time_s + apart_s):
        return True
    moved = float(np.hypot(*(person.centre_px - memory.person.centre_px)))
    size = max(memory.person.size_px, person.size_px)
    other = memory.wardrobe.distance(look) > OTHER_CLOTHES or (
        memory.wardrobe.unlike(look) > OTHER_LOOK
    )
    return moved < NEAR_SIZES * size and not other
