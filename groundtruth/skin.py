"""The skin: linear blend skinning of the rest mesh, rib displacement and vertex normals."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from groundtruth.bodies import Body
from groundtruth.kinematics import Array
from groundtruth.posing import Posed


def bulges(body: Body) -> Array:
    """How much of a forward displacement of ribs and belly each vertex takes (V, 2), 1 at the peak.

    Smooth bumps on the front: of the lower rib cage, between the heads of spine02 and spine01,
    falling off towards the flanks, the belly and the breast bone; and of the belly below it.
    """
    heads = {name: body.skeleton.head(name)[2] for name in ("spine04", "spine02", "spine01")}
    ribs, belly = heads["spine01"] - heads["spine02"], heads["spine02"] - heads["spine04"]
    return np.stack(
        [
            _front(body, heads["spine02"] + 0.45 * ribs, 0.75 * ribs),
            _front(body, heads["spine04"] + 0.2 * belly, 0.6 * belly),
        ],
        axis=1,
    )


def _front(body: Body, centre: float, reach: float) -> Array:
    """A bump (V,) on the front of the trunk around a height in the rest pose, in metres."""
    z = body.vertices[:, 2]
    height = np.exp(-(((z - centre) / reach) ** 2))
    middle = body.skeleton.head("spine02")[1]
    torso = np.abs(z - centre) < 1.6 * reach
    front = body.vertices[torso, 1].min()
    forward = np.clip((middle - body.vertices[:, 1]) / (middle - front), 0, 1)
    across = np.exp(-((body.vertices[:, 0] / 0.16) ** 2))
    on_trunk = np.asarray(body.weights[:, _trunk_bones(body)].sum(axis=1)).ravel()
    bump = height * np.clip(forward, 0, 1) ** 0.7 * across * on_trunk
    scaled: Array = bump / bump.max()
    return scaled


def _trunk_bones(body: Body) -> list[int]:
    return [i for i, label in enumerate(body.skeleton.labels) if label.startswith("spine")]


def pose_vertices(
    body: Body, posed: Posed, frame: int, bumps: Array, extra: Array | None = None
) -> Array:
    """Vertices (V, 3) of one frame; `bumps` are the body's bulges, `extra` (V, 3) is a displacement
    in the rest pose."""
    rest = body.vertices if extra is None else body.vertices + extra
    shift = bumps @ (posed.bulge_mm[frame] * 1e-3)
    blended = body.weights @ posed.transforms[frame].reshape(-1, 12)
    return apply_blended(blended, rest, shift)


def apply_blended(blended: Array, rest: Array, shift: Array) -> Array:
    """Apply per-vertex transforms (V, 12) to rest points (V, 3) moved forward by `shift` (V,)."""
    turn = blended.reshape(-1, 3, 4)
    moved = rest.copy()
    moved[:, 1] -= shift
    result: Array = np.einsum("vij,vj->vi", turn[:, :, :3], moved) + turn[:, :, 3]
    return result


class Normals:
    """Area-weighted vertex normals of meshes that share one set of faces."""

    def __init__(self, faces: np.ndarray, count: int) -> None:
        self._faces = faces
        rows = faces.ravel()
        columns = np.repeat(np.arange(len(faces)), 3)
        ones = np.ones(len(rows))
        self._sum = sparse.csr_matrix((ones, (rows, columns)), shape=(count, len(faces)))

    def __call__(self, vertices: Array) -> Array:
        """Unit normals (V, 3) of vertices (V, 3)."""
        a, b, c = (vertices[self._faces[:, i]] for i in range(3))
        total = self._sum @ np.cross(b - a, c - a)
        length = np.linalg.norm(total, axis=1, keepdims=True)
        return np.asarray(total / np.maximum(length, 1e-12))


def coarse_faces(vertices: Array, faces: NDArray[np.int32], cell_m: float) -> NDArray[np.int32]:
    """Faces between one representative vertex per cube of a grid: enough for a shadow."""
    keys = np.floor(vertices / cell_m).astype(int)
    _, first, inverse = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    merged = first[inverse.ravel()][faces]
    a, b, c = merged.T
    kept = merged[(a != b) & (b != c) & (a != c)]
    _, once = np.unique(np.sort(kept, axis=1), axis=0, return_index=True)
    return np.asarray(kept[np.sort(once)], np.int32)
