"""TrueClip: a rendered clip's truth file, read into arrays."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from against_truth.floor import angles_in_picture, hand_height
from posture_lab.arrays import Floats
from posture_lab.metrics.signals.context import HAND_HEIGHT, SIDE_DIFFERENCE, SOLE_PITCH
from posture_lab.metrics.signals.signal import Signal, Signals
from posture_lab.metrics.signals.spec import SIGNAL_NAMES

BESIDE: Final = {
    "trunk_inclination_deg": "bone_trunk_inclination_deg",
    "hip_flexion_deg": "bone_hip_flexion_deg",
    "knee_flexion_deg": "bone_knee_flexion_deg",
    "shank_inclination_deg": "bone_shank_inclination_deg",
}
"""Signals whose value between the bones' own pivots is known too."""

SECOND_HAND: Final = "second"

FROM_THE_FLOOR: Final = "deadlift"
"""The movement whose repetitions may begin with the weight on the floor."""

SHARES: Final = ("not_deep_enough", "too_fast")
"""Faults whose size is the share of the usual depth or time that is left."""

_FASTEST_OF: Final = (
    "trunk_inclination_deg",
    "hip_flexion_deg",
    "knee_flexion_deg",
    "shoulder_flexion_deg",
)
_EXACT: Final = 1e-3
"""Error of a true signal: none, but measures divide by it."""


@dataclass(frozen=True)
class TrueRepetition:
    """Seconds; the turn is a plateau from ``bottom_start_s`` to ``bottom_end_s``."""

    start_s: float
    turn_s: float
    end_s: float
    bottom_start_s: float
    bottom_end_s: float
    depth: float


@dataclass(frozen=True)
class TrueClip:
    """What is true of one clip. Per-frame arrays are (T,) over ``time_s``, seconds.

    ``yaw_deg`` is the person's turn off the exact side view in each frame, 0 to 90;
    ``speed_deg_s`` how fast the quickest of trunk, hip, knee and shoulder turns. ``faults`` maps
    cue ids to the size of the fault. ``signals`` include those from the bones' pivots,
    ``in_picture`` are the angles between perfectly seen points. ``roll_deg`` is by how much upright
    things lean to the right in the middle of the picture. ``begun`` are repetitions whose turning
    point the clip begins in: lifts from the floor, pulled like all others. ``hand`` is whose
    choices of people, cameras and places it shows. ``in_front`` tells whether the camera stands in
    front of the person, not behind.
    """

    path: Path
    seed: int
    movement: str
    clothing: str
    split: str
    body_id: int
    hard: bool
    faults: dict[str, float]
    repetitions: tuple[TrueRepetition, ...]
    time_s: Floats
    visible: NDArray[np.bool_]
    yaw_deg: Floats
    speed_deg_s: Floats
    signals: dict[str, Floats]
    in_picture: dict[str, Floats]
    roll_deg: float
    begun: tuple[TrueRepetition, ...] = ()
    hand: str = "first"
    in_front: bool = True

    @property
    def performed(self) -> int:
        """How many repetitions are to be counted."""
        return len(self.begun) + len(self.repetitions)

    def as_signals(self) -> Signals:
        """The truth in the product's own form, as if it had been measured without error."""
        names = (*SIGNAL_NAMES, SIDE_DIFFERENCE, SOLE_PITCH, HAND_HEIGHT)
        error = np.full(len(self.time_s), _EXACT)
        by_name = {n: Signal(n, self.signals[n], error) for n in names}
        return Signals(self.time_s, by_name)

    def at(self, values: Floats, time_s: Floats) -> Floats:
        """True values (T,) read at other times, linearly."""
        return np.interp(time_s, self.time_s, values)


def read_truth(path: Path) -> TrueClip:
    """Read ``<clip>.truth.json``."""
    record = json.loads(path.read_text(encoding="utf-8"))
    return true_clip(record, path.with_name(record["clip"]["file"]))


