"""Loose clothes: a shell over the body that hangs from its bulges and sags when it faces the floor.

A shell starts as the body's own surface moved outwards. Standing, cloth falls straight down from
whatever sticks out most above it (chest, belly, shoulder blades, buttocks); bent forward, it rests
on the upper side and bags below. This is a shape rule, not a simulation of cloth.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.ndimage import gaussian_filter

from groundtruth.bodies import Body
from groundtruth.kinematics import Array
from groundtruth.mesh import GARMENT, Mesh
from groundtruth.outfit import Anatomy
from groundtruth.skin import Normals, apply_blended

SHIRT, TROUSERS = 0, 1


@dataclass(frozen=True)
class Fabric:
    """How a loose garment behaves: distances in metres.

    gap: off the skin everywhere; drape: 0 follows the body, 1 falls freely from its bulges; fall:
    how much it comes in again per metre of fall; sag: how far it hangs below a horizontal trunk;
    limb: extra room around sleeves or legs; folds: height of its folds; band: a tight lower edge.
    """

    gap: float = 0.006
    drape: float = 0.8
    fall: float = 0.08
    sag: float = 0.06
    limb: float = 0.015
    folds: float = 0.004
    band: bool = False


class Shell:
    """One loose garment as a mesh; `move` poses it for one frame."""

    def __init__(
        self, body: Body, anatomy: Anatomy, field: Array, *, kind: int, fabric: Fabric, seed: int
    ) -> None:
        keep = (field[body.faces] > -0.03).any(axis=1)
        used, flat = np.unique(body.faces[keep], return_inverse=True)
        faces = flat.reshape(-1, 3).astype(np.int32)
        self.used: NDArray[np.int64] = used
        self._normals_of = Normals(faces, len(used))
        skin = body.vertices[used]
        normals = self._normals_of(skin)
        limbs = (anatomy.on_arm if kind == SHIRT else anatomy.on_leg)[used]
        room = fabric.gap + fabric.limb * np.clip(limbs, 0, 1)
        smooth = _smoothed(skin + normals * room[:, None], faces)
        # Smoothing bridges hollows but must never sink into the skin.
        sunk = fabric.gap - np.sum((smooth - skin) * normals, axis=1)
        self._rest = smooth + normals * np.maximum(sunk, 0)[:, None]
        reach = _hem_share(skin, field[used], kind, body)
        fallen = _fallen_shirt if kind == SHIRT else _fallen_trousers
        ease = fabric.drape * (1.0 - np.clip(limbs, 0, 1) if kind == SHIRT else 1.0)
        if fabric.band:
            ease = ease * np.clip(field[used] / 0.05, 0, 1)
        self._hang = fallen(self._rest, body, fabric.fall) * np.asarray(ease)[..., None]
        free = (1.0 - limbs) if kind == SHIRT else np.ones(len(used))
        self._sag = fabric.sag * reach * np.clip(free, 0.15, 1)
        if fabric.band:
            self._sag = self._sag * np.clip(field[used] / 0.06, 0.1, 1)
        self._folds = fabric.folds * _fold_pattern(skin, seed)
        a = np.zeros((len(used), 4))
        a[:, 0] = field[used]
        self.mesh = Mesh(GARMENT, faces, skin, a, np.zeros_like(a), skin, normals, garment=kind)

    def move(self, blended: Array, shift: Array) -> None:
        """Pose the shell with the body's per-vertex transforms (V, 12) and rib shift (V,)."""
        own = blended[self.used]
        tight = apply_blended(own, self._rest, shift[self.used])
        normals = self._normals_of(tight)
        turn = own.reshape(-1, 3, 4)[:, :, :3]
        hang = np.einsum("vij,vj->vi", turn, self._hang)
        # Cloth on an upward-facing side lies down; below a downward-facing one it hangs free.
        up = normals[:, 2]
        lying = np.clip(1.0 - 1.6 * np.maximum(up, 0), 0, 1)[:, None]
        placed = tight + hang * lying
        placed[:, 2] -= self._sag * np.clip(-up, 0, 1) ** 1.3
        placed += normals * (self._folds * (0.5 + 0.5 * (1 - np.abs(up))))[:, None]
        placed[:, 2] = np.maximum(placed[:, 2], 0.004)
        self.mesh.vertices = placed
        self.mesh.normals = self._normals_of(placed)


def _smoothed(points: Array, faces: NDArray[np.int32], rounds: int = 6) -> Array:
    count = len(points)
    i = np.concatenate([faces[:, 0], faces[:, 1], faces[:, 2]])
    j = np.concatenate([faces[:, 1], faces[:, 2], faces[:, 0]])
    ones = np.ones(2 * len(i))
    link = sparse.csr_matrix((ones, (np.r_[i, j], np.r_[j, i])), shape=(count, count))
    link.data[:] = 1.0
    mean = sparse.diags(1.0 / np.asarray(link.sum(axis=1)).ravel()) @ link
    for _ in range(rounds):
        points = 0.4 * points + 0.6 * (mean @ points)
    return points


