"""Which parts of the skin touch what bears a person, and how the pose follows from that."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from groundtruth.bodies import Body
from groundtruth.kinematics import Array, carry

PELVIS = ("root", "spine05", "pelvis", "upperleg01")
THORAX = ("spine01", "spine02", "clavicle", "shoulder")
HEAD = ("head", "neck02", "neck03")
SHIN = ("lowerleg",)
FOOT = ("foot", "toe")
ELBOW = ("lowerarm01",)
HAND = ("wrist", "metacarpal", "finger")
ROUNDS = 16


@dataclass(frozen=True)
class Support:
    """What bears somebody who does not stand on the floor.

    The lowest skin of `zones` comes to lie `height_m` above the floor, and the head of the bone
    `anchor` stays at `anchor_y` (metres, backwards) and in the middle from left to right.
    """

    zones: tuple[str, ...]
    anchor: str
    anchor_y: float
    height_m: float


MAT_M = 0.012
BELT_M = 0.16
SUPPORTS: dict[str, Support] = {
    "back": Support((*PELVIS, *THORAX, "spine"), "spine01", 0.22, MAT_M),
    "knees": Support((*SHIN, "upperleg02", *FOOT), "lowerleg01", 0.10, MAT_M),
    "belt": Support(FOOT, "root", 0.0, BELT_M),
}


class Zone:
    """The skin that moves with some bones, for finding its lowest point over time."""

    def __init__(
        self, body: Body, bones: Sequence[str], keep: NDArray[np.bool_] | None = None
    ) -> None:
        columns = [
            i for i, label in enumerate(body.skeleton.labels) if label.startswith(tuple(bones))
        ]
        share = np.asarray(body.weights[:, columns].sum(axis=1)).ravel()
        chosen = share > 0.5
        if keep is not None:
            chosen &= keep
        weights = body.weights[np.flatnonzero(chosen)]
        points = np.hstack([body.vertices[chosen], np.ones((int(chosen.sum()), 1))])
        # Skinning is linear in the transforms: one sparse matrix does it for all instants at once.
        parts = [weights.multiply(points[:, [j]]) for j in range(4)]
        self._skin = sparse.csr_matrix(sparse.hstack(parts))

    def _along(self, transforms: Array, axis: int) -> Array:
        """One coordinate of its vertices (N, T)."""
        rows = transforms[:, :, axis].transpose(2, 1, 0).reshape(-1, len(transforms))
        return np.asarray(self._skin @ rows)

    def places(self, transforms: Array) -> Array:
        """Where its vertices are (T, N, 3) under bone transforms (T, B, 3, 4)."""
        return np.stack([self._along(transforms, axis).T for axis in range(3)], axis=2)

    def lowest(self, transforms: Array) -> Array:
        """The height (T,) of its lowest point."""
        low: Array = self._along(transforms, 2).min(axis=0)
        return low


def bisect(rising: Callable[[Array], Array], low: Array, high: Array) -> Array:
    """Where a function (T,) that grows with its argument (T,) passes zero between two bounds."""
    for _ in range(ROUNDS):
        middle = 0.5 * (low + high)
        below = rising(middle) < 0
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return 0.5 * (low + high)


def levelling(first: Array, second: Array, limit_deg: float = 25.0) -> Array:
    """The pitch (T,), degrees, that brings the lowest points of two zones (T, N, 3) level.

    The second zone lies behind the first (further along y), so that pitching forward lifts it.
    """

    def apart(angle_deg: Array) -> Array:
        angle = np.radians(angle_deg)[:, None]
        up = [z[..., 1] * np.sin(angle) + z[..., 2] * np.cos(angle) for z in (first, second)]
        higher: Array = up[1].min(axis=1) - up[0].min(axis=1)
        return higher

    bound = np.full(len(first), limit_deg)
    return bisect(apart, -bound, bound)


def resting_place(body: Body, transforms: Array, travel: Array, support: str) -> Array:
    """How far (T, 3) to move bone transforms so that the person rests on a support."""
    borne = SUPPORTS[support]
    skeleton = body.skeleton
    names = [n for n in skeleton.labels if n.removesuffix(".L").removesuffix(".R") == borne.anchor]
    places = [carry(transforms, skeleton.index(n), skeleton.head(n)) for n in names]
    move: Array = np.array([0.0, borne.anchor_y, 0.0]) - np.mean(places, axis=0)
    move[:, 2] = borne.height_m - Zone(body, borne.zones).lowest(transforms)
    return move + travel
