"""All that is looked at beside the body, frame by frame: cuts, the room's lines, the camera."""

import numpy as np
from numpy.typing import NDArray

from posture_lab.arrays import Floats
from posture_lab.level.motion import MotionWatch
from posture_lab.pose.background import RoomWatch
from posture_lab.pose.cuts import CutWatch, Sudden
from posture_lab.pose.footage import Appearance, Footage
from posture_lab.pose.person import Person


class Surroundings:
    """Watches one clip, or a part of it.

    Attributes
    ----------
    cuts : times of cuts in seconds, in order.
    """

    def __init__(self) -> None:
        self.cuts: list[float] = []
        self._room = RoomWatch()
        self._cut_watch = CutWatch()
        self._motion = MotionWatch()
        self._box: tuple[float, float, float, float] | None = None

    def change(self, time_s: float, image: NDArray[np.uint8]) -> Sudden | None:
        """Take the next picture; return a sudden change shortly before it, if there was one."""
        change = self._cut_watch.see(time_s, image, self._box)
        if change is not None and change.cut:
            self.cut_at(change.time_s)
        return change

    def cut_at(self, time_s: float) -> None:
        """From ``time_s`` on the clip shows something else."""
        if time_s not in self.cuts:
            self.cuts.append(time_s)
            self._box = None
            self._room.restart()
            self._motion.restart()

    def look(
        self, time_s: float, image: NDArray[np.uint8], landmarks_px: Floats | None, scale: float
    ) -> None:
        """Look at what is around the person of (33, 2) ``landmarks_px``, None where not seen.

        ``scale`` is how many pixels of the (H, W, 3) RGB image make one of the clip's picture.
        """
        if landmarks_px is not None:  # Whoever is lost from sight is still about there.
            self._box = Person.of(landmarks_px).box()
        if self._motion.wants(time_s):
            self._motion.look(time_s, image, self._box)
        if landmarks_px is not None and self._room.wants(time_s):
            self._room.look(time_s, image, landmarks_px, scale)

    def finish(self) -> None:
        """Take the changes of the last pictures, too."""
        for change in self._cut_watch.finish():
            if change.cut:
                self.cut_at(change.time_s)

    @property
    def lines(self) -> tuple[Floats, ...]:
        """The room's lines in a few pictures."""
        return tuple(self._room.pictures)

    def footage(self, appearances: tuple[Appearance, ...]) -> Footage:
        """Return what was seen, with who was followed."""
        rows = [np.append(time_s, moved.ravel()) for time_s, moved in self._motion.track]
        return Footage(
            appearances, tuple(self._room.times_s), np.array(rows, np.float64).reshape(-1, 7)
        )