def _hem_share(points: Array, field: Array, kind: int, body: Body) -> Array:
    """0 where a garment is held up (shoulders, waist), 1 at its free lower edge."""
    head = body.skeleton.head
    top = head("spine01")[2] if kind == SHIRT else head("upperleg01.L")[2] - 0.05
    low = points[field > 0, 2].min() if (field > 0).any() else top - 0.3
    share: Array = np.clip((top - points[:, 2]) / max(top - low, 0.05), 0, 1)
    return share if kind == SHIRT else 0.35 * share


def _fallen(angle: Array, radius: Array, z: Array, fall: float) -> Array:
    """How much further out (V,) cloth is that falls from the largest radius above it."""
    sectors, step = 36, 0.012
    levels = ((z - z.min()) / step).astype(int)
    columns = ((angle / (2 * np.pi) + 0.5) * sectors).astype(int) % sectors
    grid = np.zeros((levels.max() + 1, sectors))
    np.maximum.at(grid, (levels, columns), radius)
    # Fill empty cells from their neighbours so that a gap in the mesh is no hole in the cloth.
    for shift in (1, -1, 2, -2):
        rolled = np.roll(grid, shift, axis=1)
        grid = np.where(grid > 0, grid, rolled)
    hung = grid.copy()
    for level in range(len(hung) - 2, -1, -1):
        hung[level] = np.maximum(hung[level], hung[level + 1] - fall * step)
    hung = gaussian_filter(hung, (1.5, 1.2), mode=("nearest", "wrap"))
    spread: Array = np.maximum(hung[levels, columns] - radius, 0.0)
    return spread


def _fallen_shirt(points: Array, body: Body, fall: float) -> Array:
    """Outward displacement (V, 3) of a shirt that falls from chest, belly and shoulder blades."""
    chest = body.skeleton.head("spine01")
    # Arms would count as bulges; sleeves have their own room.
    wide = np.abs(points[:, 0]) < body.skeleton.head("upperarm01.L")[0] - 0.01
    below = points[:, 2] < chest[2] + 0.06
    inside = wide & below
    centre = points[inside].mean(axis=0)[:2] if inside.any() else chest[:2]
    away = points[:, :2] - centre
    radius = np.linalg.norm(away, axis=1)
    out = np.zeros_like(points)
    if not inside.any():
        return out
    more = np.zeros(len(points))
    angle = np.arctan2(away[:, 1], away[:, 0])
    more[inside] = _fallen(angle[inside], radius[inside], points[inside, 2], fall)
    more = np.minimum(more, 0.16)
    out[:, :2] = away / np.maximum(radius, 1e-6)[:, None] * more[:, None]
    return out


def _fallen_trousers(points: Array, body: Body, fall: float) -> Array:
    """Outward displacement (V, 3) of trouser legs that fall from buttocks, thighs and calves."""
    out = np.zeros_like(points)
    for side, sign in (("L", 1.0), ("R", -1.0)):
        hip, ankle = body.skeleton.head(f"upperleg01.{side}"), body.skeleton.head(f"foot.{side}")
        own = (points[:, 0] * sign >= 0) & (points[:, 2] < hip[2] + 0.05)
        if not own.any():
            continue
        share = (points[own, 2] - ankle[2]) / (hip[2] - ankle[2])
        axis = ankle[:2] + share[:, None] * (hip[:2] - ankle[:2])
        away = points[own][:, :2] - axis
        radius = np.linalg.norm(away, axis=1)
        angle = np.arctan2(away[:, 1], away[:, 0])
        more = np.minimum(_fallen(angle, radius, points[own, 2], fall + 0.05), 0.09)
        moved = away / np.maximum(radius, 1e-6)[:, None] * more[:, None]
        # The inner side stays on its own side of the middle.
        inner = np.maximum(0.004 - sign * (points[own, 0] + moved[:, 0]), 0)
        moved[:, 0] += sign * np.minimum(inner, 0.05)
        out[own, :2] = moved
    return out


def _fold_pattern(points: Array, seed: int) -> Array:
    """Folds as a sum of slanted waves (V,), about -1 to 1."""
    rng = np.random.default_rng([seed, 29])
    total = np.zeros(len(points))
    for _ in range(7):
        direction = rng.normal(size=3) * np.array([1.0, 1.0, 0.55])
        direction *= rng.uniform(25, 95) / np.linalg.norm(direction)
        bend = rng.uniform(0, 1.5) * np.sin(points @ rng.normal(0, 9, 3))
        total += np.sin(points @ direction + bend + rng.uniform(0, 6.3)) * rng.uniform(0.3, 1)
    pattern: Array = total / 2.2
    return pattern
