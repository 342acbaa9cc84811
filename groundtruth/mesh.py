"""What can be drawn: meshes, and the light and colours they are drawn in. Data only."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from groundtruth.kinematics import Array

BODY, GARMENT, HAIR, OBJECT = 0, 1, 2, 3


@dataclass
class Mesh:
    """Triangles to draw: rest positions (V, 3) and two attributes (V, 4) stay, the rest moves.

    For bodies `a` holds signed distances to shirt, trousers, shoes and socks (metres, positive
    inside) and `b` paint masks; for shells and hair a[:, 0] is the distance to their own edge; for
    objects `a` is colour and material, `b` texture coordinates and scale.
    """

    kind: int
    faces: NDArray[np.int32]
    rest: Array
    a: Array
    b: Array
    vertices: Array
    normals: Array
    garment: int = 0
    is_person: bool = True
    casts_shadow: bool = True
    shadow_faces: NDArray[np.int32] | None = None


@dataclass
class Look:
    """Light and colours, linear RGB 0-1."""

    key_direction: tuple[float, float, float] = (0.4, -0.3, 0.85)
    key_colour: tuple[float, float, float] = (1.2, 1.15, 1.05)
    fill_direction: tuple[float, float, float] = (-0.5, -0.6, 0.4)
    fill_colour: tuple[float, float, float] = (0.25, 0.27, 0.32)
    sky_colour: tuple[float, float, float] = (0.55, 0.56, 0.6)
    ground_colour: tuple[float, float, float] = (0.28, 0.25, 0.22)
    exposure: float = 1.0
    shadow_softness: float = 0.004
    skin: tuple[float, float, float] = (0.6, 0.38, 0.27)
    lip_colour: tuple[float, float, float] = (0.45, 0.2, 0.17)
    hair_colour: tuple[float, float, float] = (0.06, 0.04, 0.03)
    garment_colour: list[tuple[float, float, float]] = field(
        default_factory=lambda: [(0.1, 0.2, 0.4), (0.05, 0.05, 0.06), (0.5, 0.5, 0.5), (0.7,) * 3]
    )
    garment_second: list[tuple[float, float, float]] = field(
        default_factory=lambda: [(0.8, 0.8, 0.8)] * 4
    )
    garment_pattern: list[tuple[float, float, float, float]] = field(
        default_factory=lambda: [(0.0, 1.0, 0.0, 0.03)] * 4
    )
    hidden: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
