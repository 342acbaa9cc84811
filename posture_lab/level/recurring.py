"""Lines that are there again in other pictures of a still camera: the room's, and nobody's."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from posture_lab.arrays import Floats

_BESIDE: Final = 0.007
"""The same line lies no further beside itself in another picture, in picture heights..."""

_TURNED: Final = 0.03
"""...and is not turned by more than this, as a sine."""

_OFTEN: Final = 0.5
"""In at least this share of the pictures a line of the room is found."""

_MOST: Final = 40
"""The longest lines are enough, and each takes time."""


@dataclass(frozen=True, slots=True)
class RoomLines:
    """N lines in picture heights from the picture's middle, x right and y down.

    ``middles`` (N, 2), ``directions`` (N, 2) of length 1, ``lengths`` (N,), ``height_px`` of the
    picture.
    """

    middles: Floats
    directions: Floats
    lengths: Floats
    height_px: float

    def __len__(self) -> int:
        return len(self.lengths)

    def take(self, chosen: NDArray[np.bool_]) -> Self:
        """Return the lines that are True in ``chosen`` (N,)."""
        return replace(
            self,
            middles=self.middles[chosen],
            directions=self.directions[chosen],
            lengths=self.lengths[chosen],
        )


def recurring(pictures: Sequence[Floats], size_px: tuple[int, int]) -> RoomLines:
    """Return the lines that recur among (N, 4) lines of each picture of a ``size_px`` camera."""
    width, height = size_px
    looks = [_look(lines, width, height) for lines in pictures]
    taken = [np.zeros(len(look), bool) for look in looks]
    enough = np.ceil(_OFTEN * len(looks))
    found = []
    for number, look in enumerate(looks):
        for index in np.flatnonzero(~taken[number]):
            group = [look[index]]
            for other in range(number + 1, len(looks)):
                again = _again(look[index], looks[other], taken[other])
                if again is not None:
                    taken[other][again] = True
                    group.append(looks[other][again])
            if len(group) >= enough:
                found.append(_middle_one(np.array(group)))
    lines = np.array(found).reshape(-1, 5)
    lines = lines[np.argsort(-lines[:, 4])[:_MOST]]
    return RoomLines(lines[:, :2], lines[:, 2:4], lines[:, 4], float(height))


def _look(lines: Floats, width: int, height: int) -> Floats:
    """(N, 5) middle, direction and length of lines in pixels."""
    ends = (lines.reshape(-1, 2, 2) - np.array([width, height]) / 2) / height
    along = ends[:, 1] - ends[:, 0]
    length = np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-9)[:, None]
    return np.concatenate([ends.mean(axis=1), along / length, length], axis=1)


def _again(line: Floats, look: Floats, taken: NDArray[np.bool_]) -> int | None:
    """Which of the lines of another picture is the same one, if any."""
    if not len(look):
        return None
    offset = look[:, :2] - line[:2]
    beside = np.abs(offset[:, 0] * line[3] - offset[:, 1] * line[2])
    turned = np.abs(look[:, 2] * line[3] - look[:, 3] * line[2])
    along = np.abs(offset @ line[2:4])
    same = (beside < _BESIDE) & (turned < _TURNED) & ~taken
    same &= along < (look[:, 4] + line[4]) / 2
    if not same.any():
        return None
    return int(np.argmax(np.where(same, look[:, 4], -1.0)))


def _middle_one(group: Floats) -> Floats:
    """(5,) one line from its sightings (K, 5), the longer ones counting more."""
    sign = np.where(group[:, 2:4] @ group[0, 2:4] < 0, -1.0, 1.0)[:, None]
    both = np.concatenate([group[:, :2], group[:, 2:4] * sign], axis=1)
    mean = np.average(both, axis=0, weights=group[:, 4] ** 2)
    mean[2:] /= np.hypot(mean[2], mean[3])
    return np.append(mean, np.median(group[:, 4]))
