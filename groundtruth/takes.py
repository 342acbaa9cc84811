"""A scenario worked out: who moves how, what is true of it, and from where it is filmed.

Nothing is drawn here, so it needs the body model but no graphics.
"""

from dataclasses import asdict, dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from groundtruth import truth
from groundtruth.bodies import Body, build_body
from groundtruth.camera import Camera
from groundtruth.events import extra_channels, hidden_frames, stage
from groundtruth.kinematics import Array
from groundtruth.motion import Motion
from groundtruth.movements import SHAPES, Performance, perform
from groundtruth.posing import Posed, pose
from groundtruth.scenario import CameraSpec, Scenario
from groundtruth.skin import bulges, pose_vertices
from groundtruth.timeline import Window, duration_of, phase_of, topping, wander


@dataclass(frozen=True)
class Take:
    """Motion, poses and windows of a scenario; `shift_px` (T, 2) is how a hand shakes it."""

    scenario: Scenario
    body: Body
    time_s: Array
    motion: Motion
    posed: Posed
    camera: Camera
    windows: list[Window] = field(default_factory=list)
    shift_px: Array | None = None

    def at(self, frames: Array) -> "Take":
        """The take at some of its frames (indices)."""
        posed = Posed(self.posed.transforms[frames], self.posed.bulge_mm[frames])
        return replace(
            self,
            time_s=self.time_s[frames],
            posed=posed,
            motion=self.motion.take(frames),
            shift_px=None if self.shift_px is None else self.shift_px[frames],
        )

    def hidden(self, kind: str) -> NDArray[np.bool_]:
        """Frames (T,) in which the person is left out ("dropout") or all is black ("blank")."""
        return hidden_frames(self.time_s, self.scenario.events, kind)


def place_camera(spec: CameraSpec) -> Camera:
    """The camera of a spec; the person stands at the origin and faces -Y."""
    yaw = np.radians(spec.yaw_deg)
    sign = 1.0 if spec.side == "left" else -1.0
    away = np.array([sign * np.cos(yaw), -np.sin(yaw), 0.0])
    target = np.array([0.0, spec.shift_m, spec.aim_m])
    position = target + away * spec.distance_m
    position[2] = spec.height_m
    return Camera(
        position, target, spec.fov_deg, spec.width, spec.height, spec.roll_deg, spec.distortion,
        spec.principal_px,
    )  # fmt: skip


def rehearse(scenario: Scenario) -> Take:
    """Work out the motion of a scenario."""
    body = build_body(scenario.person)
    shape = SHAPES[scenario.movement]
    length = duration_of(scenario.lead_s, scenario.reps, scenario.tail_s)
    length = (scenario.hold_s if shape.held else length) - scenario.skip_s
    time_s = np.arange(round(length * scenario.fps)) / scenario.fps
    own_time = time_s + scenario.skip_s
    phase, windows = phase_of(own_time, scenario.lead_s, scenario.reps)
    if shape.held:
        phase = np.ones_like(phase)
    plan = Performance(
        scenario.movement, scenario.faults, scenario.variation, scenario.seed, scenario.arms,
        "L" if scenario.camera.side == "left" else "R", extra_channels(time_s, scenario.events),
    )  # fmt: skip
    motion = perform(body, scenario.person, plan, phase, own_time, top=topping(own_time, windows))
    motion = stage(motion, time_s, scenario.events)
    rng = np.random.default_rng([scenario.seed, 41])
    shake = scenario.camera.shake_px
    shift = np.stack([wander(time_s, rng, shake, 0.9) for _ in range(2)], axis=1)
    return Take(
        scenario, body, time_s, motion, pose(body, scenario.person, motion, shape.support),
        place_camera(scenario.camera), [w.earlier(scenario.skip_s) for w in windows],
        shift if shake > 0 else None,
    )  # fmt: skip


def record(take: Take) -> dict[str, Any]:
    """The truth of a take, as it is written beside its clip."""
    scenario, person = take.scenario, take.scenario.person
    bumps = bulges(take.body)
    frames = [pose_vertices(take.body, take.posed, f, bumps) for f in range(len(take.time_s))]
    track = truth.track_points(take.body, take.posed, frames)
    settled = len(take.time_s) // 2
    view = truth.view_of(take.camera, take.motion, settled)
    signals = truth.signals_of(
        take.body, take.posed, take.motion, track, side=view["near_side"], neutral=person.neutral()
    )
    pixels = take.camera.project(track.points)
    if take.shift_px is not None:
        pixels = pixels + take.shift_px[:, None]
    size = np.array([take.camera.width, take.camera.height])
    inside: NDArray[np.bool_] = np.all((pixels >= 0) & (pixels < size), axis=2).mean(axis=1) > 0.6
    visible = inside & ~take.hidden("dropout") & ~take.hidden("blank")
    return {
        "seed": scenario.seed,
        "hand": scenario.hand,
        "movement": scenario.movement,
        "faults": [asdict(f) for f in scenario.faults],
        "split": person.split,
        "body_id": person.body_id,
        "fps": scenario.fps,
        **_windows(take),
        "events": [e.to_dict() for e in scenario.events],
        "arms": scenario.arms or SHAPES[scenario.movement].arms,
        "held": scenario.held,
        "support": SHAPES[scenario.movement].support,
        "view": view,
        "camera": _rounded(asdict(scenario.camera)),
        "clothing": scenario.outfit.clothing,
        "outfit": _rounded(asdict(scenario.outfit)),
        "person": _rounded(person.to_dict()),
        "neutral": _rounded(person.neutral()),
        "frames": truth.frames_block(take.time_s, track, pixels, signals, visible),
    }


def _windows(take: Take) -> dict[str, Any]:
    """Whole repetitions, partial ones, and those that the clip's ends cut."""
    end = len(take.time_s) / take.scenario.fps
    cut = [w for w in take.windows if w.start_s < 0 or w.end_s > end]
    whole = [w for w in take.windows if w not in cut]
    return {
        "reps": [w.to_dict() for w in whole if not w.partial],
        "partial_reps": [w.to_dict() for w in whole if w.partial],
        "cut_reps": [w.to_dict() for w in cut],
    }


def _rounded(value: Any) -> Any:
    """The same nested data with floats cut to four decimals."""
    if isinstance(value, dict):
        return {k: _rounded(v) for k, v in value.items()}
    return round(value, 4) if isinstance(value, float) else value
