"""Sudden changes of the whole picture: where clips are joined, or the camera is another one."""

from collections import deque
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

_SIDE: Final = 48
"""Pictures are compared in so many pixels by so many."""

_CUT: Final = 0.2
"""A picture that resembles the one before it less than this (1 less the correlation of the two) may
be another camera's..."""
_ALL: Final = 0.4
"""...more surely so from here on..."""
_JOLT: Final = 0.03
"""...and by this much at least changes what shows another person in front of the same wall."""

_ON_PERSON: Final = 0.05
"""By so much at least the picture of the person changes, too."""

_CUT_STANDS_OUT: Final = 8.0
_ALL_STANDS_OUT: Final = 5.0
_JOLT_STANDS_OUT: Final = 3.0
"""A sudden change is so many times larger than those before and after it. Fast motion, shaking
hands, wipes and fades change as much in the next picture."""

_NOISE: Final = 0.01
"""Changes smaller than this are none."""

_SAME: Final = 1e-4
_REPEATED_S: Final = 0.2
"""A picture stored again within this time is passed over."""

_STAYS: Final = 0.5
"""After a flash the picture is the old one: the change before and after is less than this share."""

_LEAST_CONTRAST: Final = 6.0
"""Grey levels (standard deviation): a single colour or darkness is no picture to compare..."""
_TITLE_CONTRAST: Final = 12.0
"""...and less than this is a title."""

_BEFORE: Final = 3
_AFTER: Final = 2

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Sudden:
    """A sudden change: the time of the first picture after it, and whether it is a cut.

    What is no cut is a change of part of the picture, such as somebody who is there at once.
    """

    time_s: float
    cut: bool


@dataclass(frozen=True, slots=True)
class _Picture:
    time_s: float
    grey: NDArray[np.float32]
    contrast: float
    change: float
    person: tuple[slice, slice]


class CutWatch:
    """Compares each picture with the one before it, and says so two pictures after a change.

    Costs about 0.15 ms a picture.
    """

    def __init__(self) -> None:
        self._latest: deque[_Picture] = deque(maxlen=_BEFORE + 1 + _AFTER)

    def see(self, time_s: float, image: NDArray[np.uint8], box: Box | None = None) -> Sudden | None:
        """Take the next (H, W, 3) RGB picture; return the change that is now certain, if any.

        ``box`` is where the person was in the picture before: left, top, right, bottom. A caption
        that appears beside them is no cut.
        """
        grey = _small(image)
        contrast = float(grey.std())
        change = 0.0
        if self._latest:
            change = _unlike(self._latest[-1].grey, grey)
            repeated = change < _SAME and time_s - self._latest[-1].time_s < _REPEATED_S
            if repeated:  # stored twice, to fill up a frame rate
                return None
        self._latest.append(_Picture(time_s, grey, contrast, change, _part(image, box)))
        return self._judged(len(self._latest) - 1 - _AFTER)

    def finish(self) -> list[Sudden]:
        """Return the changes of the last pictures, which can no longer be confirmed."""
        count = len(self._latest)
        last = (self._judged(number) for number in range(max(count - _AFTER, 1), count))
        return [change for change in last if change is not None]

    def _judged(self, number: int) -> Sudden | None:
        if number < 1 or self._latest[number].change < _JOLT:
            return None
        pictures = list(self._latest)
        before, here, after = pictures[number - 1], pictures[number], pictures[-1]
        others = [p.change for at, p in enumerate(pictures) if at not in (0, number)]
        stands_out = here.change / (max(others, default=0.0) + _NOISE)
        contrast = min(before.contrast, here.contrast)
        if stands_out < _JOLT_STANDS_OUT or contrast < _LEAST_CONTRAST:
            return None
        if _unlike(before.grey, after.grey) < _STAYS * here.change:
            return None
        cut = (here.change >= _CUT and stands_out >= _CUT_STANDS_OUT) or (
            here.change >= _ALL and stands_out >= _ALL_STANDS_OUT
        )
        cut = cut and _unlike(before.grey[here.person], here.grey[here.person]) >= _ON_PERSON
        return Sudden(here.time_s, cut and contrast >= _TITLE_CONTRAST)


def _small(image: NDArray[np.uint8]) -> NDArray[np.float32]:
    # Single pixels first: to average all of a large picture would cost ten times as much.
    some = cv2.resize(image, (3 * _SIDE, 3 * _SIDE), interpolation=cv2.INTER_NEAREST)
    small = cv2.resize(some, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), dtype=np.float32)


def _part(image: NDArray[np.uint8], box: Box | None) -> tuple[slice, slice]:
    """The rows and columns of the small picture on which ``box`` lies; all of them without one."""
    if box is None or not np.isfinite(box).all():
        return slice(None), slice(None)
    height, width = image.shape[:2]
    left, top, right, bottom = np.clip(
        np.array(box) * _SIDE / np.array([width, height, width, height]), 0, _SIDE
    )
    if right - left < 2 or bottom - top < 2:
        return slice(None), slice(None)
    return slice(int(top), int(np.ceil(bottom))), slice(int(left), int(np.ceil(right)))


def _unlike(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    """1 less the correlation of two pictures: 0 for the same, 1 and more for strangers."""
    a, b = one - one.mean(), other - other.mean()
    size = float(np.sqrt((a * a).sum() * (b * b).sum()))
    return 1.0 - float((a * b).sum()) / max(size, 1.0)