def true_clip(record: dict[str, Any], clip: Path) -> TrueClip:
    """The truth of a clip as recorded, whether it is drawn already or not."""
    frames = record["frames"]
    time_s = np.array(frames["time_s"])
    points = {n: np.array(p, dtype=float) for n, p in frames["points_m"].items()}
    points_px = {n: np.array(p, dtype=float) for n, p in frames["points_px"].items()}
    signals = {n: np.array(v, dtype=float) for n, v in frames["signals"].items()}
    view = record["view"]
    signals[SIDE_DIFFERENCE] = np.abs(knee_flexion(points, "left") - knee_flexion(points, "right"))
    signals[HAND_HEIGHT] = hand_height(points_px)
    signals[SOLE_PITCH] = signals["ankle_dorsiflexion_deg"] - signals["shank_inclination_deg"]
    return TrueClip(
        path=clip,
        seed=record["seed"],
        movement=record["movement"],
        clothing=record["clothing"],
        split=record["split"],
        body_id=record["body_id"],
        hard=bool(record["events"] or record["partial_reps"] or record["cut_reps"]),
        faults={fault["id"]: fault["size"] for fault in record["faults"]},
        repetitions=tuple(_repetition(window) for window in record["reps"]),
        time_s=time_s,
        visible=np.array(frames["visible"], dtype=bool),
        yaw_deg=yaw_off_side(points["left_hip"], points["right_hip"], record["camera"]),
        speed_deg_s=fastest(time_s, signals),
        signals=signals,
        in_picture=angles_in_picture(points_px, view["near_side"], view["facing"]),
        # What the camera turns one way, its picture turns the other.
        roll_deg=-float(record["camera"]["roll_deg"]),
        begun=_begun(record, time_s),
        # Truth from before there was a second hand does not say.
        hand=record.get("hand", "first"),
        in_front=float(view["yaw_deg"]) >= 0.0,
    )


def _begun(record: dict[str, Any], time_s: Floats) -> tuple[TrueRepetition, ...]:
    """What is under way from its turning point in the first picture: a lift from the floor.

    Other movements begin standing: of them that is a part, not a repetition.
    """
    if record["movement"] != FROM_THE_FLOOR or not len(time_s):
        return ()
    return tuple(
        cut
        for cut in map(_repetition, record["cut_reps"])
        if cut.bottom_start_s <= 0.0 <= cut.bottom_end_s and cut.end_s <= time_s[-1]
    )


def _repetition(window: dict[str, Any]) -> TrueRepetition:
    names = ("start_s", "turn_s", "end_s", "bottom_start_s", "bottom_end_s", "depth")
    return TrueRepetition(*(float(window[name]) for name in names))


def yaw_off_side(left_hip: Floats, right_hip: Floats, camera: dict[str, Any]) -> Floats:
    """(T,) degrees between the line across the hips (T, 3) and the camera's line of sight."""
    across = (left_hip - right_hip)[:, :2]
    yaw, sign = np.radians(camera["yaw_deg"]), 1.0 if camera["side"] == "left" else -1.0
    sight = np.array([sign * np.cos(yaw), -np.sin(yaw)])
    share = np.abs(across @ sight) / np.linalg.norm(across, axis=1)
    yaw_deg: Floats = np.degrees(np.arccos(np.clip(share, 0.0, 1.0)))
    return yaw_deg


def knee_flexion(points: dict[str, Floats], side: str) -> Floats:
    """(T,) 180 minus the angle hip-knee-ankle between points (T, 3), unsigned."""
    thigh = points[f"{side}_hip"] - points[f"{side}_knee"]
    shank = points[f"{side}_knee"] - points[f"{side}_ankle"]
    lengths = np.linalg.norm(thigh, axis=1) * np.linalg.norm(shank, axis=1)
    cosine = np.sum(thigh * shank, axis=1) / lengths
    flexion: Floats = np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0)))
    return flexion


def fastest(time_s: Floats, signals: dict[str, Floats]) -> Floats:
    """(T,) degrees a second of the joint that moves most."""
    if len(time_s) < 2:
        return np.zeros(len(time_s))
    rates = [np.abs(np.gradient(signals[name], time_s)) for name in _FASTEST_OF]
    speed: Floats = np.max(rates, axis=0)
    return speed
