"""Drawing takes: the room once, then the person frame by frame."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from groundtruth.camera import Camera
from groundtruth.figure import Figure
from groundtruth.held import Held
from groundtruth.kinematics import Array
from groundtruth.mesh import Look, Mesh
from groundtruth.movements import SHAPES
from groundtruth.renderer import Region, Renderer
from groundtruth.room import build_room, build_workplace
from groundtruth.sensor import Sensor
from groundtruth.takes import Take

Image = NDArray[np.uint8]
Mask = NDArray[np.bool_]


class Studio:
    """Draws takes. Have one of them per process: they share the graphics context."""

    def __init__(self, samples: int = 0) -> None:
        self._renderer = Renderer(samples)

    def film(self, take: Take) -> Iterator[Image]:
        """The pictures of a take, one after the other."""
        for picture, _ in self._shoot(take, masks=False):
            yield picture

    def film_with_masks(self, take: Take) -> Iterator[tuple[Image, Mask]]:
        """Pictures and exact masks of the person (body, clothes, hair; not what is held)."""
        for picture, mask in self._shoot(take, masks=True):
            if mask is not None:
                yield picture, mask

    def _shoot(self, take: Take, masks: bool) -> Iterator[tuple[Image, Mask | None]]:
        scenario, camera = take.scenario, take.camera
        figure = Figure(take.body, scenario.outfit)
        look = replace(scenario.look, hidden=figure.hidden)
        reach = max(2.6, scenario.camera.distance_m + 0.5)
        room = build_room(scenario.room_seed, (reach, reach))
        if SHAPES[scenario.movement].seated:
            figure.move(take.posed, 0)
            room += build_workplace(scenario.room_seed, take.posed.transforms[0], take.body)
        centre = np.array([0.0, 0.0, 0.85])
        self._renderer.load(list(room))
        background = self._renderer.draw(camera, look, centre)
        things = [Held(scenario.held, take.body)] if scenario.held else []
        moving = [*figure.meshes, *(thing.mesh for thing in things)]
        self._renderer.load([*room, *moving])
        sensor = Sensor(scenario.sensor, scenario.seed)
        root = take.body.skeleton.head("root")
        for frame in range(len(take.time_s)):
            figure.move(take.posed, frame)
            transforms = take.posed.transforms[frame]
            for thing in things:
                thing.move(transforms)
            self._renderer.update(moving)
            centre[:2] = (transforms[0, :, :3] @ root + transforms[0, :, 3])[:2]
            region = changed_region(camera, moving, look, reach)
            picture = background.copy()
            if region is not None and not take.hidden("dropout")[frame]:
                left, top, width, height = region
                part = self._renderer.draw(camera, look, centre, region)
                picture[top : top + height, left : left + width] = part
            if take.shift_px is not None:
                picture = _shifted(picture, take.shift_px[frame])
            if take.hidden("blank")[frame]:
                picture[:] = 0
            yield sensor.develop(picture), self._renderer.mask(camera) if masks else None


def _shifted(picture: Image, shift: Array) -> Image:
    matrix = np.array([[1.0, 0.0, shift[0]], [0.0, 1.0, shift[1]]])
    size = (picture.shape[1], picture.shape[0])
    moved = cv2.warpAffine(picture, matrix, size, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(moved, np.uint8)


def changed_region(
    camera: Camera, meshes: Sequence[Mesh], look: Look, reach: float
) -> Region | None:
    """The part of the picture that these meshes and their shadows in the room can touch.

    Left, top, width and height in pixels; None when it lies outside of the picture.
    """
    points = np.vstack([mesh.vertices[::5] for mesh in meshes])
    light = np.asarray(look.key_direction, float)
    away = -light / np.linalg.norm(light)
    # Each shadow ends where the ray from the light leaves the room: at the floor or at a wall.
    walls = np.where(away[:2] > 0, reach - points[:, :2], -reach - points[:, :2])
    with np.errstate(divide="ignore", invalid="ignore"):
        far = np.minimum((walls / away[:2]).min(axis=1), np.maximum(points[:, 2], 0) / -away[2])
    both = np.vstack([points, points + np.clip(far, 0, 5)[:, None] * away])
    seen = camera.project(both)
    if np.isnan(seen).any():
        return 0, 0, camera.width, camera.height
    low = np.clip(np.floor(seen.min(axis=0)) - 8, 0, [camera.width, camera.height]).astype(int)
    high = np.clip(np.ceil(seen.max(axis=0)) + 8, 0, [camera.width, camera.height]).astype(int)
    width, height = (int(v) for v in high - low)
    return (int(low[0]), int(low[1]), width, height) if width > 0 and height > 0 else None
