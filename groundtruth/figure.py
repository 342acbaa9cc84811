"""A dressed person as meshes: the body, its clothes and its hair, and how they move."""

from dataclasses import dataclass

import numpy as np

from groundtruth.bodies import Body
from groundtruth.kinematics import Array
from groundtruth.outfit import (
    Anatomy,
    Cut,
    eye_offset,
    foot_field,
    hair_field,
    shirt_field,
    trousers_field,
)
from groundtruth.posing import Posed
from groundtruth.renderer import BODY, HAIR, Mesh
from groundtruth.skin import Normals, apply_blended, coarse_faces, rib_bump


@dataclass(frozen=True)
class Tightness:
    """How far clothes stand off the skin, in metres."""

    shirt: float = 0.003
    trousers: float = 0.003
    hair: float = 0.012


def _soft(field: Array, width: float = 0.012) -> Array:
    return np.clip(field / width + 0.5, 0, 1)


class Figure:
    """The meshes of one dressed person; `move` poses them for one frame."""

    def __init__(self, body: Body, cut: Cut, tightness: Tightness) -> None:
        self._body = body
        anatomy = Anatomy.of(body)
        shirt = shirt_field(body, anatomy, cut)
        trousers = trousers_field(body, anatomy, cut)
        shoes = foot_field(body, anatomy, cut.shoe)
        socks = foot_field(body, anatomy, cut.sock)
        self._bump = rib_bump(body)
        self._normals_of = Normals(body.faces, len(body.vertices))
        rest_normals = self._normals_of(body.vertices)
        outward = tightness.shirt * _soft(shirt) + tightness.trousers * _soft(trousers)
        outward = outward + 0.006 * _soft(shoes) + 0.001 * _soft(socks)
        rest = body.vertices + rest_normals * outward[:, None]
        # Soles: shoes never end below the floor that bare feet stand on.
        rest[:, 2] = np.maximum(rest[:, 2], body.floor_z)
        masks = body.masks
        paint = np.stack([masks["lips"], masks["brows"], masks["eyes"], eye_offset(body)], axis=1)
        a = np.stack([shirt, trousers, shoes, socks], axis=1)
        self._rest = rest
        self.body_mesh = Mesh(BODY, body.faces, rest, a, paint, rest, rest_normals)
        self.body_mesh.shadow_faces = coarse_faces(body.vertices, body.faces, 0.02)
        self.meshes = [self.body_mesh]
        self._add_hair(hair_field(body, anatomy, cut.cover_ears), rest_normals, tightness.hair)

    def _add_hair(self, field: Array, normals: Array, thickness: float) -> None:
        if thickness <= 0:
            return
        keep = (field[self._body.faces] > -0.02).any(axis=1)
        used, faces = np.unique(self._body.faces[keep], return_inverse=True)
        self._hair = used
        rise = thickness * np.clip(field[used] / 0.025, 0.0, 1.0) + 0.001
        rest = self._rest[used] + normals[used] * rise[:, None]
        a = np.zeros((len(used), 4))
        a[:, 0] = field[used]
        faces = faces.reshape(-1, 3).astype(np.int32)
        self._hair_normals_of = Normals(faces, len(used))
        self.meshes.append(Mesh(HAIR, faces, rest, a, np.zeros((len(used), 4)), rest, rest))

    def move(self, posed: Posed, frame: int) -> Array:
        """Pose every mesh for one frame; returns the bare body's vertices (V, 3) for the truth."""
        body = self._body
        blended = body.weights @ posed.transforms[frame].reshape(-1, 12)
        shift = self._bump * (posed.rib_mm[frame] * 1e-3)
        bare = apply_blended(blended, body.vertices, shift)
        mesh = self.body_mesh
        mesh.vertices = apply_blended(blended, self._rest, shift)
        mesh.normals = self._normals_of(mesh.vertices)
        for extra in self.meshes[1:]:
            extra.vertices = apply_blended(blended[self._hair], extra.rest, shift[self._hair])
            extra.normals = self._hair_normals_of(extra.vertices)
        return bare
