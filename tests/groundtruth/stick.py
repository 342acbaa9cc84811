"""Bodies of bones and a little flesh, in the rest pose of the real one: enough to test poses on."""

from dataclasses import replace

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


# Flesh of the bones: metres to the left, backwards and up of their heads.
FLESH = {
    "root": ((0.0, 0.12, -0.06), (0.0, 0.11, 0.0)),
    "spine04": ((0.0, 0.02, 0.0),),
    "spine01": ((0.0, 0.09, 0.0), (0.0, 0.07, 0.08)),
    "head": ((0.0, 0.10, 0.08), (0.0, -0.10, 0.05)),
    "lowerleg01.L": ((0.0, -0.06, 0.0), (0.0, 0.06, -0.05), (0.0, -0.05, -0.12)),
    "lowerleg02.L": ((0.0, -0.05, -0.11), (0.0, 0.05, -0.05)),
    "foot.L": ((0.0, 0.06, -0.07), (0.0, -0.05, 0.0)),
    "toe1-1.L": ((0.0, -0.05, -0.03), (0.0, 0.0, 0.02)),
    "lowerarm01.L": ((0.0, 0.04, 0.0),),
    "wrist.L": ((0.0, 0.0, -0.06), (0.0, 0.02, 0.0)),
}
POINTS = {
    "shoulder": "upperarm01", "elbow": "lowerarm01", "wrist": "wrist", "hip": "upperleg01",
    "knee": "lowerleg01", "ankle": "foot", "big_toe": "toe1-1", "small_toe": "toe2-1",
    "heel": "foot", "eye": "head", "ear": "neck03",
}  # fmt: skip


def fleshed_body() -> Body:
    """The stick body with skin on its back, knees, shins, feet and head, and with surface points.

    Surface points lie at the bones' heads, the heel and the eyes a little beside.
    """
    bare = stick_body()
    labels = bare.skeleton.labels
    places, owners = [bare.vertices], [bare.weights.indices]
    for name, beside in FLESH.items():
        for label in dict.fromkeys((name, name.replace(".L", ".R"))):
            places.append(bare.skeleton.head(label) + np.array(beside))
            owners.append(np.full(len(beside), labels.index(label)))
    spots = [("nose", "head", (0.0, -0.12, 0.03))]
    for side, short in (("left", "L"), ("right", "R")):
        for point, bone in POINTS.items():
            label = bone if bone in labels else f"{bone}.{short}"
            off = {"heel": (0.0, 0.06, -0.07), "eye": (0.0, -0.10, 0.05)}.get(point, (0.0,) * 3)
            spots.append((f"{side}_{point}", label, off))
    first = sum(len(p) for p in places)
    for _, label, off in spots:
        places.append((bare.skeleton.head(label) + np.array(off))[None])
        owners.append(np.array([labels.index(label)]))
    vertices, owner = np.vstack(places), np.concatenate(owners)
    count = len(vertices)
    weights = sparse.csr_matrix((np.ones(count), (range(count), owner)), (count, len(labels)))
    rows = range(len(spots))
    chosen = sparse.csr_matrix((np.ones(len(spots)), (rows, range(first, count))))
    names = tuple(name for name, _, _ in spots)
    return replace(
        bare, vertices=vertices, weights=weights, point_names=names, point_weights=chosen
    )
