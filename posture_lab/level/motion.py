"""How the camera itself moves: from what stays where it is behind the person."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from posture_lab.arrays import Floats

Grey = NDArray[np.uint8]
Box = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels."""

EVERY_S: Final = 0.25
"""Pictures are compared this often, always at the same moments of a clip."""

_LONG_SIDE_PX: Final = 320
_MOST_POINTS: Final = 150
_FEWEST_POINTS: Final = 14
_BESIDE_PX: Final = 1.2
"""A point of the room is found again this near to where the camera's motion puts it."""
_AGREEING: Final = 0.5
"""At least this share of the points moves as one, else it is not known how the camera moved."""
_ANEW: Final = 0.6
"""With a smaller share of its points left, a picture is no longer compared with."""
_FAR: Final = 0.1
"""Further than this (picture heights; as a sine, 6 degrees) from a key picture points look
different, and another picture is compared with."""
_MARGIN: Final = 0.12
"""Round the person's box, in its longer sides: what moves along with them is no room."""

_STILL: Final = np.eye(2, 3)


@dataclass(frozen=True, slots=True)
class _Key:
    """A picture that others are compared with, and how the camera had moved by then."""

    grey: Grey
    points: NDArray[np.float32]
    moved: Floats


class MotionWatch:
    """Compares pictures four times a second; 3 to 6 ms each, so that a frame costs under 1 ms.

    Attributes
    ----------
    track : rows of time in seconds and the (2, 3) similarity by which the room has moved in the
        picture since the first row, in picture heights from the picture's middle: x right, y down.
        NaN where it cannot be told. After a cut the track begins anew (``restarts_s``).
    """

    def __init__(self) -> None:
        self.track: list[tuple[float, Floats]] = []
        self._next = 0
        self._key: _Key | None = None
        self._before: tuple[Grey, Grey, Floats] | None = None
        self._latest: NDArray[np.float32] | None = None

    def wants(self, time_s: float) -> bool:
        """Whether the picture at ``time_s`` seconds should be looked at."""
        return time_s >= self._next * EVERY_S - 1e-6

    def restart(self) -> None:
        """What comes now is another camera's."""
        self._key = self._before = self._latest = None

    def look(self, time_s: float, image: NDArray[np.uint8], box: Box | None) -> None:
        """Look at an (H, W, 3) RGB image with the person inside ``box``; None: nobody is seen."""
        self._next = int(np.floor(time_s / EVERY_S + 1e-6)) + 1
        shrink = min(1.0, _LONG_SIDE_PX / max(image.shape[:2]))
        grey = _grey(image, shrink)
        height = len(grey)
        room = _room(grey, None if box is None else np.array(box) * shrink)
        if self._key is None:
            self._begin(grey, room, _STILL)
            self._note(time_s, grey, room, _STILL)
            return
        moved, share = self._compared(grey)
        if moved is None and self._before is not None:
            # Too much has changed since the key picture; not yet since the one before, perhaps.
            self._begin(*self._before)
            moved, share = self._compared(grey)
        if moved is None:
            # As if it had stood still meanwhile: what was missed shows as NaN.
            self.track.append((time_s, np.full((2, 3), np.nan)))
            self._begin(grey, room, self._before[2] if self._before else self._key.moved)
            return
        step = _in_heights(moved, grey.shape[1], height)
        since = _together(self._key.moved, step)
        self._note(time_s, grey, room, since)
        if share < _ANEW or np.abs(step - _STILL).max() > _FAR:
            self._begin(grey, room, since)

    def _note(self, time_s: float, grey: Grey, room: Grey, since: Floats) -> None:
        self.track.append((time_s, since))
        self._before = (grey, room, since)

    def _begin(self, grey: Grey, room: Grey, moved: Floats) -> None:
        found = cv2.goodFeaturesToTrack(grey, _MOST_POINTS, 0.01, 6, mask=room)
        points = np.empty((0, 1, 2), np.float32) if found is None else found.astype(np.float32)
        self._key, self._latest = _Key(grey, points, moved), points

    def _compared(self, grey: Grey) -> tuple[Floats | None, float]:
        """The (2, 3) similarity from the key picture's pixels to these, and its points' share."""
        assert self._key is not None
        assert self._latest is not None
        points = self._key.points
        if len(points) < _FEWEST_POINTS:
            return None, 0.0
        there, found, _ = cv2.calcOpticalFlowPyrLK(
            self._key.grey,
            grey,
            points,
            self._latest.copy(),
            winSize=(15, 15),
            maxLevel=2,
            flags=cv2.OPTFLOW_USE_INITIAL_FLOW,
        )
        known = found.ravel().astype(bool)
        if known.sum() < _FEWEST_POINTS:
            return None, 0.0
        moved, inside = cv2.estimateAffinePartial2D(
            points[known], there[known], method=cv2.RANSAC, ransacReprojThreshold=_BESIDE_PX
        )
        agreeing = 0 if moved is None else int(inside.sum())
        if agreeing < max(_FEWEST_POINTS, _AGREEING * known.sum()):
            return None, 0.0
        whole = np.asarray(moved, np.float64)
        self._latest = cv2.transform(points, whole).astype(np.float32)
        return whole, agreeing / len(points)


def _grey(image: NDArray[np.uint8], shrink: float) -> Grey:
    height, width = image.shape[:2]
    size = (max(1, round(width * shrink)), max(1, round(height * shrink)))
    if shrink < 0.5:  # averaging all of a large picture takes longer than the rest
        image = np.asarray(
            cv2.resize(image, (2 * size[0], 2 * size[1]), interpolation=cv2.INTER_LINEAR),
            dtype=np.uint8,
        )
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), dtype=np.uint8)


def _room(grey: Grey, box: Floats | None) -> Grey:
    """255 where the room is, 0 on and round the person."""
    mask = np.full(grey.shape, 255, np.uint8)
    if box is not None and np.isfinite(box).all():
        margin = _MARGIN * max(box[2] - box[0], box[3] - box[1])
        left, top = np.maximum(box[:2] - margin, 0).astype(int)
        right, bottom = np.maximum(box[2:] + margin, 0).astype(int)
        mask[top:bottom, left:right] = 0
    return mask


def _in_heights(moved: Floats, width: int, height: int) -> Floats:
    """The same motion of places in picture heights from the picture's middle."""
    middle = np.array([width, height]) / 2
    turned = moved[:, :2]
    shift = (turned @ middle + moved[:, 2] - middle) / height
    return np.column_stack([turned, shift])


def _together(first: Floats, then: Floats) -> Floats:
    """One (2, 3) motion after the other."""
    return np.column_stack([then[:, :2] @ first[:, :2], then[:, :2] @ first[:, 2] + then[:, 2]])
