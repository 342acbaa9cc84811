"""The clips in sample_videos/: fixed scenarios, a clean and a faulty one for each movement."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from groundtruth.bodies import sample_person
from groundtruth.clip import render_clip
from groundtruth.figure import Outfit
from groundtruth.garments import Fabric
from groundtruth.movements import Fault
from groundtruth.outfit import Cut
from groundtruth.scenario import CameraSpec, Scenario, SensorSpec
from groundtruth.studio import Studio
from groundtruth.timeline import Rep
from groundtruth.wardrobe import sample_look

SPORTSWEAR = Outfit(cut=Cut(sleeve=0.5, hem=0.1, leg=0.95, waist=0.12))
T_SHIRT = Outfit(
    cut=Cut(sleeve=0.55, hem=0.14, leg=0.42, waist=0.12),
    shirt=Fabric(gap=0.005, drape=0.5, fall=0.25, sag=0.02, limb=0.012, folds=0.002),
    trousers=Fabric(gap=0.005, drape=0.5, fall=0.2, sag=0.02, limb=0.012, folds=0.002),
    hair_m=0.016,
)
PONYTAIL = replace(SPORTSWEAR, tail="ponytail", tail_m=0.2)
SIDE = CameraSpec(yaw_deg=3.0, distance_m=3.1, fov_deg=40.0, shift_m=0.05)


def _scenario(
    seed: int, body_id: int, movement: str, *faults: Fault, **changes: object
) -> Scenario:
    base = Scenario(
        seed,
        movement,
        sample_person(body_id),
        _reps(3),
        faults,
        camera=SIDE,
        sensor=SensorSpec(noise=1.6, blur_px=0.5, crf=24),
        outfit=SPORTSWEAR,
        look=sample_look(np.random.default_rng(seed)),
        room_seed=seed,
        tail_s=0.8,
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def _reps(
    count: int, down: float = 1.3, hold: float = 0.2, up: float = 1.1, rest: float = 0.4
) -> tuple[Rep, ...]:
    """Repetitions that differ a little from one another."""
    return tuple(
        Rep(down + 0.12 * (i % 2), hold, up + 0.1 * ((i + 1) % 2), rest) for i in range(count)
    )


RIGHT = replace(SIDE, side="right")
HIGH = replace(SIDE, distance_m=3.7, aim_m=1.1)
AT_DESK = replace(SIDE, distance_m=2.5, aim_m=0.75)

SLOW = _reps(3, 1.5, 0.25, 1.2, 0.5)

SAMPLES: dict[str, Scenario] = {
    "hinge_clean": _scenario(2, 18, "hip_hinge", reps=SLOW, tail_s=1.0),
    "hinge_rounded_back": _scenario(
        3, 29, "hip_hinge", Fault("spine_rounds", 28.0), camera=RIGHT, reps=SLOW, tail_s=1.0
    ),
    "hinge_knee_dominant": _scenario(
        8, 39, "hip_hinge", Fault("knee_dominant", 55.0), reps=SLOW, tail_s=1.0
    ),
    "deadlift_clean": _scenario(
        11, 45, "deadlift", arms="kettlebell", held="kettlebell", camera=RIGHT, outfit=T_SHIRT
    ),
    "deadlift_rounded_back": _scenario(
        12, 52, "deadlift", Fault("spine_rounds", 28.0), arms="kettlebell", held="kettlebell"
    ),
    "squat_clean": _scenario(13, 64, "squat", outfit=PONYTAIL),
    "squat_pelvis_tucks": _scenario(14, 76, "squat", Fault("pelvis_tucks", 28.0), camera=RIGHT),
    "overhead_reach_clean": _scenario(15, 80, "overhead_reach", camera=HIGH),
    "overhead_reach_rib_flare": _scenario(
        16, 91, "overhead_reach", Fault("rib_flare", 42.0), camera=replace(HIGH, side="right")
    ),
    "standing_clean": _scenario(17, 104, "standing", reps=(), hold_s=5.0, outfit=T_SHIRT),
    "standing_head_forward": _scenario(
        18, 116, "standing", Fault("head_down", 32.0), reps=(), hold_s=5.0, camera=RIGHT
    ),
    "desk_clean": _scenario(19, 121, "desk", reps=(), hold_s=5.0, camera=AT_DESK),
    "desk_slumped": _scenario(
        20, 132, "desk", Fault("spine_rounds", 30.0), Fault("head_down", 20.0), reps=(),
        hold_s=5.0, camera=replace(AT_DESK, side="right"),
    ),
}  # fmt: skip


def render_samples(folder: Path, names: list[str] | None = None) -> list[Path]:
    """Render the sample clips (all of them, or those named) into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    studio = Studio(samples=4)
    paths = []
    for name in names or list(SAMPLES):
        path = folder / f"{name}.mp4"
        render_clip(SAMPLES[name], path, studio, preset="slow")
        paths.append(path)
    return paths
