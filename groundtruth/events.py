"""What happens besides the repetitions: fidgets, walking in and out, dropouts, picking up."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from groundtruth.kinematics import Array, rotation
from groundtruth.motion import Motion
from groundtruth.timeline import ease

KINDS = (
    "fidget", "touch_face", "dropout", "blank", "enter", "leave", "settle", "turn_away", "pick_up",
    "restless",
)  # fmt: skip

RESTLESS = {"pelvic_tilt": 1.0, "lumbar": -0.8, "side_bend": 1.0, "neck": 3.0, "knee": 1.5}
"""Degrees by which the trunk sways in somebody restless: enough that no second is still."""


@dataclass(frozen=True)
class Event:
    """Something at a time: seconds from the clip's first frame, and a size.

    fidget: the trunk sways by `size` degrees; touch_face: a hand goes to the head; dropout: the
    person is not drawn; blank: the picture is black; enter, leave: walks `size` metres; settle:
    turns from `size` degrees into place with small steps; turn_away: turns by `size` degrees and
    back; pick_up: bends to the floor once (no repetition of the movement); restless: the arms
    swing by `size` degrees the whole time, and the trunk sways along a little.
    """

    kind: str
    start_s: float
    duration_s: float
    size: float = 0.0

    def to_dict(self) -> dict[str, Any]:
        """Plain data, rounded."""
        return {k: round(v, 4) if isinstance(v, float) else v for k, v in asdict(self).items()}


def pulse(time_s: Array, event: Event) -> Array:
    """A smooth rise to 1 and fall to 0 (T,) within an event."""
    share = (time_s - event.start_s) / event.duration_s
    return np.minimum(ease(share * 2.0), ease((1.0 - share) * 2.0))


def extra_channels(time_s: Array, events: Sequence[Event]) -> dict[str, Array]:
    """What events add to the angles before balance is found: degrees (T,) by channel."""
    names = ("pelvic_tilt", "lumbar", "thoracic", "neck", "knee", "side_bend", "twist")
    out = {name: np.zeros_like(time_s) for name in names}
    for event in events:
        share = pulse(time_s, event)
        if event.kind == "fidget":
            wiggle = np.sin(2 * np.pi * (time_s - event.start_s) / max(event.duration_s / 2, 0.6))
            out["pelvic_tilt"] += 0.4 * event.size * share * wiggle
            out["lumbar"] += 0.4 * event.size * share
            out["side_bend"] += 0.8 * event.size * share * wiggle
            out["neck"] += 1.2 * event.size * share
            out["knee"] += 0.5 * event.size * share
        elif event.kind == "pick_up":
            bend = {"pelvic_tilt": 55, "lumbar": 38, "thoracic": 12, "knee": 45, "neck": 8}
            for name, size in bend.items():
                out[name] += size * share
        elif event.kind == "restless":
            swing = swinging(time_s, event)
            for name, degrees in RESTLESS.items():
                out[name] += degrees * swing
    return out


def swinging(time_s: Array, event: Event) -> Array:
    """What never rests (T,), about -1 to 1: three rhythms that an event's times set apart."""
    turn = 2 * np.pi * (time_s - event.start_s) + 10.0 * event.duration_s
    parts = [np.sin(rate * turn * (1 + 0.02 * (event.size % 5))) for rate in (0.45, 0.8, 1.3)]
    return np.asarray(np.sum(parts, axis=0) / 1.8)


def stage(motion: Motion, time_s: Array, events: Sequence[Event]) -> Motion:
    """Apply the events that move the whole person or an arm."""
    for event in events:
        if event.kind in ("enter", "leave"):
            motion = _walk(motion, time_s, event)
        elif event.kind == "settle":
            share = ease((time_s - event.start_s) / event.duration_s)
            motion = motion.having(heading=motion.heading + event.size * (1 - share))
            motion = _step(motion, time_s, event, 9.0)
        elif event.kind == "turn_away":
            heading = motion.heading + event.size * pulse(time_s, event)
            motion = _step(motion.having(heading=heading), time_s, event, 7.0)
        elif event.kind == "touch_face":
            motion = _touch_face(motion, time_s, event)
        elif event.kind == "restless":
            motion = _swing_arms(motion, time_s, event)
    return motion


def _swing_arms(motion: Motion, time_s: Array, event: Event) -> Motion:
    """Swing both arms forwards and back about the shoulders, whatever else they do."""
    turn = rotation("x", -event.size * swinging(time_s, event))[:, None]
    arms = (turn @ motion.arms[..., None])[..., 0]
    return motion.having(arms=arms, forearms=(turn @ motion.forearms[..., None])[..., 0])


def _walk(motion: Motion, time_s: Array, event: Event) -> Motion:
    """Walk forwards into place ("enter") or away from it ("leave")."""
    share = np.clip((time_s - event.start_s) / event.duration_s, 0, 1)
    share = ease(0.5 + 0.5 * share) * 2 - 1 if event.kind == "enter" else ease(0.5 * share) * 2
    offset = event.size * (1 - share) if event.kind == "enter" else -event.size * share
    angle = np.radians(motion.heading)
    travel = motion.travel.copy()
    travel[:, 0] -= offset * np.sin(angle)
    travel[:, 1] += offset * np.cos(angle)
    if event.kind == "enter":
        event = Event("enter", 0.0, event.start_s + event.duration_s, event.size)
    return _step(motion.having(travel=travel), time_s, event, 22.0)


def _step(motion: Motion, time_s: Array, event: Event, swing_deg: float) -> Motion:
    """Legs (and a little the arms) swing in turn while an event lasts."""
    inside = np.clip(1.3 * pulse(time_s, event), 0, 1)
    if event.kind in ("enter", "leave"):
        share = (time_s - event.start_s) / event.duration_s
        inside = (
            np.clip(6 * (1 - share), 0, 1) if event.kind == "enter" else np.clip(6 * share, 0, 1)
        )
    swing = swing_deg * inside * np.sin(2 * np.pi * 0.9 * time_s)
    free = motion.free + np.stack([swing, -swing], axis=1)
    arms = motion.arms.copy()
    arms[:, 0, 1] += 0.012 * swing
    arms[:, 1, 1] -= 0.012 * swing
    return motion.having(free=free, arms=arms)


def _touch_face(motion: Motion, time_s: Array, event: Event) -> Motion:
    share = pulse(time_s, event)[:, None]
    arms, fores = motion.arms.copy(), motion.forearms.copy()
    side = 0 if event.size >= 0 else 1
    out = 1.0 if side == 0 else -1.0
    arms[:, side] = (1 - share) * arms[:, side] + share * np.array([0.35 * out, -0.75, -0.55])
    fores[:, side] = (1 - share) * fores[:, side] + share * np.array([-0.35 * out, -0.15, 0.92])
    return motion.having(arms=arms, forearms=fores)


def hidden_frames(time_s: Array, events: Sequence[Event], kind: str) -> NDArray[np.bool_]:
    """Which frames (T,) fall into events of this kind."""
    hidden = np.zeros(len(time_s), bool)
    for event in events:
        if event.kind == kind:
            hidden |= (time_s >= event.start_s) & (time_s < event.start_s + event.duration_s)
    return hidden
