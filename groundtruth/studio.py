"""From a scenario to pictures and truth: poses the person, places the camera, draws frame by frame."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from groundtruth import truth
from groundtruth.bodies import Body, build_body
from groundtruth.camera import Camera
from groundtruth.figure import Figure
from groundtruth.held import Held
from groundtruth.kinematics import Array
from groundtruth.mesh import Look, Mesh
from groundtruth.motion import Motion
from groundtruth.movements import perform
from groundtruth.posing import Posed, pose
from groundtruth.renderer import Region, Renderer
from groundtruth.room import build_room
from groundtruth.scenario import CameraSpec, Scenario
from groundtruth.sensor import Sensor
from groundtruth.skin import pose_vertices, rib_bump
from groundtruth.timeline import Window, duration_of, phase_of

Image = NDArray[np.uint8]


@dataclass(frozen=True)
class Take:
    """A scenario worked out: motion, poses and windows, before anything is drawn."""

    scenario: Scenario
    body: Body
    time_s: Array
    motion: Motion
    posed: Posed
    windows: list[Window]
    camera: Camera

    def at(self, frames: Array) -> "Take":
        """The take at some of its frames (indices)."""
        posed = Posed(self.posed.transforms[frames], self.posed.rib_mm[frames])
        return replace(
            self, time_s=self.time_s[frames], posed=posed, motion=self.motion.take(frames)
        )


def place_camera(spec: CameraSpec) -> Camera:
    """The camera of a spec; the person stands at the origin and faces -Y."""
    yaw = np.radians(spec.yaw_deg)
    sign = 1.0 if spec.side == "left" else -1.0
    away = np.array([sign * np.cos(yaw), -np.sin(yaw), 0.0])
    target = np.array([0.0, spec.shift_m, spec.aim_m])
    position = target + away * spec.distance_m
    position[2] = spec.height_m
    return Camera(position, target, spec.fov_deg, spec.width, spec.height, spec.roll_deg)


def rehearse(scenario: Scenario) -> Take:
    """Work out the motion of a scenario."""
    body = build_body(scenario.person)
    length = duration_of(scenario.lead_s, scenario.reps, scenario.tail_s)
    time_s = np.arange(int(round(length * scenario.fps))) / scenario.fps
    phase, windows = phase_of(time_s, scenario.lead_s, scenario.reps)
    motion = perform(
        body, scenario.person, scenario.movement, phase, time_s,
        scenario.faults, scenario.variation, scenario.seed, scenario.arms,
    )  # fmt: skip
    posed = pose(body, scenario.person, motion)
    return Take(scenario, body, time_s, motion, posed, windows, place_camera(scenario.camera))


class Studio:
    """Draws takes; one graphics context is kept for all pictures of one size."""

    def __init__(self, width: int, height: int, samples: int = 0) -> None:
        self._renderer = Renderer(width, height, samples)

    def film(self, take: Take) -> Iterator[Image]:
        """The pictures of a take, one after the other."""
        for picture, _ in self._shoot(take, masks=False):
            yield picture

    def film_with_masks(self, take: Take) -> Iterator[tuple[Image, NDArray[np.bool_]]]:
        """Pictures and exact masks of the person (body, clothes, hair; not what is held)."""
        for picture, mask in self._shoot(take, masks=True):
            if mask is not None:
                yield picture, mask

    def _shoot(self, take: Take, masks: bool) -> Iterator[tuple[Image, NDArray[np.bool_] | None]]:
        scenario, camera = take.scenario, take.camera
        figure = Figure(take.body, scenario.outfit)
        look = replace(scenario.look, hidden=figure.hidden)
        reach = max(2.6, scenario.camera.distance_m + 0.5)
        room = build_room(scenario.room_seed, (reach, reach))
        centre = np.array([0.0, 0.0, 0.85])
        self._renderer.load(list(room))
        background = self._renderer.draw(camera, look, centre)
        things = [Held(scenario.held, take.body)] if scenario.held else []
        moving = [*figure.meshes, *(thing.mesh for thing in things)]
        self._renderer.load([*room, *moving])
        sensor = Sensor(scenario.sensor, scenario.seed)
        for frame in range(len(take.time_s)):
            figure.move(take.posed, frame)
            for thing in things:
                thing.move(take.posed.transforms[frame])
            self._renderer.update(moving)
            region = changed_region(camera, moving, look, reach)
            picture = background.copy()
            if region is not None:
                left, top, width, height = region
                part = self._renderer.draw(camera, look, centre, region)
                picture[top : top + height, left : left + width] = part
            yield sensor.develop(picture), self._renderer.mask(camera) if masks else None


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


def record(take: Take) -> dict[str, Any]:
    """The truth of a take, as it is written beside its clip."""
    scenario = take.scenario
    bump = rib_bump(take.body)
    frames = [pose_vertices(take.body, take.posed, f, bump) for f in range(len(take.time_s))]
    track = truth.track_points(take.body, take.posed, frames)
    view = truth.view_of(take.camera, take.motion)
    person = scenario.person
    neutral = person.neutral()
    signals = truth.signals_of(
        take.body, take.posed, take.motion, track, view["near_side"], neutral
    )
    full = [w.to_dict() for w in take.windows if not w.partial]
    partial = [w.to_dict() for w in take.windows if w.partial]
    return {
        "seed": scenario.seed,
        "movement": scenario.movement,
        "faults": [asdict(f) for f in scenario.faults],
        "split": person.split,
        "body_id": person.body_id,
        "fps": scenario.fps,
        "reps": full,
        "partial_reps": partial,
        "view": view,
        "camera": _rounded(asdict(scenario.camera)),
        "clothing": scenario.outfit.clothing,
        "outfit": _rounded(asdict(scenario.outfit)),
        "person": _rounded(person.to_dict()),
        "neutral": _rounded(neutral),
        "frames": truth.frames_block(
            take.time_s, track, take.camera.project(track.points), signals,
            np.ones(len(take.time_s), bool),
        ),
    }  # fmt: skip


def _rounded(value: Any) -> Any:
    """The same nested data with floats cut to four decimals."""
    if isinstance(value, dict):
        return {k: _rounded(v) for k, v in value.items()}
    return round(value, 4) if isinstance(value, float) else value
