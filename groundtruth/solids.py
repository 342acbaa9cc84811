"""Simple solids (tubes, balls, boxes) and things made of them that move stiffly with the person."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from groundtruth.kinematics import Array
from groundtruth.mesh import HAIR, OBJECT, Mesh


@dataclass(frozen=True)
class Solid:
    """Vertices (V, 3), normals (V, 3) and faces (F, 3) in metres."""

    vertices: Array
    normals: Array
    faces: NDArray[np.int32]

    def moved(self, turn: Array, place: Array) -> "Solid":
        """The solid turned by a matrix (3, 3) and put at a place (3,)."""
        return Solid(self.vertices @ turn.T + place, self.normals @ turn.T, self.faces)


def lathe(profile: Array, sides: int = 14) -> Solid:
    """A solid of revolution about z from (radius, height) pairs (N, 2)."""
    angle = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    ring = np.stack([np.cos(angle), np.sin(angle), np.zeros(sides)], axis=1)
    slope = np.gradient(profile, axis=0)
    vertices, normals = [], []
    for (radius, z), (dr, dz) in zip(profile, slope, strict=True):
        vertices.append(ring * radius + [0, 0, z])
        normal = ring * dz + np.array([0, 0, -dr])
        normals.append(normal / (np.linalg.norm(normal, axis=1, keepdims=True) + 1e-9))
    faces = []
    for row in range(len(profile) - 1):
        for k in range(sides):
            a, b = row * sides + k, row * sides + (k + 1) % sides
            faces += [[a, b, b + sides], [a, b + sides, a + sides]]
    return Solid(np.vstack(vertices), np.vstack(normals), np.array(faces, np.int32))


def tube(radius: float, length: float, sides: int = 10) -> Solid:
    """A closed cylinder along z, centred."""
    half = length / 2
    profile = np.array([[0, -half], [radius, -half], [radius, half], [0, half]])
    return lathe(profile, sides)


def ball(radius: float, squash: tuple[float, float, float] = (1, 1, 1)) -> Solid:
    """An ellipsoid: a ball of this radius scaled along the axes."""
    angle = np.linspace(-np.pi / 2, np.pi / 2, 9)
    solid = lathe(np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1))
    scale = np.array(squash, float)
    normals = solid.normals / scale
    return Solid(
        solid.vertices * scale,
        normals / np.linalg.norm(normals, axis=1, keepdims=True),
        solid.faces,
    )


def joined(solids: list[Solid]) -> Solid:
    """Several solids as one."""
    start = np.cumsum([0] + [len(s.vertices) for s in solids[:-1]])
    return Solid(
        np.vstack([s.vertices for s in solids]),
        np.vstack([s.normals for s in solids]),
        np.vstack([s.faces + k for s, k in zip(solids, start, strict=True)]).astype(np.int32),
    )


def as_mesh(solid: Solid, colour: tuple[float, float, float], material: float = 0.0,
            hair: bool = False, garment: int | None = None) -> Mesh:  # fmt: skip
    """A solid to draw: an object, or a part of the person's hair or clothes."""
    count = len(solid.vertices)
    a = np.tile([*colour, material], (count, 1))
    b = np.hstack([solid.vertices[:, :2], np.ones((count, 1)), np.zeros((count, 1))])
    kind = OBJECT
    if hair or garment is not None:
        kind = HAIR if hair else 1
        a = np.tile([1.0, 0.0, 0.0, 0.0], (count, 1))
    return Mesh(
        kind, solid.faces, solid.vertices, a, b, solid.vertices, solid.normals,
        garment=garment or 0, is_person=kind != OBJECT,
    )  # fmt: skip


def kettlebell() -> Solid:
    """A kettlebell with the top of its handle at the origin, hanging along -z."""
    body = ball(0.10, (1, 1, 0.95)).moved(np.eye(3), np.array([0, 0, -0.21]))
    grip = _along_x(tube(0.017, 0.13))
    posts = []
    for sign in (-1.0, 1.0):
        post = tube(0.015, 0.13)
        posts.append(post.moved(np.eye(3), np.array([sign * 0.062, 0, -0.065])))
    return joined([body, grip, *posts])


def barbell(width: float = 1.4, plates: bool = True) -> Solid:
    """A bar along x, its middle at the origin."""
    parts = [_along_x(tube(0.014, width))]
    if plates:
        for sign in (-1.0, 1.0):
            disc = _along_x(tube(0.19, 0.05, 20))
            parts.append(disc.moved(np.eye(3), np.array([sign * width * 0.45, 0, 0])))
    return joined(parts)


def _along_x(solid: Solid) -> Solid:
    turn = np.array([[0.0, 0.0, 1.0], [0.0, 1.0, 0.0], [-1.0, 0.0, 0.0]])
    return solid.moved(turn, np.zeros(3))
