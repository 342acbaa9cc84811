"""The part of the image that the tracker is given: all of it, or a window round a small person."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from posture_lab.pose.person import Person

ROOM = 2.0
"""Half the window's side, in reaches of the person."""
MAX_SHIFT = 0.15
"""Furthest a window moves from one frame to the next, in reaches, so that the tracker keeps up."""
WORTH_IT = 0.7
"""A window larger than this share of the image is not worth it."""


@dataclass(frozen=True, slots=True)
class Window:
    """A rectangle of whole pixels inside an image.

    The tracker remembers its person by place in the picture it was given. A window that moves
    along with the person keeps that place, so the tracker holds on; a window around a person who
    fills the image is the image itself.
    """

    left: int
    top: int
    width: int
    height: int

    @classmethod
    def whole(cls, image: NDArray[np.uint8]) -> Self:
        """Return the window that is the image itself."""
        return cls(0, 0, image.shape[1], image.shape[0])

    @classmethod
    def around(cls, person: Person, image: NDArray[np.uint8]) -> Self:
        """Return a window with room around ``person``, or the whole image if that is as good."""
        height, width = image.shape[:2]
        side = round(2 * ROOM * person.reach_px)
        wide, high = min(side, width), min(side, height)
        if wide * high > WORTH_IT * width * height:
            return cls.whole(image)
        left, top = np.round(person.hips_px - (wide / 2, high / 2)).astype(int)
        return cls(_within(left, width - wide), _within(top, height - high), wide, high)

    def after(self, person: Person, image: NDArray[np.uint8]) -> Self:
        """Return the window for the next frame: moved along, never by much."""
        height, width = image.shape[:2]
        limit = MAX_SHIFT * person.reach_px

        def moved(start: int, length: int, wanted: float, room: int) -> int:
            shift = min(max(wanted - (start + length / 2), -limit), limit)
            return _within(start + round(shift), room - length)

        x, y = person.hips_px.tolist()
        return type(self)(
            moved(self.left, self.width, x, width),
            moved(self.top, self.height, y, height),
            self.width,
            self.height,
        )

    def fits(self, person: Person, image: NDArray[np.uint8]) -> bool:
        """Tell whether the window still has the right size for ``person``."""
        wanted = type(self).around(person, image)
        return 0.7 < wanted.width / self.width < 1.4 and 0.7 < wanted.height / self.height < 1.4

    def cut(self, image: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Return this part of the image, a view."""
        return image[self.top : self.top + self.height, self.left : self.left + self.width]


def _within(value: int, limit: int) -> int:
    return int(min(max(value, 0), max(limit, 0)))
