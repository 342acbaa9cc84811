"""The clips in sample_videos/: fixed scenarios, a clean and a faulty one for each movement."""

from pathlib import Path

import numpy as np

from groundtruth.bodies import sample_person
from groundtruth.clip import render_clip
from groundtruth.figure import Outfit
from groundtruth.movements import Fault
from groundtruth.outfit import Cut
from groundtruth.scenario import CameraSpec, Scenario, SensorSpec
from groundtruth.timeline import Rep
from groundtruth.wardrobe import sample_look


def _scenario(seed: int, body_id: int, movement: str, faults: tuple[Fault, ...] = (),
              reps: tuple[Rep, ...] = (), side: str = "left", **changes: object) -> Scenario:  # fmt: skip
    settings: dict[str, object] = {
        "camera": CameraSpec(side=side, yaw_deg=3.0, distance_m=3.1, fov_deg=40.0, shift_m=0.05),
        "sensor": SensorSpec(noise=1.6, blur_px=0.5, crf=24),
        "outfit": Outfit(cut=Cut(sleeve=0.5, hem=0.1, leg=0.95, waist=0.12)),
        "look": sample_look(np.random.default_rng(seed)),
        "room_seed": seed,
    }
    return Scenario(seed, movement, sample_person(body_id), reps, faults, **(settings | changes))  # type: ignore[arg-type]


def _reps(count: int, down: float = 1.5, hold: float = 0.25, up: float = 1.2, rest: float = 0.5,
          depth: float = 1.0) -> tuple[Rep, ...]:  # fmt: skip
    return tuple(
        Rep(down + 0.12 * (i % 2), hold, up + 0.1 * ((i + 1) % 2), rest, depth)
        for i in range(count)
    )


SAMPLES: dict[str, Scenario] = {
    "hinge_clean": _scenario(2, 18, "hip_hinge", reps=_reps(3)),
    "hinge_rounded_back": _scenario(
        3, 29, "hip_hinge", (Fault("spine_rounds", 28.0),), _reps(3), side="right"
    ),
    "hinge_knee_dominant": _scenario(
        8, 39, "hip_hinge", (Fault("knee_dominant", 55.0),), _reps(3), side="left"
    ),
}


def render_samples(folder: Path, names: list[str] | None = None) -> list[Path]:
    """Render the sample clips (all of them, or those named) into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name in names or list(SAMPLES):
        path = folder / f"{name}.mp4"
        render_clip(SAMPLES[name], path, preset="slow")
        paths.append(path)
    return paths
