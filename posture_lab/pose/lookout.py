"""Looking for people in an image: all of it, a window, or part by part for far ones."""

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


class Lookout:
    """Finds everybody in an image, at a price: for now and then, not for every frame."""

    def __init__(self, model: Path) -> None:
        self._finder = Finder(model)
        self._tile = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._finder.close()

    def look(self, image: NDArray[np.uint8], window: Window | None = None) -> list[Person]:
        """Return the people in an image or in a window of it, in pixels of the whole image."""
        window = window or Window.whole(image)
        part = window.cut(image)
        scale = min(1.0, LOOK_PX / max(window.width, window.height))
        if scale < 1.0:
            small = cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
            part = small.astype(np.uint8, copy=False)
        found: list[Person] = []
        stretch = (window.width / part.shape[1], window.height / part.shape[0])
        for seen in self._finder.look(part):
            person = Person.of(seen.landmarks_px * stretch + (window.left, window.top))
            # The detector sometimes finds one body twice.
            if not any(person.is_same_place(other) for other in found):
                found.append(person)
        return found

    def look_far(self, image: NDArray[np.uint8]) -> list[Person]:
        """Return the people in one part of the image, another part each time.

        Parts are squares of half the image's shorter side, overlapping by a third: somebody who is
        too small to be noticed in the whole image is large enough in one of them.
        """
        height, width = image.shape[:2]
        side = min(height, width) // 2
        columns, rows = (max(2, -(-3 * length // (2 * side))) for length in (width, height))
        self._tile = (self._tile + 1) % (columns * rows)
        row, column = divmod(self._tile, columns)
        left = round(column * (width - side) / (columns - 1))
        top = round(row * (height - side) / (rows - 1))
        return self.look(image, Window(left, top, side, side))
