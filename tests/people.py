"""Exact synthetic people: a 2D stick person with given angles over time, as a PoseSequence.

The person stands with the ankles fixed; every joint follows from the angles, so the signals
computed from it must give the angles back. Signs are those of the product: flexion positive,
forward inclination positive, whichever way the person faces.
"""

from dataclasses import replace
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from posture_lab.arrays import Floats
from posture_lab.metrics.signals.lines import LANDMARK_LEAN_DEG
from posture_lab.pose.landmarks import LANDMARK_COUNT, Landmark
from posture_lab.pose.sequence import (
    LEG_OUTLINE_SHAPE,
    OUTLINE_STATIONS,
    PoseSequence,
    Provenance,
    View,
)

Side = Literal["left", "right"]

# Segment lengths in body heights (rounded from Winter's anthropometric table).
THIGH, SHANK, TRUNK, UPPER_ARM, FOREARM, HAND = 0.245, 0.246, 0.288, 0.186, 0.146, 0.06
HIP_HALF_WIDTH, SHOULDER_HALF_WIDTH, FOOT_HALF_WIDTH = 0.055, 0.105, 0.05
STATURE_M = 1.72
# Head points from the shoulder, upright and looking ahead: (forward, up) in body heights.
HEAD = {
    "EAR": (0.010, 0.130),
    "EYE": (0.056, 0.142),
    "EYE_INNER": (0.060, 0.142),
    "EYE_OUTER": (0.052, 0.142),
    "NOSE": (0.072, 0.118),
    "MOUTH": (0.058, 0.092),
}
HEAD_HALF_WIDTH = {"EAR": 0.04, "EYE": 0.018, "EYE_INNER": 0.01, "EYE_OUTER": 0.025}


def times(duration_s: float, fps: float = 30.0) -> Floats:
    """Frame times of a clip: (T,) seconds from 0 up to but not including ``duration_s``."""
    return np.arange(max(round(duration_s * fps), 1)) / fps


def bumps(
    time_s: Floats, starts_s: ArrayLike, duration_s: float = 3.0, hold_s: float = 0.0
) -> Floats:
    """(T,) 0 at rest, rising smoothly to 1 and back once from each start.

    ``duration_s`` is the whole bump, ``hold_s`` of it is spent at 1.
    """
    ramp_s = (duration_s - hold_s) / 2
    total = np.zeros_like(time_s)
    for start in np.atleast_1d(np.asarray(starts_s, dtype=float)):
        since = time_s - start
        position = np.minimum(since, duration_s - since) / ramp_s
        total += 0.5 - 0.5 * np.cos(np.pi * np.clip(position, 0.0, 1.0))
    return total


