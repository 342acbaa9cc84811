"""Other places: a gym with racks, a sports hall with wall bars, a yard under the sky."""

from collections.abc import Callable

import numpy as np

from groundtruth.kinematics import Array
from groundtruth.mesh import Mesh
from groundtruth.room import CARPET, GLOW, METAL, PLAIN, PLANKS, TILES, Colour, Parts, parts, tone

Half = tuple[float, float]
X, Y, Z = np.eye(3)
HALL_M = 4.5
GYM_M = 3.4


def build_place(seed: int, half: Half = (3.2, 3.2)) -> list[Mesh]:
    """A seeded place around the origin; half its width along x and y in metres."""
    rng = np.random.default_rng([seed, 211])
    makers: tuple[Callable[[np.random.Generator, Half], list[Parts]], ...] = (_gym, _hall, _yard)
    return [made.mesh(False) for made in makers[int(rng.integers(len(makers)))](rng, half)]


def _gym(rng: np.random.Generator, half: Half) -> list[Parts]:
    """Dark rubber, lamps in rows, racks with plates, benches, a bright panel instead of a wall."""
    shell, things = parts(), parts()
    grey = float(rng.uniform(0.015, 0.12))
    floor = (grey, grey, grey)
    _box_of_walls(shell, half, GYM_M, tone(rng, 0.06, 0.7, 0.1), (floor, CARPET))
    _lamps(shell, rng, half, GYM_M)
    for side in (-1.0, 1.0):
        panel = tone(rng, 0.3, 0.6, 0.02)
        # A panel that shines like a mirror: what it would show is not drawn.
        _on_wall(shell, half, side, (float(rng.uniform(-0.5, 0.1)), 0.8, 0.1, 2.0), (panel, METAL))
        for _ in range(int(rng.integers(1, 4))):
            place = float(rng.uniform(-0.8, 0.8)) * half[1]
            _rack(things, rng, np.array([side * (half[0] - 0.5), place, 0.0]))
    for _ in range(int(rng.integers(2, 6))):
        _bench(things, rng, half)
    return [shell, things]


def _hall(rng: np.random.Generator, half: Half) -> list[Parts]:
    """Planks with coloured lines, wall bars, high windows."""
    shell, things = parts(), parts()
    wood = np.array([0.5, 0.34, 0.2]) * rng.uniform(0.6, 1.4)
    floor = (float(wood[0]), float(wood[1]), float(wood[2]))
    _box_of_walls(shell, half, HALL_M, tone(rng, 0.3, 0.85, 0.08), (floor, PLANKS))
    for _ in range(int(rng.integers(2, 5))):
        at = float(rng.uniform(-0.9, 0.9))
        line = tone(rng, 0.2, 0.8, 0.6)
        if rng.random() < 0.5:
            shell.quad(np.array([at * half[0], -half[1], 0.003]), 0.05 * X, 2 * half[1] * Y,
                       line, PLAIN)  # fmt: skip
        else:
            shell.quad(np.array([-half[0], at * half[1], 0.003]), 2 * half[0] * X, 0.05 * Y,
                       line, PLAIN)  # fmt: skip
    for side in (-1.0, 1.0):
        bar = tone(rng, 0.2, 0.5, 0.1)
        for k in range(int(rng.integers(2, 5))):
            middle = (k - 1.5) * 1.1
            for z in np.arange(0.25, 2.5, 0.16):
                things.box(np.array([side * (half[0] - 0.1), middle, z]),
                           np.array([0.03, 0.95, 0.035]), bar)  # fmt: skip
            for end in (-0.5, 0.5):
                things.box(np.array([side * (half[0] - 0.1), middle + end, 1.3]),
                           np.array([0.06, 0.05, 2.6]), bar)  # fmt: skip
        _on_wall(shell, half, side, (-0.8, 0.8, 2.9, 4.1), ((0.3, 0.35, 0.4), GLOW))
    return [shell, things]


def _yard(rng: np.random.Generator, half: Half) -> list[Parts]:
    """Grass or paving under a bright sky, fences, trees and houses."""
    ground, things = parts(), parts()
    green = rng.random() < 0.6
    floor = tone(rng, 0.1, 0.25, 0.05)
    if green:
        floor = (0.06, float(rng.uniform(0.12, 0.25)), 0.03)
    far = 14.0
    ground.quad(np.array([-far, -far, 0.0]), 2 * far * X, 2 * far * Y, floor,
                CARPET if green else TILES, scale=float(rng.uniform(1, 3)), shift=1.0)  # fmt: skip
    sky = tuple(float(v) for v in np.array([0.22, 0.27, 0.34]) * rng.uniform(0.5, 1.2))
    _walls(ground, (far, far), 12.0, (sky[0], sky[1], sky[2]), GLOW)
    for _ in range(int(rng.integers(8, 16))):
        _tree_or_house(things, rng, half, far)
    _fence(things, rng, half)
    return [ground, things]


