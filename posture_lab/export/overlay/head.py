"""The head drawn: a ring of its size where it is, and the neck that carries it."""

import numpy as np

from posture_lab.arrays import Floats
from posture_lab.export.overlay import strokes
from posture_lab.export.overlay.strokes import Picture, Point
from posture_lab.export.overlay.style import NEAR, Sizes
from posture_lab.pose.landmarks import Landmark, Side, on_side

MIN_VISIBILITY = 0.5
"""Points the model itself doubts tell nothing of the head."""

_FROM_NOSE = 1.1
_FROM_EARS = 0.75
"""Radius of the head in distances from ear to nose and from ear to ear, so that it has its size
from the side as well as from the front."""

_CENTRE = 0.2
"""The middle of the head lies this far from the ears on the way to the eyes."""

_POINTS = 40
_SIDES: tuple[Side, Side] = ("left", "right")


def draw_head(picture: Picture, points: Floats, visibility: Floats, sizes: Sizes) -> None:
    """Draw a ring around the head and the neck up to it; nothing where no ear or nose is seen.

    ``points`` (33, 2) pixels, ``visibility`` (33,) 0 to 1.
    """
    ears = _seen("ear", points, visibility)
    eyes = _seen("eye", points, visibility)
    nose = points[Landmark.NOSE]
    nose_seen = visibility[Landmark.NOSE] >= MIN_VISIBILITY and np.isfinite(nose).all()
    if not len(ears) or not len(eyes) or not (nose_seen or len(ears) == 2):
        return
    ear = ears.mean(axis=0)
    reach = [_FROM_NOSE * float(np.linalg.norm(nose - ear))] if nose_seen else []
    if len(ears) == 2:
        reach.append(_FROM_EARS * float(np.linalg.norm(ears[0] - ears[1])))
    radius = max(reach)
    if radius < 2.0 * sizes.thin:
        return
    centre = ear + _CENTRE * (eyes.mean(axis=0) - ear)
    turns = np.linspace(0.0, 2.0 * np.pi, _POINTS)
    ring = centre + radius * np.stack([np.cos(turns), np.sin(turns)], axis=-1)
    strokes.line(picture, list(ring), NEAR, sizes.thin, sizes.rim)
    shoulders = _seen("shoulder", points, visibility)
    if len(shoulders):
        _neck(picture, shoulders.mean(axis=0), centre, radius, sizes)


def _neck(picture: Picture, foot: Point, centre: Point, radius: float, sizes: Sizes) -> None:
    along = foot - centre
    length = float(np.linalg.norm(along))
    if length > radius:
        strokes.line(
            picture, [foot, centre + along * (radius / length)], NEAR, sizes.thin, sizes.rim
        )


def _seen(name: str, points: Floats, visibility: Floats) -> Floats:
    """(0 to 2, 2) the points of both sides that are seen."""
    marks = [on_side(name, side) for side in _SIDES]
    seen = [m for m in marks if visibility[m] >= MIN_VISIBILITY and np.isfinite(points[m]).all()]
    found: Floats = points[seen].reshape(-1, 2)
    return found
