"""A clip before it is drawn: who, what, where and how it is filmed. Pure data, seeded."""

from dataclasses import dataclass, field, replace
from typing import Literal

from groundtruth.bodies import Person
from groundtruth.events import Event
from groundtruth.figure import Outfit
from groundtruth.mesh import Look
from groundtruth.movements import Fault
from groundtruth.timeline import Rep

Hand = Literal["first", "second"]

FRONT_DEG = 60.0
"""Cameras this far off the side view stand in front of the person on purpose."""


@dataclass(frozen=True)
class CameraSpec:
    """Where the camera stands: yaw off the side view (0 side, 90 front, -90 back), metres, degrees.

    `side` is the body side it sees. `aim_m` is the height of the point it looks at; a
    hand that holds it shakes it by `shake_px`. `distortion` and `principal_px` are the lens' own,
    see Camera.
    """

    width: int = 640
    height: int = 480
    side: str = "left"
    yaw_deg: float = 0.0
    distance_m: float = 3.2
    height_m: float = 1.1
    aim_m: float = 0.85
    fov_deg: float = 42.0
    roll_deg: float = 0.0
    shift_m: float = 0.0
    shake_px: float = 0.0
    distortion: float = 0.0
    principal_px: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True)
class SensorSpec:
    """What the camera's electronics do: noise (SD in 8-bit steps), blur, x264's quality.

    `shutter` is the share of a frame's time that light falls in: what moves is smeared.
    """

    shutter: float = 0.0
    noise: float = 2.0
    blur_px: float = 0.5
    crf: int = 25


@dataclass(frozen=True)
class Scenario:
    """Everything that decides a clip.

    `arms` is a way to hold them (movements.ARMS) if not the movement's own; `held` is "",
    "kettlebell", "bar" or "dowel". Event times count from the clip's first frame, which is `skip_s`
    after the start of the movement's own timeline. A movement that is held lasts `hold_s`.
    `hand` is whose choices of people, rooms, clothes and cameras these are: nothing is fitted to
    the second's (second_hand/). Who is `elsewhere` stands in one of its places instead of a room.
    """

    seed: int
    movement: str
    person: Person
    reps: tuple[Rep, ...]
    faults: tuple[Fault, ...] = ()
    variation: dict[str, float] = field(default_factory=dict)
    arms: str = ""
    held: str = ""
    events: tuple[Event, ...] = ()
    skip_s: float = 0.0
    hold_s: float = 8.0
    lead_s: float = 1.8
    tail_s: float = 1.0
    fps: float = 30.0
    camera: CameraSpec = field(default_factory=CameraSpec)
    sensor: SensorSpec = field(default_factory=SensorSpec)
    outfit: Outfit = field(default_factory=Outfit)
    look: Look = field(default_factory=Look)
    room_seed: int = 0
    hand: Hand = "first"
    elsewhere: bool = False


def at_rate(scenario: Scenario, fps: float) -> Scenario:
    """The same clip with `fps` pictures a second, each exposed for as many seconds as before."""
    shutter = min(1.0, scenario.sensor.shutter * fps / scenario.fps)
    return replace(scenario, fps=fps, sensor=replace(scenario.sensor, shutter=shutter))


def at_most(scenario: Scenario, reps: int) -> Scenario:
    """The clip with no more than this many repetitions, partial ones included."""
    return replace(scenario, reps=scenario.reps[:reps])


def seen_from(scenario: Scenario, yaw_deg: float) -> Scenario:
    """The clip with its camera this far off the side view; a laptop's own stays in front."""
    camera = scenario.camera
    if abs(camera.yaw_deg) >= FRONT_DEG:
        return scenario
    return replace(scenario, camera=replace(camera, yaw_deg=yaw_deg))


def from_the_turn(scenario: Scenario, ahead_s: float = 0.3) -> Scenario:
    """The clip beginning `ahead_s` before the first repetition leaves its turning point.

    So lifts from the floor are filmed: what came before the first pull is not in the clip.
    """
    first = scenario.reps[0]
    left_s = scenario.lead_s + first.down_s + first.hold_s
    return replace(scenario, skip_s=max(left_s - ahead_s, 0.0))
