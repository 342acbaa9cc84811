"""A dressed person as meshes: the body, its clothes and its hair, and how they move."""

from dataclasses import dataclass

import numpy as np

from groundtruth.bodies import Body
from groundtruth.garments import SHIRT, TROUSERS, Fabric, Shell
from groundtruth.hair import Ponytail, Rigid, bun, hood
from groundtruth.kinematics import Array
from groundtruth.mesh import BODY, HAIR, Mesh
from groundtruth.outfit import (
    FAR,
    Anatomy,
    Cut,
    eye_offset,
    foot_field,
    hair_field,
    shirt_field,
    trousers_field,
)
from groundtruth.skin import Normals, apply_blended, bulges, coarse_faces


@dataclass(frozen=True)
class Outfit:
    """What a person wears. Without a fabric a garment is skin-tight, like sportswear.

    shirt_m and trousers_m are how far skin-tight cloth stands off; hair_m is the thickness of the
    hair; tail is "", "ponytail" or "bun" with its length or radius in metres; hood is a size, 0
    for none.
    """

    cut: Cut = Cut()  # noqa: RUF009 - frozen
    shirt_m: float = 0.003
    trousers_m: float = 0.003
    shirt: Fabric | None = None
    trousers: Fabric | None = None
    hair_m: float = 0.012
    tail: str = ""
    tail_m: float = 0.2
    hood: float = 0.0
    seed: int = 0

    @property
    def clothing(self) -> str:
        """ "loose" when the shirt can hide the trunk's shape, else "regular" or "tight"."""
        if self.shirt is None:
            return "tight"
        return "loose" if self.looseness_m > 0.045 or self.hood > 0 else "regular"

    @property
    def looseness_m(self) -> float:
        """About how far the shirt's outline can be from the trunk's, in metres; 0 skin-tight."""
        if self.shirt is None:
            return 0.0
        return self.shirt.gap + 0.06 * self.shirt.drape + 0.5 * self.shirt.sag


def _soft(field: Array, width: float = 0.012) -> Array:
    return np.clip(field / width + 0.5, 0, 1)


class Figure:
    """The meshes of one dressed person; `move` poses them for one frame."""

    def __init__(self, body: Body, outfit: Outfit) -> None:
        self._body = body
        cut = outfit.cut
        anatomy = Anatomy.of(body)
        shirt = shirt_field(body, anatomy, cut)
        trousers = trousers_field(body, anatomy, cut)
        self._bumps = bulges(body)
        self._normals_of = Normals(body.faces, len(body.vertices))
        self._add_body(outfit, anatomy, shirt, trousers)
        self.meshes = [self._mesh]
        self._shells: list[Shell] = []
        # Trousers end where a loose shirt covers them: two shells would cut into each other.
        below = trousers if outfit.shirt is None else np.minimum(trousers, 0.02 - shirt)
        for kind, field, fabric in (
            (TROUSERS, below, outfit.trousers),
            (SHIRT, shirt, outfit.shirt),
        ):
            if fabric is not None:
                shell = Shell(
                    body, anatomy, field, kind=kind, fabric=fabric, seed=outfit.seed + kind
                )
                self._shells.append(shell)
                self.meshes.append(shell.mesh)
        self.hidden = (
            float(outfit.shirt is not None), float(outfit.trousers is not None), 0.0, 0.0,
        )  # fmt: skip
        self._add_hair(hair_field(body, anatomy, cut.cover_ears), outfit)
        self._followers: list[Ponytail | Rigid] = []
        if outfit.hair_m > 0 and outfit.tail == "ponytail":
            self._followers.append(Ponytail(body, outfit.tail_m, 0.024))
        elif outfit.hair_m > 0 and outfit.tail == "bun":
            self._followers.append(bun(body, outfit.tail_m))
        if outfit.hood > 0:
            self._followers.append(hood(body, outfit.hood))
        self.meshes += [part.mesh for part in self._followers]

    def _add_body(self, outfit: Outfit, anatomy: Anatomy, shirt: Array, trousers: Array) -> None:
        body, cut = self._body, outfit.cut
        shoes = foot_field(body, anatomy, cut.shoe)
        socks = foot_field(body, anatomy, cut.sock)
        normals = self._normals_of(body.vertices)
        outward = outfit.shirt_m * _soft(shirt) + outfit.trousers_m * _soft(trousers)
        outward = outward + 0.006 * _soft(shoes) + 0.001 * _soft(socks)
        rest = body.vertices + normals * outward[:, None]
        # Soles: shoes never end below the floor that bare feet stand on.
        rest[:, 2] = np.maximum(rest[:, 2], body.floor_z)
        masks = body.masks
        paint = np.stack([masks["lips"], masks["brows"], masks["eyes"], eye_offset(body)], axis=1)
        a = np.stack([shirt, trousers, shoes, socks], axis=1)
        self._rest = rest
        self._rest_normals = normals
        self._mesh = Mesh(BODY, body.faces, rest, a, paint, rest, normals)
        self._mesh.shadow_faces = coarse_faces(body.vertices, body.faces, 0.02)

    def _add_hair(self, field: Array, outfit: Outfit) -> None:
        self._hair: Mesh | None = None
        if outfit.hair_m <= 0:
            return
        keep = (field[self._body.faces] > -0.02).any(axis=1)
        used, faces = np.unique(self._body.faces[keep], return_inverse=True)
        self._hair_used = used
        rise = outfit.hair_m * np.clip(field[used] / 0.025, 0.0, 1.0) + 0.001
        rest = self._rest[used] + self._rest_normals[used] * rise[:, None]
        a = np.zeros((len(used), 4))
        a[:, 0] = np.clip(field[used], -FAR, FAR)
        kept = faces.reshape(-1, 3).astype(np.int32)
        self._hair_normals_of = Normals(kept, len(used))
        self._hair = Mesh(HAIR, kept, rest, a, np.zeros((len(used), 4)), rest, rest)
        self.meshes.append(self._hair)

    def move(self, transforms: Array, bulge_mm: Array) -> None:
        """Pose every mesh by one frame's bone transforms (B, 3, 4), ribs and belly (2,) out."""
        body = self._body
        blended = body.weights @ transforms.reshape(-1, 12)
        shift = self._bumps @ (bulge_mm * 1e-3)
        mesh = self._mesh
        mesh.vertices = apply_blended(blended, self._rest, shift)
        mesh.normals = self._normals_of(mesh.vertices)
        for shell in self._shells:
            shell.move(blended, shift)
        if self._hair is not None:
            used = self._hair_used
            self._hair.vertices = apply_blended(blended[used], self._hair.rest, shift[used])
            self._hair.normals = self._hair_normals_of(self._hair.vertices)
        for part in self._followers:
            part.move(transforms)
