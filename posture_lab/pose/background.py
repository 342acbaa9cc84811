"""The room around the person: its lines, from which it is read how level the camera is."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from posture_lab.arrays import Floats
from posture_lab.level.lines import find_lines
from posture_lab.pose.landmarks import on_side

_BONES: Final = np.array(
    [
        *((on_side(name, "left"), on_side(name, "right")) for name in ("shoulder", "hip")),
        *(
            (on_side(lower, side), on_side(upper, side))
            for lower, upper in (
                ("hip", "shoulder"),
                ("knee", "hip"),
                ("ankle", "knee"),
                ("foot_index", "ankle"),
                ("elbow", "shoulder"),
                ("wrist", "elbow"),
                ("ear", "shoulder"),
                ("ear", "eye"),
            )
            for side in ("left", "right")
        ),
    ]
)

_THICK: Final = 0.27
"""How far from its bones a dressed person reaches, in trunk lengths."""

_MOSTLY: Final = 0.25
"""A line of which a smaller share lies on the person belongs to the room."""

_SAMPLES: Final = np.linspace(0.0, 1.0, 9)

_FIRST_WAIT_S: Final = 1.0


class RoomWatch:
    """Collects the room's lines from a few pictures of a clip, after ever longer waits.

    One picture takes as long as a frame of the pose model, so a clip of any length has few; by the
    next one the person has moved and uncovered what was behind them.

    Attributes
    ----------
    pictures : (N, 4) lines x0, y0, x1, y1 in pixels of each picture, away from the person.
    times_s : when each of them was taken.
    """

    def __init__(self) -> None:
        self.pictures: list[Floats] = []
        self.times_s: list[float] = []
        self._next_s = 0.0
        self._wait_s = _FIRST_WAIT_S

    def wants(self, time_s: float) -> bool:
        """Whether the picture at ``time_s`` seconds should be looked at."""
        return time_s >= self._next_s

    def restart(self) -> None:
        """What comes now is another room, or another view of it."""
        self._next_s, self._wait_s = 0.0, _FIRST_WAIT_S

    def look(
        self, time_s: float, image: NDArray[np.uint8], landmarks_px: Floats, scale: float
    ) -> None:
        """Look at an (H, W, 3) RGB image in which the person is at (33, 2) ``landmarks_px``.

        ``scale`` is how many pixels of the image make one of the clip's picture.
        """
        self.pictures.append(away_from_person(find_lines(image), landmarks_px) / scale)
        self.times_s.append(time_s)
        self._next_s = time_s + self._wait_s
        self._wait_s *= 2


def away_from_person(lines: Floats, landmarks_px: Floats) -> Floats:
    """Return those of (N, 4) lines that do not lie on the person of (33, 2) landmarks.

    All of them where shoulders or hips are not seen.
    """
    shoulders, hips = (
        landmarks_px[[on_side(name, "left"), on_side(name, "right")]].mean(axis=0)
        for name in ("shoulder", "hip")
    )
    trunk_px = float(np.hypot(*(shoulders - hips)))
    if not np.isfinite(trunk_px) or not len(lines):
        return lines
    share = _SAMPLES[:, None]
    points = lines[:, None, :2] * (1.0 - share) + lines[:, None, 2:] * share
    lower, upper = landmarks_px[_BONES[:, 0]], landmarks_px[_BONES[:, 1]]
    nearest = np.nanmin(_distances(points.reshape(-1, 2), lower, upper), axis=1)
    on_person = (nearest < _THICK * trunk_px).reshape(len(lines), -1).mean(axis=1)
    kept: Floats = lines[on_person < _MOSTLY]
    return kept


def _distances(points: Floats, lower: Floats, upper: Floats) -> Floats:
    """(P, B) distance of each point from each bone; NaN for bones that are not seen."""
    along = upper - lower
    length2 = np.maximum(np.sum(along**2, axis=1), 1e-9)
    offset = points[:, None] - lower
    share = np.clip(np.sum(offset * along, axis=2) / length2, 0.0, 1.0)
    distances: Floats = np.linalg.norm(offset - share[..., None] * along, axis=2)
    return distances
