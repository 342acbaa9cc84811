"""Which person in the clip is the subject: chosen once, then recognised again."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from posture_lab.arrays import Floats
from posture_lab.pose.person import Person
from posture_lab.pose.wardrobe import Wardrobe, clothes

STEP_SIZES: Final = 0.15
"""Sudden displacement that is still believed, in body sizes (about 1.3 m each)."""
SPEED_SIZES_PER_S: Final = 3.0
"""Speed that is still believed, in body sizes a second: about 4 m/s."""
WALK_SIZES_PER_S: Final = 1.5
"""Speed out of sight, in body sizes a second: about 2 m/s."""
SAME_PLACE_SIZES: Final = 0.3
"""Somebody found again within this distance is the same person if the clothes allow it."""
SEARCH_S: Final = 2.0
"""After this long out of sight the place no longer tells, the clothes do."""
SAME_CLOTHES: Final = 25.0
"""Clothes at most this different are the same person's, elsewhere in the picture."""
OTHER_CLOTHES: Final = 70.0
"""Clothes more different than this are never the same person's, not even in the same place."""
SAME_LOOK: Final = 26.0
"""Figures at most this different are the same person's, even in another picture after a cut
(docs/pose.md)."""
OTHER_LOOK: Final = 34.0
"""Figures more different than this are never the same person's, though weights hide much."""


@dataclass(frozen=True, slots=True)
class SubjectChoice:
    """The person the user picked, by a point on them at one moment.

    Attributes
    ----------
    time_s : when the point was picked, seconds from the clip's first frame; frames before it are
        not analysed.
    point_px : (x, y) in picture pixels.
    """

    time_s: float
    point_px: tuple[float, float]


def largest_and_most_central(
    people: Sequence[Person], width: float, height: float
) -> Person | None:
    """Return the person who is most likely meant, None if there is nobody.

    Size counts fully; being at the edge of the picture instead of in its middle halves it.
    """

    def weight(person: Person) -> float:
        off = (person.centre_px - (width / 2, height / 2)) / (width / 2, height / 2)
        return person.size_px * (1.0 - 0.5 * min(1.0, float(np.abs(off).max())))

    return max(people, key=weight, default=None)


def at_point(people: Sequence[Person], point: tuple[float, float]) -> Person | None:
    """Return the person at a point: of those whose box holds it, the one with the nearest centre.

    None if no box holds it.
    """

    def holds(person: Person) -> bool:
        left, top, right, bottom = person.box()
        return left <= point[0] <= right and top <= point[1] <= bottom

    return min(
        filter(holds, people),
        key=lambda person: float(np.hypot(*(person.centre_px - point))),
        default=None,
    )


@dataclass(slots=True)
class Memory:
    """What is known of the subject: where they were last, how large, what they wear."""

    person: Person
    time_s: float
    wardrobe: Wardrobe = field(default_factory=Wardrobe)

    def update(self, person: Person, time_s: float) -> None:
        """Take over the newest place; the size follows slowly."""
        self.person, self.time_s = person, time_s

    def is_other_in(self, image: NDArray[np.uint8]) -> bool:
        """Tell whether somebody else stands where the subject was last seen."""
        look = clothes(image, self.person.landmarks_px)
        return self.wardrobe.unlike(look) > OTHER_LOOK

    def could_be_here(self, person: Person, time_s: float) -> bool:
        """Tell whether the subject can have moved to where ``person`` is."""
        size = max(self.person.size_px, person.size_px)
        moved = float(np.hypot(*(person.centre_px - self.person.centre_px)))
        ratio = person.size_px / max(self.person.size_px, 1e-9)
        gone_s = time_s - self.time_s
        return moved <= size * (STEP_SIZES + SPEED_SIZES_PER_S * gone_s) and 0.5 < ratio < 2.0

    def unlikeness(self, person: Person, look: Floats) -> float:
        """Return how little ``person`` resembles the subject, by place and clothes; 0 is alike."""
        moved = float(np.hypot(*(person.centre_px - self.person.centre_px)))
        apart = self.wardrobe.distance(look)
        return moved / max(self.person.size_px, 1e-9) + float(np.nan_to_num(apart)) / 40.0

    def could_be(self, person: Person, look: Floats, time_s: float) -> bool:
        """Tell whether ``person``, found after the subject was lost, may be the subject."""
        apart = self.wardrobe.distance(look)
        size = max(self.person.size_px, person.size_px)
        moved = float(np.hypot(*(person.centre_px - self.person.centre_px))) / size
        ratio = person.size_px / max(self.person.size_px, 1e-9)
        gone_s = time_s - self.time_s
        unlike = self.wardrobe.unlike(look)
        if moved <= SAME_PLACE_SIZES:
            # A weight may hide them for a moment; nobody takes another's very place as quickly.
            other = unlike > OTHER_LOOK and gone_s > SEARCH_S
            return 0.5 < ratio < 2.0 and not apart > OTHER_CLOTHES and not other
        reachable = gone_s > SEARCH_S or moved <= STEP_SIZES + WALK_SIZES_PER_S * gone_s
        alike = not apart > SAME_CLOTHES and not unlike > SAME_LOOK
        return reachable and 0.4 < ratio < 2.5 and alike
