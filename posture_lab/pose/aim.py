"""Pointing the tracker at one person: the window it is shown, and which way round."""

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from posture_lab.arrays import Floats
from posture_lab.pose.landmarker import Seen, Tracker
from posture_lab.pose.landmarks import Landmark
from posture_lab.pose.outline import trace_outlines
from posture_lab.pose.person import Person
from posture_lab.pose.window import Window

Image = NDArray[np.uint8]

TURNED: Final = 0.5
"""Somebody who has turned round this far is shown to the tracker the other way round."""
_LEFT: Final = np.array([Landmark.LEFT_SHOULDER, Landmark.LEFT_HIP])
_RIGHT: Final = np.array([Landmark.RIGHT_SHOULDER, Landmark.RIGHT_HIP])
_GREY: Final = 128


@dataclass(frozen=True, slots=True)
class Followed:
    """The subject in one image.

    Attributes
    ----------
    landmarks_px : (33, 2) pixels of the whole image.
    world_m, visibility : as in a PoseSequence.
    seen : what the tracker saw: pixels and mask of its window, which may be mirrored.
    shown : (H, W, 3) the window as the tracker saw it, good until the next image is followed.
    mirrored : whether the tracker's window was mirrored.
    """

    landmarks_px: Floats
    world_m: Floats
    visibility: Floats
    seen: Seen
    shown: Image
    mirrored: bool

    def outlines(self) -> tuple[Floats, Floats]:
        """Return the trunk's (S, 2) and the legs' (2, 2, L, 2) edges in the image as it is."""
        assert self.seen.mask is not None
        trunk, legs = trace_outlines(self.seen.mask, self.seen.landmarks_px, self.shown)
        # In the mirror left and right change places: edges, and the legs themselves.
        return (-trunk[:, ::-1], -legs[::-1, ..., ::-1]) if self.mirrored else (trunk, legs)

    def faces(self) -> float:
        """Return 1 when facing picture right, -1 left, values between when turned."""
        across = self.world_m[_LEFT].sum(axis=0) - self.world_m[_RIGHT].sum(axis=0)
        x, _, z = across.tolist()
        return float(z / max(math.hypot(x, z), 1e-9))


class Aim:
    """The tracker with its window on one person.

    The network sees people who face left and people who face right with different errors, up to
    three degrees for the same person. So the tracker is shown everybody facing right: the window
    of somebody who faces left is mirrored. A mirrored clip then gives the same numbers.
    """

    def __init__(self, model: Path) -> None:
        self._tracker = Tracker(model)
        self._window: Window | None = None
        self._mirrored = False
        self._flipped: cv2.typing.MatLike | None = None

    def close(self) -> None:
        """Give back what MediaPipe holds."""
        self._tracker.close()

    @property
    def is_set(self) -> bool:
        """Whether the tracker is on somebody."""
        return self._window is not None

    def drop(self) -> None:
        """Follow nobody until set on somebody again."""
        self._window = None

    def set_on(self, image: Image, person: Person, people: list[Person]) -> Followed | None:
        """Set the tracker on ``person`` and on none of the other ``people`` in the image.

        Returns what it sees of the person, None when it does not take to them.
        """
        window = Window.around(person, image)
        alone = _without(image, person, [o for o in people if not o.is_same_place(person)])
        followed = self._first_sight(alone, window, mirrored=False)
        if followed is not None and followed.faces() < 0:
            followed = self._first_sight(alone, window, mirrored=True)
        # The first sight comes from the detector; the second one is as good as all that follow.
        followed = followed and self._track(alone, window)
        if followed is None or not Person.of(followed.landmarks_px).is_same_place(person):
            self._window = None
            return None
        self._window = window
        return followed

    def follow(self, image: Image) -> Followed | None:
        """Return the person in the next image; None when lost or not set on anybody."""
        return None if self._window is None else self._track(image, self._window)

    def keeps_up(self, image: Image, followed: Followed, person: Person) -> bool:
        """Move the window along; False when the tracker had better be set on the person anew."""
        if self._window is None or not self._window.fits(person, image):
            return False
        self._window = self._window.after(person, image)
        return followed.faces() * (-1.0 if self._mirrored else 1.0) > -TURNED

    def _first_sight(self, image: Image, window: Window, *, mirrored: bool) -> Followed | None:
        self._tracker.forget()
        self._mirrored = mirrored
        return self._track(image, window)

    def _track(self, image: Image, window: Window) -> Followed | None:
        """Show the tracker its window, facing right, and put what it saw back in place."""
        shown = window.cut(image)
        if self._mirrored:
            # Into the same memory every time: fresh memory costs more than the mirroring.
            self._flipped = cv2.flip(shown, 1, self._flipped)
            shown = np.asarray(self._flipped, dtype=np.uint8)
        seen = self._tracker.follow(shown)
        if seen is None:
            return None
        upright = seen.mirrored(window.width) if self._mirrored else seen
        landmarks_px = upright.landmarks_px + np.array([window.left, window.top])
        return Followed(
            landmarks_px, upright.world_m, upright.visibility, seen, shown, self._mirrored
        )


def _without(image: Image, person: Person, others: list[Person]) -> Image:
    """Return the image with the others greyed out, except where ``person`` is."""
    if not others:
        return image
    kept = image.copy()
    for other in others:
        kept[_slices(other, image)] = _GREY
    inside = _slices(person, image)
    kept[inside] = image[inside]
    return kept


def _slices(person: Person, image: Image) -> tuple[slice, slice]:
    height, width = image.shape[:2]
    left, top, right, bottom = person.box()
    columns = slice(int(np.clip(left, 0, width)), int(np.clip(right, 0, width)))
    return slice(int(np.clip(top, 0, height)), int(np.clip(bottom, 0, height))), columns
