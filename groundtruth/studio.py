"""From a scenario to pictures and truth: poses the person, places the camera, draws frame by frame."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from groundtruth import truth
from groundtruth.bodies import Body, build_body
from groundtruth.camera import Camera
from groundtruth.figure import Figure
from groundtruth.kinematics import Array
from groundtruth.motion import Motion
from groundtruth.movements import perform
from groundtruth.posing import Posed, pose
from groundtruth.renderer import Mesh, Renderer
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
        scenario.faults, scenario.variation, scenario.seed,
    )  # fmt: skip
    posed = pose(body, scenario.person, motion)
    return Take(scenario, body, time_s, motion, posed, windows, place_camera(scenario.camera))


class Studio:
    """Draws takes; one graphics context is kept for all pictures of one size."""

    def __init__(self, width: int, height: int) -> None:
        self._renderer = Renderer(width, height)

    def film(self, take: Take) -> Iterator[Image]:
        """The pictures of a take, one after the other."""
        scenario = take.scenario
        figure = Figure(take.body, scenario.cut, scenario.tightness)
        reach = scenario.camera.distance_m + 0.5
        room = build_room(scenario.room_seed, (max(2.6, reach), max(2.6, reach)))
        meshes: list[Mesh] = [*room, *figure.meshes]
        self._renderer.load(meshes)
        sensor = Sensor(scenario.sensor, scenario.seed)
        for frame in range(len(take.time_s)):
            figure.move(take.posed, frame)
            self._renderer.update(figure.meshes)
            centre = take.posed.transforms[frame, 0, :, 3] * 0 + np.array([0.0, 0.0, 0.85])
            picture = self._renderer.draw(take.camera, scenario.look, centre)
            yield sensor.develop(picture)


def record(take: Take) -> dict[str, Any]:
    """The truth of a take, as it is written beside its clip."""
    scenario = take.scenario
    bump = rib_bump(take.body)
    frames = [pose_vertices(take.body, take.posed, f, bump) for f in range(len(take.time_s))]
    track = truth.track_points(take.body, take.posed, frames)
    view = truth.view_of(take.camera, take.motion)
    person = scenario.person
    neutral = {
        "pelvic_tilt_deg": person.neutral_pelvic_tilt_deg,
        "lumbar_deg": person.neutral_lumbar_deg,
        "thoracic_deg": person.neutral_thoracic_deg,
    }
    signals = truth.signals_of(
        take.body, take.posed, take.motion, track, view["near_side"], neutral
    )
    full = [w.to_dict() for w in take.windows if not w.partial]
    partial = [w.to_dict() for w in take.windows if w.partial]
    camera = {
        k: round(v, 4) if isinstance(v, float) else v for k, v in asdict(scenario.camera).items()
    }
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
        "camera": camera,
        "person": person.to_dict(),
        "neutral": {k: round(v, 4) for k, v in neutral.items()},
        "frames": truth.frames_block(
            take.time_s, track, take.camera.project(track.points), signals,
            np.ones(len(take.time_s), bool),
        ),
    }  # fmt: skip
