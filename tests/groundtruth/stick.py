"""A body of bare bones, standing in the rest pose of the real one: enough to test poses on."""

import numpy as np
from scipy import sparse

from groundtruth.bodies import Body
from groundtruth.kinematics import Skeleton

# Bone, parent, head in metres: x to the left, y backwards, z up; the right side is mirrored.
MIDDLE = [
    ("root", "", (0.0, 0.0, 0.95)),
    ("spine05", "root", (0.0, 0.0, 0.95)),
    ("spine04", "spine05", (0.0, 0.03, 1.02)),
    ("spine03", "spine04", (0.0, 0.02, 1.09)),
    ("spine02", "spine03", (0.0, 0.02, 1.17)),
    ("spine01", "spine02", (0.0, 0.04, 1.30)),
    ("neck01", "spine01", (0.0, 0.0, 1.47)),
    ("neck02", "neck01", (0.0, -0.01, 1.50)),
    ("neck03", "neck02", (0.0, -0.02, 1.54)),
    ("head", "neck03", (0.0, -0.03, 1.57)),
]
SIDE = [
    ("upperleg01", "root", (0.10, 0.0, 0.94)),
    ("upperleg02", "upperleg01", (0.10, -0.02, 0.85)),
    ("lowerleg01", "upperleg02", (0.13, -0.03, 0.52)),
    ("lowerleg02", "lowerleg01", (0.15, -0.01, 0.30)),
    ("foot", "lowerleg02", (0.17, 0.0, 0.08)),
    ("toe1-1", "foot", (0.15, -0.13, 0.03)),
    ("toe2-1", "foot", (0.17, -0.13, 0.03)),
    ("clavicle", "spine01", (0.02, -0.02, 1.40)),
    ("upperarm01", "clavicle", (0.16, -0.01, 1.38)),
    ("lowerarm01", "upperarm01", (0.33, -0.02, 1.18)),
    ("wrist", "lowerarm01", (0.44, -0.18, 1.06)),
]


def stick_body() -> Body:
    """Bones as in the body model; each bone's head is a vertex, and a floor point is at z = 0."""
    bones = list(MIDDLE)
    for side, sign in (("L", 1.0), ("R", -1.0)):
        for name, parent, (x, y, z) in SIDE:
            owner = parent if parent in {label for label, _, _ in MIDDLE} else f"{parent}.{side}"
            bones.append((f"{name}.{side}", owner, (sign * x, y, z)))
    labels = tuple(name for name, _, _ in bones)
    parents = tuple(labels.index(parent) if parent else -1 for _, parent, _ in bones)
    heads = np.array([place for _, _, place in bones], float)
    vertices = np.vstack([heads, [0.17, 0.0, 0.0]])
    owners = [*range(len(labels)), labels.index("foot.L")]
    weights = sparse.csr_matrix(
        (np.ones(len(owners)), (range(len(owners)), owners)), shape=(len(owners), len(labels))
    )
    return Body(
        vertices=vertices,
        faces=np.array([[0, 1, 2]], np.int32),
        skeleton=Skeleton(labels, parents, heads),
        weights=weights,
        point_names=(),
        point_weights=sparse.csr_matrix((0, len(vertices))),
        masks={},
    )
