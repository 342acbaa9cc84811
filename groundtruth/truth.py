"""The truth beside a clip: what the picture shows, per frame and per clip, as plain JSON."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from groundtruth import GENERATOR_VERSION
from groundtruth.angles import bone_angles, bone_pitch, surface_angles, wrap
from groundtruth.bodies import Body
from groundtruth.camera import Camera
from groundtruth.kinematics import Array, carry
from groundtruth.motion import Motion
from groundtruth.posing import Posed

SCHEMA = "posture-lab/truth/1"
PIVOTS = (
    "root", "spine04", "spine03", "spine02", "spine01", "neck01", "head",
    "upperleg01.L", "upperleg01.R", "lowerleg01.L", "lowerleg01.R", "foot.L", "foot.R",
    "upperarm01.L", "upperarm01.R", "lowerarm01.L", "lowerarm01.R", "wrist.L", "wrist.R",
)  # fmt: skip


@dataclass(frozen=True)
class PointTrack:
    """Surface points (T, K, 3) and bone pivots (T, J, 3) of a clip in metres, by name."""

    names: tuple[str, ...]
    points: Array
    pivots: Array

    def by_name(self) -> dict[str, Array]:
        """Each point's track (T, 3)."""
        return {name: self.points[:, i] for i, name in enumerate(self.names)}


def track_points(body: Body, posed: Posed, frames: Sequence[Array]) -> PointTrack:
    """Points from the bare body's vertices of every frame, pivots from the bone transforms."""
    points = np.stack([body.point_weights @ vertices for vertices in frames])
    pivots = [
        carry(posed.transforms, i, body.skeleton.heads[i])
        for i in (body.skeleton.index(name) for name in PIVOTS)
    ]
    return PointTrack(body.point_names, points, np.stack(pivots, axis=1))


def view_of(camera: Camera, motion: Motion, frame: int = 0) -> dict[str, Any]:
    """How the camera sees the person: yaw off the exact side view, facing and near side.

    yaw_deg is 0 in a side view, 90 from the front or back; positive when the camera stands in
    front of the person. facing is where the person looks in the picture.
    """
    away = (camera.position - camera.target)[:2]
    heading = np.radians(motion.heading[frame])
    forward = np.array([np.sin(heading), -np.cos(heading)])
    left = np.array([np.cos(heading), np.sin(heading)])
    away = away / np.linalg.norm(away)
    yaw = float(np.degrees(np.arcsin(np.clip(away @ forward, -1, 1))))
    on_left = float(away @ left) > 0
    kind = (
        "side" if abs(yaw) <= 15 else "oblique" if abs(yaw) < 60 else "front" if yaw > 0 else "back"
    )
    return {
        "kind": kind,
        "yaw_deg": round(yaw, 2),
        "facing": "left" if on_left else "right",
        "near_side": "left" if on_left else "right",
    }


def signals_of(body: Body, posed: Posed, motion: Motion, track: PointTrack, *,
               side: str, neutral: dict[str, float]) -> dict[str, Array]:  # fmt: skip
    """Every true signal (T,), named as the product names its own where the meaning agrees."""
    heading = motion.heading
    out = surface_angles(track.by_name(), side, heading)
    out["head_inclination_deg"] = wrap(out["head_inclination_deg"] - _level_head(body, side))
    pivots = {name: track.pivots[:, i] for i, name in enumerate(PIVOTS)}
    out |= bone_angles(pivots, side, heading)
    pitches = {
        name: bone_pitch(posed.transforms, body.skeleton.index(name), heading)
        for name in ("root", "spine01", "head")
    }
    out["pelvic_tilt_deg"] = pitches["root"] - neutral["pelvic_tilt_deg"] - motion.lie
    out["lumbar_flexion_deg"] = motion.lumbar
    out["thoracic_flexion_deg"] = motion.thoracic
    out["rib_flare_mm"] = motion.rib_mm
    out["belly_rise_mm"] = motion.belly_mm
    out["thorax_pitch_deg"] = pitches["spine01"] - sum(neutral.values()) - motion.lie
    out["head_pitch_deg"] = pitches["head"]
    return out


def _level_head(body: Body, side: str) -> float:
    """The face's pitch against the trunk in the rest pose, which looks straight ahead."""
    points = body.point_weights @ body.vertices
    rest = {name: points[None, i] for i, name in enumerate(body.point_names)}
    return float(surface_angles(rest, side, np.zeros(1))["head_inclination_deg"][0])


def column(values: Array, digits: int) -> list[Any]:
    """Rounded nested lists; NaN becomes null."""
    rounded = np.round(np.asarray(values, float), digits)
    if np.isfinite(rounded).all():
        listed: list[Any] = rounded.tolist()
        return listed
    return [
        column(v, digits) if np.ndim(v) else (None if np.isnan(v) else float(v)) for v in rounded
    ]


def frames_block(time_s: Array, track: PointTrack, camera_points: Array,
                 signals: dict[str, Array], visible: NDArray[np.bool_],
                 ) -> dict[str, Any]:  # fmt: skip
    """The per-frame part of a truth file, column by column."""
    return {
        "time_s": column(time_s, 5),
        "visible": [bool(v) for v in visible],
        "signals": {name: column(values, 3) for name, values in signals.items()},
        "points_px": {n: column(camera_points[:, i], 1) for i, n in enumerate(track.names)},
        "points_m": {n: column(track.points[:, i], 4) for i, n in enumerate(track.names)},
        "bone_pivots_m": {n: column(track.pivots[:, i], 4) for i, n in enumerate(PIVOTS)},
    }


def write(path: Path, record: dict[str, Any]) -> None:
    """Write a truth file; one line per top-level entry keeps differences readable."""
    head = {"schema": SCHEMA, "generator_version": GENERATOR_VERSION}
    lines = [
        f" {json.dumps(key)}: {json.dumps(value, separators=(',', ':'), allow_nan=False)}"
        for key, value in (head | record).items()
    ]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n")
