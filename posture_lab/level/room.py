"""From a room's lines to how the camera looks into it.

Rooms are built of three directions at right angles: up, and two that are level. The camera whose
view of these three explains most of the lines is taken (Coughlan and Yuille, "Manhattan World",
ICCV 1999); lines in any other direction count as strays.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from scipy.optimize import least_squares

from posture_lab.arrays import Floats
from posture_lab.level.camera import axes
from posture_lab.level.recurring import RoomLines

_USUAL: Final = np.array([0.0, 0.0, 0.0, np.log(1.2)])
_USUAL_SPREAD: Final = np.array([np.radians(3.0), np.radians(10.0), np.inf, 0.25])
"""Roll, pitch and yaw in radians and the logarithm of the focal length in picture heights, as
people set up phones and laptops. A room looks the same turned by 90 degrees: any yaw is usual."""

_SURE: Final = np.radians(0.2)
"""Spread of the direction of a long line of a real room, seen through a real lens."""

_END_PX: Final = 0.6
"""How well the ends of a line are found."""

_COARSE: Final = np.radians(0.8)
"""Half of the way between two cameras that are tried."""

_STRAY: Final = 2.0
"""Spreads from where on a line is rather a stray one."""

_FULL_LENGTH: Final = 0.1
_WEIGHTS: Final = (0.5, 4.0)
"""A line of a tenth of the picture's height counts once, others in proportion between these."""

_QUARTERS: Final = 4
_STARTS: Final = 5
_APART: Final = np.radians(2.5)


@dataclass(frozen=True, slots=True)
class RoomView:
    """A camera that explains the lines.

    ``camera`` (4,) is roll, pitch, yaw and log focal length, ``spread`` (4, 4) their covariance,
    ``cost`` half of the squared misfit.
    """

    camera: Floats
    spread: Floats
    cost: float


def view_rooms(lines: RoomLines) -> list[RoomView]:
    """Return the cameras that explain the lines, the best one first; none without lines."""
    if not len(lines):
        return []
    found = [_refined(start, lines) for start in _starts(lines)]
    return sorted(found, key=lambda view: view.cost)


def without_some(view: RoomView, lines: RoomLines) -> list[Floats]:
    """Return the (4,) cameras that explain the lines when a quarter of them is left out in turn."""
    number = np.arange(len(lines)) % _QUARTERS
    parts = [lines.take(number != quarter) for quarter in range(_QUARTERS)]
    return [_refined(view.camera, part).camera for part in parts if len(part)]


def _sines(cameras: Floats, lines: RoomLines) -> Floats:
    """(K, N, 3) sine between each line and each of the room's directions there."""
    seen = axes(cameras[:, :3])[:, None]
    focal = np.exp(cameras[:, 3])[:, None, None]
    right = focal * seen[..., 0] - lines.middles[:, 0, None] * seen[..., 2]
    down = focal * seen[..., 1] - lines.middles[:, 1, None] * seen[..., 2]
    across = right * lines.directions[:, 1, None] - down * lines.directions[:, 0, None]
    sines: Floats = across / np.maximum(np.hypot(right, down), 1e-6)
    return sines


def _spreads(lines: RoomLines, beside: float) -> Floats:
    """(N,) how far a line's direction may be off, radians."""
    ends = _END_PX / (lines.lengths * lines.height_px)
    spreads: Floats = np.sqrt(ends**2 + _SURE**2 + beside**2)
    return spreads


def _weights(lines: RoomLines) -> Floats:
    return np.clip(lines.lengths / _FULL_LENGTH, *_WEIGHTS)


@cache
def _grid() -> Floats:
    """(K, 4) cameras all over what is usual."""
    roll = np.radians(np.arange(-12.0, 12.1, 1.5))
    pitch = np.radians(np.arange(-24.0, 24.1, 4.0))
    yaw = np.radians(np.arange(-45.0, 45.0, 5.0))
    focal = np.log([0.9, 1.4])
    return np.stack([each.ravel() for each in np.meshgrid(roll, pitch, yaw, focal)], axis=1)


def _starts(lines: RoomLines) -> list[Floats]:
    """The best cameras of the grid, none close to a better one."""
    grid = _grid()
    spreads, weights = _spreads(lines, _COARSE), _weights(lines)
    off = (np.abs(_sines(grid, lines)).min(axis=2) / spreads / _STRAY) ** 2
    unusual = (((grid - _USUAL) / _USUAL_SPREAD) ** 2).sum(axis=1)
    cost = np.log1p(off) @ weights + 0.5 * unusual
    chosen: list[Floats] = []
    for camera in grid[np.argsort(cost)[: 20 * _STARTS]]:
        near = [np.abs(camera[:2] - other[:2]).max() < _APART for other in chosen]
        if not any(near):
            chosen.append(camera)
        if len(chosen) == _STARTS:
            break
    return chosen


def _refined(camera: Floats, lines: RoomLines) -> RoomView:
    """The best camera near this one, first by roughly where lines point, then exactly."""
    for beside in (_COARSE, 0.0):
        spreads = _spreads(lines, beside)
        solution = least_squares(_misfit, camera, method="lm", args=(lines, spreads))
        camera = solution.x
    # Any yaw is usual, so where no level line is seen it stays unknown.
    slopes = np.asarray(solution.jac)
    spread = np.linalg.pinv(slopes.T @ slopes)
    return RoomView(camera, spread, float(solution.cost))


def _misfit(camera: Floats, lines: RoomLines, spreads: Floats) -> Floats:
    """(N + 4,) how far each line is from its nearest direction, and the camera from a usual one."""
    sines = _sines(camera[None], lines)[0]
    nearest = sines[np.arange(len(sines)), np.abs(sines).argmin(axis=1)] / spreads / _STRAY
    # The square root of a cost that grows ever more slowly: strays pull hardly at all.
    robust = np.sign(nearest) * np.sqrt(2.0 * _weights(lines) * np.log1p(nearest**2))
    return np.concatenate([robust, (camera - _USUAL) / _USUAL_SPREAD])
