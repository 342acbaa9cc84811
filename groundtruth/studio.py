"""Drawing takes: the room once, then the person frame by frame."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from groundtruth.camera import Camera
from groundtruth.figure import Figure
from groundtruth.furniture import build_things
from groundtruth.held import Held
from groundtruth.kinematics import Array
from groundtruth.lens import Lens
from groundtruth.mesh import Look, Mesh
from groundtruth.movements import SHAPES
from groundtruth.renderer import Region, Renderer
from groundtruth.room import build_room, build_workplace
from groundtruth.second_hand.places import build_place
from groundtruth.sensor import Sensor
from groundtruth.takes import Take

Image = NDArray[np.uint8]
Mask = NDArray[np.bool_]


@dataclass
class _Stage:
    """What stands ready for one take: the person, things, light, lens, and the empty room.

    `background` is the empty room as `lens.pinhole` sees it, before the lens bends it.
    """

    figure: Figure
    things: list[Held]
    moving: list[Mesh]
    look: Look
    reach: float
    lens: Lens
    background: Image


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
        stage = self._set(take)
        sensor = Sensor(take.scenario.sensor, take.scenario.seed)
        for frame in range(len(take.time_s)):
            picture = stage.background.copy()
            if not take.hidden("dropout")[frame]:
                picture = self._expose(take, stage, frame)
            picture = stage.lens.picture(picture)
            if take.shift_px is not None:
                picture = _shifted(picture, take.shift_px[frame])
            if take.hidden("blank")[frame]:
                picture[:] = 0
            mask = stage.lens.mask(self._renderer.mask(stage.lens.pinhole)) if masks else None
            yield sensor.develop(picture), mask

    def _set(self, take: Take) -> _Stage:
        """Build room, person and things, and draw the empty room."""
        scenario = take.scenario
        figure = Figure(take.body, scenario.outfit)
        look = replace(scenario.look, hidden=figure.hidden)
        reach = max(2.6, scenario.camera.distance_m + 0.5)
        build = build_place if scenario.elsewhere else build_room
        room = build(scenario.room_seed, (reach, reach))
        if SHAPES[scenario.movement].seated:
            room += build_workplace(scenario.room_seed, take.posed.transforms[0], take.body)
        room += build_things(
            SHAPES[scenario.movement].things, scenario.room_seed, take.posed.transforms, take.body
        )
        self._renderer.load(list(room))
        lens = Lens(take.camera)
        background = self._renderer.draw(lens.pinhole, look, np.array([0.0, 0.0, 0.85]))
        things = [Held(scenario.held, take.body)] if scenario.held else []
        moving = [*figure.meshes, *(thing.mesh for thing in things)]
        self._renderer.load([*room, *moving])
        return _Stage(figure, things, moving, look, reach, lens, background)

    def _expose(self, take: Take, stage: _Stage, frame: int) -> Image:
        """One frame; with an open shutter the mean of three moments around it."""
        shutter = take.scenario.sensor.shutter
        if shutter <= 0:
            return self._moment(take, stage, frame, 0.0)
        moments = [self._moment(take, stage, frame, s * shutter / 3) for s in (-1.0, 1.0, 0.0)]
        return np.asarray(np.mean(moments, axis=0), np.uint8)

    def _moment(self, take: Take, stage: _Stage, frame: int, late: float) -> Image:
        """The picture `late` frames after a frame (within -1 to 1)."""
        other = int(np.clip(frame + np.sign(late), 0, len(take.time_s) - 1))
        # Between neighbouring frames bones turn so little that a mean of matrices will do.
        share = abs(late)
        posed = take.posed
        transforms = (1 - share) * posed.transforms[frame] + share * posed.transforms[other]
        bulge_mm = (1 - share) * posed.bulge_mm[frame] + share * posed.bulge_mm[other]
        stage.figure.move(transforms, bulge_mm)
        for thing in stage.things:
            thing.move(transforms)
        self._renderer.update(stage.moving)
        root = transforms[0, :, :3] @ take.body.skeleton.head("root") + transforms[0, :, 3]
        picture = stage.background.copy()
        pinhole = stage.lens.pinhole
        region = changed_region(pinhole, stage.moving, stage.look, stage.reach)
        if region is not None:
            left, top, width, height = region
            centre = np.array([root[0], root[1], 0.85])
            part = self._renderer.draw(pinhole, stage.look, centre, region)
            picture[top : top + height, left : left + width] = part
        return picture


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
