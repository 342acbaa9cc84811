"""The trunk drawn: tinted between its back and its front edge, as far as they are the person's."""

import numpy as np
from numpy.typing import NDArray

from posture_lab.arrays import Floats
from posture_lab.export.overlay import strokes
from posture_lab.export.overlay.strokes import Picture, Point
from posture_lab.export.overlay.style import BACK_EDGE, PAPER, TRUNK, Sizes
from posture_lab.metrics.signals.in_view import Obstacle, obstacles
from posture_lab.metrics.signals.sight import sight_of
from posture_lab.pose.landmarks import Side, on_side
from posture_lab.pose.sequence import OUTLINE_STATIONS, PoseSequence

BACK, FRONT = 0, 1

_READ_FOR = ("pelvic_tilt_deg", "trunk_inclination_deg")
"""An edge is drawn in those frames in which this signal can be read: what is shown is what is
measured, and from another side there is neither a back nor a front edge."""

_SPAN = (-0.15, 1.0)
"""Stations of the outline that are drawn, in trunk lengths above the hips."""

_START = (0.6, 0.4)
"""Where back and front edge are followed from, up and down. The back of a chair seldom reaches so
high, an arm that hangs covers the front there."""

_LARGEST_STEP = (0.07, 0.09)
"""Trunk lengths an edge moves between stations: more is a slope of 55 to 60 degrees, no trunk."""

_LARGEST_TWO = (0.11, 0.18)
"""The same over two stations: the silhouette is soft, and spreads the edge of a chair over both."""

_FARTHEST = (0.38, 0.5)
"""Trunk lengths from the trunk's middle line to its edge; beyond are a chair, thighs or arms. Backs
lie at 0.2 to 0.33 in rendered and real people, the chair in a real clip at 0.4 to 0.6."""


def own_edges(poses: PoseSequence) -> Floats:
    """Return the outline, (T, S, 2), with NaN where an edge is not the person's or was not read."""
    sight = sight_of(poses)
    read = np.stack([obstacles(sight, s) == Obstacle.NONE for s in _READ_FOR], axis=-1)
    edges: Floats = np.where(read[:, None, :], poses.outline, np.nan)
    low, high = _SPAN
    edges[:, (low > OUTLINE_STATIONS) | (high < OUTLINE_STATIONS)] = np.nan
    for index in np.flatnonzero(read.any(axis=1)):
        for edge in (BACK, FRONT):
            kept = _followed(edges[index, :, edge], edge)
            edges[index, ~kept, edge] = np.nan
    return edges


def _followed(line: Floats, edge: int) -> NDArray[np.bool_]:
    """(S,) where an edge runs on from its start without a jump, near enough to be the trunk's."""
    near = np.abs(line) <= _FARTHEST[edge]  # False for a missing one
    one = np.abs(np.diff(line)) <= _LARGEST_STEP[edge]
    two = np.abs(line[2:] - line[:-2]) <= _LARGEST_TWO[edge]
    ends = ~np.isfinite(line[2:]) | ~np.isfinite(line[:-2])
    one[:-1] &= two | ends
    one[1:] &= two | ends
    start = int(np.argmin(np.abs(OUTLINE_STATIONS - _START[edge])))
    kept = near & np.isfinite(line)
    breaks = np.flatnonzero(~(one & kept[:-1] & kept[1:]))
    below, above = breaks[breaks < start], breaks[breaks >= start]
    kept[: below.max(initial=-1) + 1] = False
    kept[above.min(initial=len(line)) + 1 :] = False
    return kept


def draw_trunk(picture: Picture, points: Floats, edges: Floats, facing: Side, sizes: Sizes) -> None:
    """Tint the trunk between its back and front edge and stress the back edge.

    ``points`` (33, 2) pixels; ``edges`` (S, 2) of one frame, from :func:`own_edges`, in trunk
    lengths, positive where the person faces.
    """
    hip = _middle(points, "hip")
    along = _middle(points, "shoulder") - hip
    if not np.isfinite(along).all():
        return
    forward = np.array([-along[1], along[0]])  # a quarter turn to the right of "up" in pictures
    if facing == "left":
        forward = -forward
    middle = hip + OUTLINE_STATIONS[:, None] * along
    back, front = (middle + edges[:, edge, None] * forward for edge in (BACK, FRONT))
    known = np.isfinite(edges)
    for run in _runs(known[:, BACK] & known[:, FRONT]):
        strokes.area(picture, np.concatenate([back[run], front[run][::-1]]), TRUNK, 0.16)
    for edge, colour, seen in ((front, PAPER, known[:, FRONT]), (back, BACK_EDGE, known[:, BACK])):
        for run in _runs(seen):
            strokes.line(picture, list(edge[run]), colour, sizes.thin, 1)


def _runs(known: NDArray[np.bool_]) -> list[slice]:
    """Stretches of at least two neighbours."""
    edges = np.flatnonzero(np.diff(np.r_[False, known, False].astype(int)))
    pairs = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    return [slice(start, stop) for start, stop in pairs if stop - start >= 2]


def _middle(points: Floats, name: str) -> Point:
    middle: Point = (points[on_side(name, "left")] + points[on_side(name, "right")]) / 2
    return middle
