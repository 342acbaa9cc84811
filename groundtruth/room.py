"""Rooms: floor, walls, window, skirting and some furniture, as textured boxes and planes."""

from dataclasses import dataclass

import numpy as np

from groundtruth.bodies import Body
from groundtruth.kinematics import Array
from groundtruth.mesh import OBJECT, Mesh

PLAIN, PLANKS, TILES, CARPET, METAL, GLOW = 0.0, 1.0, 2.0, 3.0, 4.0, 5.0
Colour = tuple[float, float, float]


@dataclass
class Parts:
    """Boxes and planes gathered for one mesh, as the shader wants them."""

    vertices: list[Array]
    normals: list[Array]
    a: list[Array]
    b: list[Array]
    faces: list[Array]

    def quad(self, corner: Array, u: Array, v: Array, colour: Colour, material: float,
             *, scale: float = 1.0, shift: float = 0.0) -> None:  # fmt: skip
        """A parallelogram; texture coordinates are metres along u and v."""
        start = sum(len(p) for p in self.vertices)
        self.vertices.append(np.stack([corner, corner + u, corner + u + v, corner + v]))
        normal = np.cross(u, v)
        self.normals.append(np.tile(normal / np.linalg.norm(normal), (4, 1)))
        self.a.append(np.tile([*colour, material], (4, 1)))
        lu, lv = np.linalg.norm(u), np.linalg.norm(v)
        corners = np.array([[0, 0], [lu, 0], [lu, lv], [0, lv]])
        self.b.append(np.hstack([corners, np.tile([scale, shift], (4, 1))]))
        self.faces.append(np.array([[0, 1, 2], [0, 2, 3]]) + start)

    def box(self, centre: Array, size: Array, colour: Colour, material: float = PLAIN,
            *, scale: float = 1.0) -> None:  # fmt: skip
        """A box with its middle and its size in metres."""
        half = np.asarray(size, float) / 2
        for axis in range(3):
            for sign in (-1.0, 1.0):
                u, v = np.zeros(3), np.zeros(3)
                u[(axis + 1) % 3], v[(axis + 2) % 3] = (
                    2 * half[(axis + 1) % 3],
                    2 * half[(axis + 2) % 3],
                )
                corner = np.asarray(centre, float) - half
                if sign > 0:
                    corner[axis] += 2 * half[axis]
                else:
                    u, v = v, u
                self.quad(corner, u, v, colour, material, scale=scale)

    def mesh(self, casts_shadow: bool) -> Mesh:
        """Everything added so far."""
        vertices = np.vstack(self.vertices)
        return Mesh(
            OBJECT, np.vstack(self.faces).astype(np.int32), vertices, np.vstack(self.a),
            np.vstack(self.b), vertices, np.vstack(self.normals),
            is_person=False, casts_shadow=casts_shadow,
        )  # fmt: skip


def parts() -> Parts:
    """Nothing yet, to add boxes and planes to."""
    return Parts([], [], [], [], [])


def build_room(
    seed: int, half: tuple[float, float] = (3.2, 3.2), height: float = 2.7
) -> list[Mesh]:
    """A seeded room around the origin; half its width along x and y in metres."""
    rng = np.random.default_rng([seed, 11])
    shell = parts()
    hx, hy = half
    floor_material = float(rng.choice([PLAIN, PLANKS, TILES, CARPET], p=[0.15, 0.45, 0.2, 0.2]))
    floor = floor_tone(rng, floor_material)
    wall = tone(rng, 0.4, 0.8)
    x, y, z = np.eye(3)
    shell.quad(np.array([-hx, -hy, 0]), 2 * hx * x, 2 * hy * y, floor, floor_material,
               scale=float(rng.uniform(1.2, 4)), shift=float(rng.integers(0, 2)))  # fmt: skip
    shell.quad(np.array([-hx, -hy, height]), 2 * hy * y, 2 * hx * x, (0.8, 0.8, 0.8), PLAIN)
    corners = [(-hx, -hy), (hx, -hy), (hx, hy), (-hx, hy)]
    brick = rng.random() < 0.15
    for i, (cx, cy) in enumerate(corners):
        nx, ny = corners[(i + 1) % 4]
        along = np.array([nx - cx, ny - cy, 0.0])
        inward = np.cross(z, along / np.linalg.norm(along))
        start = np.array([cx, cy, 0.0])
        material = TILES if brick and i in (1, 3) else PLAIN
        shell.quad(start, along, height * z, wall, material, scale=4.0, shift=1.0)
        board = tone(rng, 0.6, 0.85, 0.02)
        shell.quad(start + 0.012 * inward, along, 0.09 * z, board, PLAIN)
        _decorate(shell, rng, start, along, inward)
    things = parts()
    for _ in range(int(rng.integers(1, 5))):
        _furnish(things, rng, hx, hy)
    # A room lights itself the same wherever the person goes: only the person casts shadows.
    return [shell.mesh(False), things.mesh(False)]


def tone(rng: np.random.Generator, low: float, high: float, tint: float = 0.04) -> Colour:
    """A colour of this lightness, warm or cool, sometimes clearly coloured."""
    base = rng.uniform(low, high)
    warmth = rng.normal(0.35, 0.6) * tint
    accent = rng.normal(0, tint * 0.4, 3)
    r, g, b = np.clip(base * (1 + np.array([warmth, 0.0, -warmth]) * 2) + accent, 0.02, 0.95)
    return float(r), float(g), float(b)


