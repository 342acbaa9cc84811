"""Hair beyond the cap: ponytails that hang, buns, and the hood of a hooded shirt."""

import numpy as np

from groundtruth.bodies import Body
from groundtruth.kinematics import Array
from groundtruth.mesh import HAIR, Mesh
from groundtruth.skin import Normals
from groundtruth.solids import as_mesh, ball

SIDES = 8
RINGS = 8


class Ponytail:
    """A tapered tube from the back of the head that hangs down whatever the head does."""

    def __init__(self, body: Body, length_m: float, radius_m: float) -> None:
        self._bone = body.skeleton.index("head")
        self._root = back_of_head(body)
        self._length, self._radius = length_m, radius_m
        count = SIDES * RINGS
        rows = np.arange(RINGS - 1)[:, None] * SIDES
        k = np.arange(SIDES)
        a, b = rows + k, rows + (k + 1) % SIDES
        faces = np.stack([a, b, b + SIDES, a, b + SIDES, a + SIDES], axis=-1).reshape(-1, 3)
        self._normals_of = Normals(faces, count)
        still = np.zeros((count, 3))
        fixed = np.tile([1.0, 0, 0, 0], (count, 1))
        rest = np.random.default_rng(3).normal(0, 0.2, (count, 3))
        self.mesh = Mesh(HAIR, faces.astype(np.int32), rest, fixed, fixed, still, still)

    def move(self, transforms: Array) -> None:
        """Hang from the head as the bone transforms (B, 3, 4) of a frame place it."""
        turn, shift = transforms[self._bone, :, :3], transforms[self._bone, :, 3]
        at = turn @ self._root + shift
        backward = turn @ np.array([0.0, 1.0, 0.15])
        share = np.linspace(0, 1, RINGS)[:, None]
        # It leaves the head backwards and gives in to its weight within a few centimetres.
        path = at + backward * 0.05 * (1 - np.exp(-4 * share)) * 1.2
        path = path + np.array([0.0, 0.0, -1.0]) * self._length * share**1.3
        angle = np.linspace(0, 2 * np.pi, SIDES, endpoint=False)
        width = self._radius * np.sin(np.pi * (0.12 + 0.86 * share)) ** 0.6
        ring = np.stack([np.cos(angle), np.sin(angle), 0.35 * np.sin(angle)], axis=1)
        self.mesh.vertices = (path[:, None] + ring * width[:, None]).reshape(-1, 3)
        self.mesh.normals = self._normals_of(self.mesh.vertices)


def back_of_head(body: Body) -> Array:
    """The point (3,) on the rest-pose head furthest back, a little above the ears."""
    points = dict(zip(body.point_names, body.point_weights @ body.vertices, strict=True))
    level = points["left_ear"][2] + 0.03
    near = (np.abs(body.vertices[:, 2] - level) < 0.03) & (np.abs(body.vertices[:, 0]) < 0.05)
    return np.array([0.0, body.vertices[near, 1].max(), level])


class Rigid:
    """A solid that moves with one bone, such as a bun or a hood."""

    def __init__(self, mesh: Mesh, bone: int) -> None:
        self.mesh, self._bone = mesh, bone
        self._points, self._normals = mesh.vertices, mesh.normals

    def move(self, transforms: Array) -> None:
        """Follow the bone transforms (B, 3, 4) of a frame."""
        turn, shift = transforms[self._bone, :, :3], transforms[self._bone, :, 3]
        self.mesh.vertices = self._points @ turn.T + shift
        self.mesh.normals = self._normals @ turn.T


def bun(body: Body, radius_m: float) -> Rigid:
    """A knot of hair at the back of the head."""
    place = back_of_head(body) + np.array([0.0, 0.4 * radius_m, 0.02])
    solid = ball(radius_m).moved(np.eye(3), place)
    return Rigid(as_mesh(solid, (0, 0, 0), hair=True), body.skeleton.index("head"))


def hood(body: Body, size: float) -> Rigid:
    """A hood that lies on the upper back, below the neck."""
    neck = body.skeleton.head("neck01")
    behind = np.abs(body.vertices[:, 2] - neck[2]) < 0.03
    behind &= np.abs(body.vertices[:, 0]) < 0.04
    back = body.vertices[behind, 1].max()
    place = np.array([0.0, back + 0.015 * size, neck[2] - 0.025])
    angle = np.radians(18.0)
    tilt = np.array(
        [[1, 0, 0], [0, np.cos(angle), -np.sin(angle)], [0, np.sin(angle), np.cos(angle)]]
    )
    solid = ball(1.0, (0.12 * size, 0.05 * size, 0.095 * size)).moved(tilt, place)
    return Rigid(as_mesh(solid, (0, 0, 0), garment=0), body.skeleton.index("spine01"))
