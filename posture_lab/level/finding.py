"""Finding how level the camera is from the lines of a few pictures."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from posture_lab.arrays import Floats
from posture_lab.level.camera import up_at
from posture_lab.level.level import Level, in_heights
from posture_lab.level.recurring import RoomLines, recurring
from posture_lab.level.room import RoomView, view_rooms, without_some

MAX_ERROR_DEG: Final = 0.8
"""Lines that tell the tilt less well than this tell nothing that a standing person does not."""

_RIVAL_APART: Final = np.radians(0.7)
_RIVAL_COST: Final = 2.0
"""When another reading of the room, by this much less likely at most, leans by so much more or
less, neither is believed."""

_STEP: Final = 1e-5


def find_level(
    pictures: Sequence[Floats], size_px: tuple[int, int], places_px: Floats
) -> Level | None:
    """Return how level the camera is from the lines of a few of its pictures.

    Parameters
    ----------
    pictures : for each picture (N, 4) lines x0, y0, x1, y1 in pixels, away from the person.
    size_px : (width, height) of the pictures.
    places_px : (..., 2) where the person is, NaN where not seen; the lines must tell what is
        upright in their middle.

    Returns
    -------
    Level | None
        None when the lines do not tell, or tell two things, and when nobody is seen.
    """
    seen = places_px[np.isfinite(places_px).all(axis=-1)].reshape(-1, 2)
    if not len(seen):
        return None
    lines = recurring(pictures, size_px)
    views = view_rooms(lines)
    if not views:
        return None
    place = in_heights(np.median(seen, axis=0), size_px)
    best = views[0]
    lean, error = float(up_at(best.camera, place)), _error(best, lines, place)
    for other in views[1:]:
        apart = abs(float(up_at(other.camera, place)) - lean)
        if apart > _RIVAL_APART and other.cost < best.cost + _RIVAL_COST:
            return None
    if np.degrees(error) > MAX_ERROR_DEG:
        return None
    roll, pitch, _, focal = best.camera
    degrees = np.degrees([roll, pitch, error])
    return Level(float(degrees[0]), float(degrees[1]), float(np.exp(focal)), float(degrees[2]))


def _error(view: RoomView, lines: RoomLines, place: Floats) -> float:
    """Standard error of the lean at a place in radians, the larger of two.

    A few lines can agree by chance, and then misfit says little: so parts are left out in turn
    (the jackknife).
    """
    steps = np.eye(4) * _STEP
    slope = np.array(
        [up_at(view.camera + step, place) - up_at(view.camera - step, place) for step in steps]
    )
    slope /= 2 * _STEP
    by_misfit = float(np.sqrt(slope @ view.spread @ slope))
    leans = np.array([up_at(camera, place) for camera in without_some(view, lines)])
    by_parts = float(np.sqrt((len(leans) - 1) * leans.var()))
    return max(by_misfit, by_parts)