def _box_of_walls(
    shell: Parts, half: Half, height: float, wall: Colour, floor: tuple[Colour, float]
) -> None:
    """Floor (its colour and material), ceiling and walls."""
    hx, hy = half
    colour, material = floor
    shell.quad(np.array([-hx, -hy, 0.0]), 2 * hx * X, 2 * hy * Y, colour, material, scale=2.0)
    ceiling = tuple(0.7 * value for value in wall)
    shell.quad(np.array([-hx, -hy, height]), 2 * hy * Y, 2 * hx * X,
               (ceiling[0], ceiling[1], ceiling[2]), PLAIN)  # fmt: skip
    _walls(shell, half, height, wall, PLAIN)


def _walls(shell: Parts, half: Half, height: float, colour: Colour, material: float) -> None:
    hx, hy = half
    corners = [(-hx, -hy), (hx, -hy), (hx, hy), (-hx, hy)]
    for i, (cx, cy) in enumerate(corners):
        nx, ny = corners[(i + 1) % 4]
        start = np.array([cx, cy, 0.0])
        shell.quad(start, np.array([nx - cx, ny - cy, 0.0]), height * Z, colour, material)


def _on_wall(
    shell: Parts, half: Half, side: float, part: tuple[float, float, float, float],
    painted: tuple[Colour, float],
) -> None:  # fmt: skip
    """A panel on the wall at x = side * half: from and to (shares of its half), bottom and top."""
    low, high, bottom, top = part
    colour, material = painted
    start = np.array([side * (half[0] - 0.02), low * half[1], bottom])
    along = (high - low) * half[1] * Y
    edges = (along, (top - bottom) * Z)
    shell.quad(start, *(edges if side < 0 else edges[::-1]), colour, material)


def _lamps(shell: Parts, rng: np.random.Generator, half: Half, height: float) -> None:
    for at in np.linspace(-0.7, 0.7, int(rng.integers(2, 5))):
        shell.quad(np.array([at * half[0], -half[1], height - 0.02]), 2 * half[1] * Y, 0.15 * X,
                   (0.5, 0.5, 0.5), GLOW)  # fmt: skip


def _rack(things: Parts, rng: np.random.Generator, place: Array) -> None:
    """Four posts, bars across, and plates that stand at their sides."""
    steel = tone(rng, 0.02, 0.4, 0.3)
    tall, wide = float(rng.uniform(1.9, 2.4)), 1.15
    for dx in (-0.35, 0.35):
        for dy in (-wide / 2, wide / 2):
            things.box(place + np.array([dx, dy, tall / 2]), np.array([0.06, 0.06, tall]), steel,
                       METAL)  # fmt: skip
    for z in (0.05, float(rng.uniform(0.9, 1.4)), tall):
        for dx in (-0.35, 0.35):
            things.box(place + np.array([dx, 0, z]), np.array([0.05, wide, 0.05]), steel, METAL)
    for _ in range(int(rng.integers(1, 5))):
        size = float(rng.uniform(0.25, 0.45))
        at = place + np.array([0.45, float(rng.uniform(-0.7, 0.7)), size / 2])
        things.box(at, np.array([0.06, size, size]), tone(rng, 0.01, 0.4, 0.8))


def _bench(things: Parts, rng: np.random.Generator, half: Half) -> None:
    side = float(rng.choice([-1, 1]))
    place = np.array([side * half[0] * rng.uniform(0.65, 0.9), half[1] * rng.uniform(-0.8, 0.8), 0])
    dark = tone(rng, 0.02, 0.2, 0.2)
    things.box(place + np.array([0, 0, 0.42]), np.array([0.3, 1.1, 0.08]), dark)
    for dy in (-0.45, 0.45):
        things.box(place + np.array([0, dy, 0.2]), np.array([0.3, 0.05, 0.4]), (0.2, 0.2, 0.2),
                   METAL)  # fmt: skip


def _tree_or_house(things: Parts, rng: np.random.Generator, half: Half, far: float) -> None:
    around = float(rng.uniform(0, 2 * np.pi))
    away = float(rng.uniform(max(half) * 1.1, far - 2.0)) if max(half) * 1.1 < far - 2 else far - 2
    place = np.array([away * np.cos(around), away * np.sin(around), 0.0])
    if rng.random() < 0.35:
        size = rng.uniform([1.0, 1.0, 2.5], [3.0, 3.0, 6.0])
        things.box(place + size[2] / 2 * Z, size, tone(rng, 0.15, 0.7, 0.15), TILES, scale=3.0)
        return
    tall = float(rng.uniform(1.5, 3.0))
    things.box(place + tall / 2 * Z, np.array([0.25, 0.25, tall]), (0.12, 0.07, 0.04))
    leaves = (0.03, float(rng.uniform(0.06, 0.18)), 0.02)
    for _ in range(3):
        shift = rng.uniform(-0.4, 0.4, 3) + np.array([0, 0, tall + 0.5])
        things.box(place + shift, rng.uniform(0.8, 1.8, 3), leaves, CARPET)


def _fence(things: Parts, rng: np.random.Generator, half: Half) -> None:
    """Upright slats along two sides."""
    slat = tone(rng, 0.1, 0.7, 0.15)
    step = float(rng.uniform(0.12, 0.4))
    tall = float(rng.uniform(0.8, 1.8))
    for side in (-1.0, 1.0):
        for y in np.arange(-half[1], half[1], step):
            things.box(np.array([side * half[0], y, tall / 2]), np.array([0.03, 0.08, tall]), slat)
