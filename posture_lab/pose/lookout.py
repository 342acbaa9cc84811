"""Looking for people in an image: all of it, a window, or part by part for far ones."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final, Self

import cv2
import numpy as np
from numpy.typing import NDArray

from posture_lab.pose.landmarker import Finder
from posture_lab.pose.person import Person
from posture_lab.pose.window import Window

LOOK_PX: Final = 640
"""The longer side of the picture that is looked at. The detector itself sees 224 pixels and
samples without averaging, so a picture reduced with care shows it more, and costs less."""
MAX_PEOPLE: Final = 4
PARTS_AT_ONCE: Final = 3
SEEN_WELL: Final = 0.72
"""Mean visibility of a bystander; ghosts beside painted-over people stay below 0.7."""
_GREY: Final = 128


class Lookout:
    """Finds everybody in an image, at a price: for now and then, not for every frame."""

    def __init__(self, model: Path) -> None:
        self._finder = Finder(model, MAX_PEOPLE)
        self._part = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._finder.close()

    def look(
        self,
        image: NDArray[np.uint8],
        window: Window | None = None,
        *,
        known: Sequence[Person] = (),
        once: bool = False,
    ) -> list[Person]:
        """Return the people in an image or in a window of it, in pixels of the whole image.

        Next to one person the detector often overlooks another, so whoever is found is painted
        over and the rest is looked at again, until nobody new turns up (``once``: no second time).
        ``known`` people are painted over from the start and not returned. Whoever turns up beside
        painted-over people must be seen well, for paint and furniture look a little like somebody.
        """
        window = window or Window.whole(image)
        part = window.cut(image)
        scale = min(1.0, LOOK_PX / max(window.width, window.height))
        size = (max(1, round(window.width * scale)), max(1, round(window.height * scale)))
        part = cv2.resize(part, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
        stretch = np.array([window.width / size[0], window.height / size[1]])
        corner = np.array([window.left, window.top])
        found: list[Person] = []
        fresh = list(known)
        while len(found) < MAX_PEOPLE:
            for person in fresh:
                left, top, right, bottom = person.box()
                _paint_over(part, (left, top) - corner, (right, bottom) - corner, stretch)
            painted, fresh = [*known, *found], []
            for seen in self._finder.look(part):
                person = Person.of(seen.landmarks_px * stretch + corner)
                ghost = bool(painted) and seen.visibility.mean() < SEEN_WELL
                if not ghost and not any(map(person.is_same_place, [*painted, *fresh])):
                    fresh.append(person)
            found += fresh
            if once or not fresh:
                break
        return found

    def look_far(self, image: NDArray[np.uint8]) -> list[Person]:
        """Return the people in the next few parts of the image, other parts each time.

        Parts are squares as high as the image's shorter side, then half as high, overlapping by a
        third: somebody too small to be noticed in the whole image is large enough in one of them.
        """
        parts = _squares(image)
        for _ in range(PARTS_AT_ONCE):
            self._part = (self._part + 1) % len(parts)
            if people := self.look(image, parts[self._part], once=True):
                return people
        return []


def _squares(image: NDArray[np.uint8]) -> list[Window]:
    height, width = image.shape[:2]
    shorter = min(height, width)
    parts = []
    for side in (shorter, max(1, shorter // 2)):
        columns, rows = (
            max(1, -(-3 * (length - side) // (2 * side)) + 1) for length in (width, height)
        )
        for row, column in np.ndindex(rows, columns):
            left = round(column * (width - side) / max(columns - 1, 1))
            top = round(row * (height - side) / max(rows - 1, 1))
            parts.append(Window(left, top, side, side))
    return parts


def _paint_over(
    part: NDArray[np.uint8],
    low: NDArray[np.float64],
    high: NDArray[np.float64],
    stretch: NDArray[np.float64],
) -> None:
    """Fill a box, given in pixels of the unreduced part, with grey."""
    left, top = np.maximum(low / stretch, 0.0).astype(int)
    right, bottom = np.maximum(high / stretch, 0.0).astype(int)
    part[top:bottom, left:right] = _GREY