def stick_person(
    time_s: ArrayLike,
    trunk_inclination_deg: ArrayLike = 0.0,
    hip_flexion_deg: ArrayLike = 0.0,
    knee_flexion_deg: ArrayLike = 0.0,
    *,
    shoulder_flexion_deg: ArrayLike | None = None,
    head_inclination_deg: ArrayLike = 0.0,
    foot_pitch_deg: ArrayLike = 0.0,
    lumbar_flexion_deg: ArrayLike = 0.0,
    thoracic_flexion_deg: ArrayLike = 0.0,
    facing: Side = "right",
    yaw_deg: float = 0.0,
    size_px: float = 600.0,
    image_size_px: tuple[int, int] = (1280, 960),
    ankle_px: tuple[float, float] = (640.0, 860.0),
    noise_px: float = 0.0,
    seed: int = 0,
) -> PoseSequence:
    """Build a person from angles; each angle is a number or a (T,) series, in degrees.

    The thigh leans by hip flexion minus trunk inclination and the shank by knee flexion minus
    that, so all angles agree; ankle dorsiflexion is the shank's lean plus ``foot_pitch_deg``
    (toes up positive). ``shoulder_flexion_deg`` None lets the arms hang straight down.
    ``head_inclination_deg`` turns the head about the shoulders relative to the trunk.
    ``lumbar_flexion_deg`` and ``thoracic_flexion_deg`` bend the outline between hip and
    shoulder. ``yaw_deg`` turns the person away from the pure side view; ``size_px`` is the
    body height in the picture. Landmarks get Gaussian noise of ``noise_px``. They lie where the
    pose model would put them on such a body (LANDMARK_LEAN_DEG), not on its surface points.
    """
    time_s = np.atleast_1d(np.asarray(time_s, dtype=float))
    frames = len(time_s)
    trunk, hip, knee, head, pitch, lumbar, thoracic = (
        np.radians(np.broadcast_to(np.asarray(angle, dtype=float), (frames,)))
        for angle in (
            trunk_inclination_deg,
            hip_flexion_deg,
            knee_flexion_deg,
            head_inclination_deg,
            foot_pitch_deg,
            lumbar_flexion_deg,
            thoracic_flexion_deg,
        )
    )
    if shoulder_flexion_deg is None:
        arm = np.zeros(frames)
    else:
        shoulder = np.broadcast_to(np.asarray(shoulder_flexion_deg, dtype=float), (frames,))
        arm = np.radians(shoulder) - trunk
    off = {line: np.radians(lean) for line, lean in LANDMARK_LEAN_DEG.items()}
    body = _body_points(
        trunk + off["trunk"],
        hip - trunk - off["thigh"],
        knee - hip + trunk,
        arm=arm - off["arm"],
        head=trunk + head + off["face"],
        pitch=pitch + off["sole"],
    )
    upright = _in_picture_axes(body, facing, yaw_deg)  # body heights, x right, y down, z away
    noise = np.random.default_rng(seed).normal(0.0, noise_px, (frames, LANDMARK_COUNT, 2))
    landmarks_px = upright[..., :2] * size_px + np.asarray(ankle_px) + noise
    hips = upright[:, [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=1, keepdims=True)
    return PoseSequence(
        time_s=time_s,
        landmarks_px=landmarks_px,
        world_m=(upright - hips) * STATURE_M,
        visibility=_visibility(frames, facing),
        outline=_outline(lumbar, thoracic),
        leg_outline=np.full((frames, *LEG_OUTLINE_SHAPE), np.nan),
        image_size_px=image_size_px,
        view=_view(frames, facing, yaw_deg),
        provenance=Provenance(source="stick person"),
    )


def mirrored(poses: PoseSequence) -> PoseSequence:
    """The same person in the mirrored picture: left becomes right and the facing turns."""
    swap = [_other_side(mark) for mark in Landmark]
    pixels = poses.landmarks_px[:, swap].copy()
    pixels[..., 0] = poses.image_size_px[0] - pixels[..., 0]
    world = poses.world_m[:, swap] * [-1.0, 1.0, 1.0]
    other: dict[Side | None, Side | None] = {"left": "right", "right": "left", None: None}
    view = poses.view
    if view is not None:
        turned = None if view.frame_facing is None else -view.frame_facing
        view = replace(
            view,
            facing=other[view.facing],
            near_side=other[view.near_side],
            frame_facing=turned,
        )
    visibility = poses.visibility[:, swap]
    return replace(poses, landmarks_px=pixels, world_m=world, visibility=visibility, view=view)


def moved(poses: PoseSequence, scale: float, shift_px: tuple[float, float]) -> PoseSequence:
    """The same person in a picture of another size, elsewhere in it."""
    width, height = poses.image_size_px
    return replace(
        poses,
        landmarks_px=poses.landmarks_px * scale + np.asarray(shift_px),
        image_size_px=(round(width * scale), round(height * scale)),
    )


def _lean(length: float, angle: Floats) -> Floats:
    """(T, 2) forward and up parts of a segment leaning forward by ``angle`` from straight up."""
    return length * np.stack([np.sin(angle), np.cos(angle)], axis=-1)


def _body_points(
    trunk: Floats, thigh: Floats, shank: Floats, *, arm: Floats, head: Floats, pitch: Floats
) -> Floats:
    """(T, 33, 3) forward, up and to the person's right, in body heights, ankle middle at 0.

    ``thigh`` is how far the knee lies in front of the hip, ``shank`` in front of the ankle;
    ``head`` is the head's own lean.
    """
    ankle = np.zeros((len(trunk), 2))
    knee: Floats = ankle + _lean(SHANK, shank)
    hip = knee + _lean(THIGH, -thigh)
    shoulder = hip + _lean(TRUNK, trunk)
    elbow = shoulder - _lean(UPPER_ARM, -arm)
    wrist = elbow - _lean(FOREARM, -arm)
    finger = wrist - _lean(HAND, -arm)
    heel = ankle + _turned((-0.03, -0.04), -pitch)
    toe = ankle + _turned((0.11, -0.04), -pitch)
    points: dict[str, tuple[Floats, float]] = {
        "SHOULDER": (shoulder, SHOULDER_HALF_WIDTH),
        "ELBOW": (elbow, SHOULDER_HALF_WIDTH),
        "WRIST": (wrist, SHOULDER_HALF_WIDTH),
        "PINKY": (finger, SHOULDER_HALF_WIDTH + 0.01),
        "INDEX": (finger, SHOULDER_HALF_WIDTH - 0.01),
        "THUMB": ((wrist + finger) / 2, SHOULDER_HALF_WIDTH - 0.015),
        "HIP": (hip, HIP_HALF_WIDTH),
        "KNEE": (knee, FOOT_HALF_WIDTH),
        "ANKLE": (ankle, FOOT_HALF_WIDTH),
        "HEEL": (heel, FOOT_HALF_WIDTH),
        "FOOT_INDEX": (toe, FOOT_HALF_WIDTH),
    }
    for name, offset in HEAD.items():
        points[name] = (shoulder + _turned(offset, head), HEAD_HALF_WIDTH.get(name, 0.012))
    body = np.empty((len(trunk), LANDMARK_COUNT, 3))
    for side, sign in (("LEFT", -1.0), ("RIGHT", 1.0)):
        for name, (place, half_width) in points.items():
            if name == "NOSE":
                continue
            label = f"MOUTH_{side}" if name == "MOUTH" else f"{side}_{name}"
            body[:, Landmark[label], :2] = place
            body[:, Landmark[label], 2] = sign * half_width
    body[:, Landmark.NOSE, :2] = points["NOSE"][0]
    body[:, Landmark.NOSE, 2] = 0.0
    return body


def _turned(place: tuple[float, float], angle: Floats) -> Floats:
    """(T, 2) the point (forward, up) turned forward by ``angle``."""
    forward, up = place
    return np.stack(
        [
            forward * np.cos(angle) + up * np.sin(angle),
            up * np.cos(angle) - forward * np.sin(angle),
        ],
        axis=-1,
    )


def _in_picture_axes(body: Floats, facing: Side, yaw_deg: float) -> Floats:
    """(T, 33, 3) x right, y down, z away. Facing right, the person's right side is near."""
    yaw = np.radians(yaw_deg)
    forward, up, rightward = body[..., 0], body[..., 1], body[..., 2]
    across = forward * np.cos(yaw) + rightward * np.sin(yaw)
    away = forward * np.sin(yaw) - rightward * np.cos(yaw)
    if facing == "right":
        return np.stack([across, -up, away], axis=-1)
    # Facing left is the mirror picture, in which left and right change places.
    swap = [_other_side(mark) for mark in Landmark]
    return np.stack([-across, -up, away], axis=-1)[:, swap]


def _other_side(mark: Landmark) -> Landmark:
    """The same landmark of the other body side; the nose stays the nose."""
    words = [
        "RIGHT" if w == "LEFT" else "LEFT" if w == "RIGHT" else w for w in mark.name.split("_")
    ]
    return Landmark["_".join(words)]


def _visibility(frames: int, facing: Side) -> Floats:
    """(T, 33) 0.99, and 0.7 for paired landmarks of the far side."""
    visibility = np.full((frames, LANDMARK_COUNT), 0.99)
    far = "LEFT" if facing == "right" else "RIGHT"
    visibility[:, [mark for mark in Landmark if far in mark.name]] = 0.7
    return visibility


def _outline(lumbar: Floats, thoracic: Floats) -> Floats:
    """(T, S, 2) back and front edge: a standing curve, bent further by the two flexions.

    The edge's direction turns by a lordosis of 20 degrees less ``lumbar`` between stations 0.1
    and 0.5 and by a kyphosis of 25 degrees plus ``thoracic`` between 0.5 and 1.0.
    """
    stations = OUTLINE_STATIONS
    low = np.clip((stations - 0.1) / 0.4, 0.0, 1.0)
    high = np.clip((stations - 0.5) / 0.5, 0.0, 1.0)
    turn = np.outer(lumbar - np.radians(20.0), low) + np.outer(
        thoracic + np.radians(25.0), high
    )  # (T, S) forward positive, relative to the lowest station
    slope = np.tan(turn)
    step = np.diff(stations)
    rise = np.concatenate(
        [np.zeros((len(turn), 1)), np.cumsum((slope[:, 1:] + slope[:, :-1]) / 2 * step, axis=1)],
        axis=1,
    )
    at_hip, at_shoulder = (
        np.array([np.interp(level, stations, row) for row in rise])[:, None] for level in (0.0, 1.0)
    )
    bend = rise - at_hip - (at_shoulder - at_hip) * stations
    return np.stack([bend - 0.2, bend + 0.22], axis=-1)


def _view(frames: int, facing: Side, yaw_deg: float) -> View:
    yaw = abs(yaw_deg)
    kind: Literal["side", "oblique", "front"] = "side"
    if yaw > 25.0:
        kind = "front" if yaw >= 65.0 else "oblique"
    return View(
        kind=kind,
        facing=None if kind == "front" else facing,
        yaw_deg=yaw,
        near_side=None if kind == "front" else facing,
        frame_yaw_deg=np.full(frames, yaw),
        frame_facing=np.full(frames, 1.0 if facing == "right" else -1.0),
    )
