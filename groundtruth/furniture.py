"""Things that bear people who do not stand: a mat, a box for the calves, a treadmill."""

import numpy as np

from groundtruth.bodies import Body
from groundtruth.contact import BELT_M, MAT_M, SHIN, Zone
from groundtruth.kinematics import Array, carry
from groundtruth.mesh import Mesh
from groundtruth.room import CARPET, METAL, PLAIN, PLANKS, floor_tone, parts, tone


def build_things(names: tuple[str, ...], seed: int, transforms: Array, body: Body) -> list[Mesh]:
    """The named things, where bone transforms (T, B, 3, 4) say that the person needs them.

    They stand still like the room.
    """
    rng = np.random.default_rng([seed, 14])
    makers = {"mat": _mat, "box": _box, "treadmill": _treadmill}
    return [makers[name](rng, transforms, body) for name in names]


def _mat(rng: np.random.Generator, transforms: Array, body: Body) -> Mesh:
    """A mat from behind the head (or the toes) to a little before whatever touches it."""
    low = Zone(body, ("",)).places(transforms[:1])[0]
    touching = low[low[:, 2] < MAT_M + 0.05, 1]
    back, front = float(touching.max()) + 0.12, float(touching.min()) - 0.25
    thing = parts()
    size = np.array([rng.uniform(0.62, 0.8), max(back - front, 1.2), MAT_M])
    middle = np.array([0.0, 0.5 * (back + front), MAT_M / 2])
    thing.box(middle, size, tone(rng, 0.05, 0.5, 0.3), float(rng.choice([PLAIN, CARPET])))
    return thing.mesh(True)


def _box(rng: np.random.Generator, transforms: Array, body: Body) -> Mesh:
    """A box or stool under the calves; its top is where the calves come lowest."""
    top = float(Zone(body, SHIN).lowest(transforms).min())
    knees = [
        carry(transforms[:1], body.skeleton.index(b), body.skeleton.head(b))[0]
        for b in ("lowerleg01.L", "lowerleg01.R")
    ]
    deep = float(rng.uniform(0.36, 0.45))
    # The thighs stand behind it.
    middle = float(np.mean(knees, axis=0)[1]) - 0.11 - deep / 2
    thing = parts()
    if rng.random() < 0.5:
        colour = tone(rng, 0.1, 0.6, 0.2)
        thing.box(np.array([0, middle, top / 2]), np.array([0.55, deep, top]), colour)
        return thing.mesh(True)
    wood = floor_tone(rng, PLANKS)
    thing.box(np.array([0, middle, top - 0.03]), np.array([0.5, deep, 0.06]), wood, PLANKS)
    for x in (-0.22, 0.22):
        for y in (-1, 1):
            foot = np.array([x, middle + y * (deep / 2 - 0.03), (top - 0.06) / 2])
            thing.box(foot, np.array([0.04, 0.04, top - 0.06]), wood)
    return thing.mesh(True)


def _treadmill(rng: np.random.Generator, transforms: Array, body: Body) -> Mesh:
    """A belt with a frame, two posts and a console in front of the hands."""
    root = carry(transforms[:1], 0, body.skeleton.head("root"))[0]
    dark, frame = tone(rng, 0.02, 0.08), tone(rng, 0.1, 0.6)
    thing = parts()
    thing.box(np.array([0, -0.05, BELT_M / 2]), np.array([0.5, 1.75, BELT_M]), dark, CARPET)
    for x in (-0.31, 0.31):
        thing.box(np.array([x, -0.05, 0.07]), np.array([0.12, 1.85, 0.14]), frame)
        post = np.array([x, -0.86, root[2] / 2 + 0.12])
        thing.box(post, np.array([0.05, 0.07, root[2] + 0.24]), frame, METAL)
    console = np.array([0, -0.84, root[2] + 0.22])
    thing.box(console, np.array([0.67, 0.10, 0.20]), dark)
    return thing.mesh(True)