def floor_tone(rng: np.random.Generator, material: float) -> Colour:
    """A floor's colour: wood for planks, else anything dull."""
    if material == PLANKS:
        wood = np.array([0.42, 0.27, 0.15]) * rng.uniform(0.5, 1.5)
        return float(wood[0]), float(wood[1]), float(wood[2])
    return tone(rng, 0.12, 0.5)


def _decorate(
    shell: Parts, rng: np.random.Generator, start: Array, along: Array, inward: Array
) -> None:
    """Window, door or pictures on a wall, a finger's breadth in front of it."""
    length = float(np.linalg.norm(along))
    step = along / length
    z = np.array([0.0, 0.0, 1.0])
    kind = rng.choice(["window", "door", "pictures", "none"])
    if kind == "none":
        return
    if kind == "pictures":
        for _ in range(int(rng.integers(1, 4))):
            at, up = rng.uniform(0.2, length - 1.2), rng.uniform(1.0, 1.7)
            wide, tall = rng.uniform(0.25, 0.8), rng.uniform(0.25, 0.7)
            corner = start + step * at + z * up + inward * 0.02
            shell.quad(corner, step * wide, z * tall, tone(rng, 0.1, 0.6, 0.15), PLAIN, scale=0.6)
        return
    wide, tall = (rng.uniform(0.9, 1.8), rng.uniform(1.0, 1.5)) if kind == "window" else (0.9, 2.05)
    up = 0.9 if kind == "window" else 0.0
    at = rng.uniform(0.2, length - wide - 0.2)
    frame = tone(rng, 0.5, 0.9, 0.03)
    corner = start + step * at + z * up + inward * 0.015
    shell.quad(
        corner - step * 0.06 - z * 0.06 * (up > 0),
        step * (wide + 0.12),
        z * (tall + 0.12),
        frame,
        PLAIN,
    )
    pane, material = ((0.75, 0.85, 1.0), GLOW) if kind == "window" else (tone(rng, 0.3, 0.8), PLAIN)
    glow = 0.2 + 0.3 * rng.random()
    colour = (pane[0] * glow, pane[1] * glow, pane[2] * glow) if kind == "window" else pane
    shell.quad(corner + inward * 0.01, step * wide, z * tall, colour, material)


def _furnish(things: Parts, rng: np.random.Generator, hx: float, hy: float) -> None:
    """A box-like piece of furniture against a wall."""
    wide, deep = rng.uniform(0.4, 1.6), rng.uniform(0.3, 0.6)
    tall = float(rng.choice([0.45, 0.75, 1.0, 1.8])) * rng.uniform(0.9, 1.1)
    side = rng.integers(0, 4)
    spot = rng.uniform(-0.8, 0.8)
    if side < 2:
        centre = np.array([(hx - deep / 2) * (1 if side else -1), spot * hy, tall / 2])
        size = np.array([deep, wide, tall])
    else:
        centre = np.array([spot * hx, (hy - deep / 2) * (1 if side == 2 else -1), tall / 2])
        size = np.array([wide, deep, tall])
    things.box(centre, size, tone(rng, 0.08, 0.6, 0.12), PLAIN, scale=0.7)


def build_workplace(seed: int, transforms: Array, body: Body) -> list[Mesh]:
    """A chair under a seated person, and a desk with a laptop in front of them.

    `transforms` (B, 3, 4) are the seated person's bones. Both stand still like the room.
    """
    rng = np.random.default_rng([seed, 13])
    root = transforms[0, :, :3] @ body.skeleton.head("root") + transforms[0, :, 3]
    seat = root[2] - 0.135
    wood = floor_tone(rng, PLANKS)
    dark = tone(rng, 0.03, 0.3)
    chair, desk = parts(), parts()
    middle = root[1] - 0.06
    chair.box(np.array([0, middle, seat - 0.03]), np.array([0.46, 0.46, 0.06]), dark)
    chair.box(np.array([0, middle, seat / 2]), np.array([0.06, 0.06, seat - 0.06]), dark, METAL)
    chair.box(np.array([0, middle, 0.04]), np.array([0.5, 0.06, 0.05]), dark)
    chair.box(np.array([0, middle, 0.04]), np.array([0.06, 0.5, 0.05]), dark)
    if rng.random() < 0.5:
        back = np.array([0, middle + 0.27, seat + 0.28])
        chair.box(back, np.array([0.40, 0.04, 0.26]), dark)
    top = seat + rng.uniform(0.24, 0.30)
    front = root[1] - rng.uniform(0.30, 0.38)
    desk.box(np.array([0, front - 0.35, top]), np.array([1.3, 0.7, 0.03]), wood)
    for x in (-0.6, 0.6):
        desk.box(np.array([x, front - 0.6, top / 2]), np.array([0.05, 0.05, top]), dark)
    lid = np.array([0, front - 0.42, top + 0.13])
    desk.box(lid, np.array([0.33, 0.02, 0.22]), dark)
    desk.box(np.array([0, front - 0.30, top + 0.02]), np.array([0.33, 0.23, 0.015]), dark)
    return [chair.mesh(True), desk.mesh(True)]
