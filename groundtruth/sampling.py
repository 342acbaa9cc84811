"""Seeded scenarios: everything that can vary, drawn from one number."""

from collections.abc import Sequence

import numpy as np

from groundtruth.bodies import sample_person, split_of
from groundtruth.movements import Fault
from groundtruth.scenario import CameraSpec, Scenario, SensorSpec
from groundtruth.timeline import Rep
from groundtruth.wardrobe import sample_look, sample_outfit

# Faults that belong to a movement, with the range of sizes worth telling from a clean one.
FAULT_RANGES: dict[str, dict[str, tuple[float, float]]] = {
    "hip_hinge": {
        "spine_rounds": (10, 40), "knee_dominant": (25, 65), "not_deep_enough": (0.35, 0.65),
        "head_up": (20, 45), "too_fast": (0.45, 0.7), "hips_not_back": (20, 45),
        "spine_arches": (10, 25),
    },
}  # fmt: skip


def pick_body(rng: np.random.Generator, split: str) -> int:
    """A random body identity of a split."""
    while True:
        body_id = int(rng.integers(0, 1_000_000))
        if split_of(body_id) == split:
            return body_id


def sample_reps(
    rng: np.random.Generator, count: int, depth: float = 1.0, speed: float = 1.0
) -> tuple[Rep, ...]:
    """Repetitions of one person: a personal tempo with small differences between them."""
    down, up = rng.uniform(1.0, 2.2) * speed, rng.uniform(0.8, 1.8) * speed
    hold = float(rng.choice([0.0, 0.2, 0.6, 1.5], p=[0.25, 0.45, 0.2, 0.1]))
    rest = rng.uniform(0.15, 1.0) * speed
    return tuple(
        Rep(
            down_s=float(down * rng.uniform(0.85, 1.15)),
            hold_s=float(hold * rng.uniform(0.7, 1.3)),
            up_s=float(up * rng.uniform(0.85, 1.15)),
            rest_s=float(rest * rng.uniform(0.6, 1.4)),
            depth=float(depth * rng.uniform(0.93, 1.05)),
            skew=float(rng.normal(0, 0.2)),
        )
        for _ in range(count)
    )


def sample_camera(
    rng: np.random.Generator, yaw_sd: float = 6.0, portrait: float = 0.4
) -> CameraSpec:
    """A phone or webcam at the side, portrait or landscape, at hand or shelf height."""
    upright = rng.random() < portrait
    width, height = (480, 640) if upright else (640, 480)
    fov = float(rng.uniform(48, 62) if upright else rng.uniform(36, 52))
    # Far enough that a person of two metres with raised arms fits.
    need = float(rng.uniform(2.0, 2.7))
    distance = 0.5 * need / np.tan(np.radians(fov / 2))
    if upright:
        distance = max(distance, 0.5 * 2.0 / np.tan(np.radians(fov / 2)) * height / width)
    return CameraSpec(
        width=width,
        height=height,
        side=str(rng.choice(["left", "right"])),
        yaw_deg=float(np.clip(rng.normal(0, yaw_sd), -12, 12)),
        distance_m=float(distance),
        height_m=float(rng.uniform(0.5, 1.6)),
        aim_m=float(rng.uniform(0.75, 1.0)),
        fov_deg=fov,
        roll_deg=float(rng.normal(0, 1.0)),
        shift_m=float(rng.normal(0.05, 0.12)),
    )


def sample_faults(rng: np.random.Generator, movement: str, share: float = 0.6) -> tuple[Fault, ...]:
    """None, one or two of the movement's faults, with sizes."""
    ranges = FAULT_RANGES.get(movement, {})
    if rng.random() > share or not ranges:
        return ()
    count = 1 if rng.random() < 0.75 else 2
    names: Sequence[str] = rng.choice(sorted(ranges), size=min(count, len(ranges)), replace=False)
    return tuple(Fault(str(name), float(rng.uniform(*ranges[name]))) for name in names)


def sample_scenario(
    seed: int, movement: str = "hip_hinge", split: str = "train", loose: float = 0.5
) -> Scenario:
    """One varied clip; the same arguments always give the same scenario."""
    rng = np.random.default_rng([seed, 101])
    faults = sample_faults(rng, movement)
    sizes = {f.id: f.size for f in faults}
    count = int(rng.integers(2, 5))
    reps = sample_reps(rng, count, sizes.get("not_deep_enough", 1.0), sizes.get("too_fast", 1.0))
    variation = {
        "pelvic_tilt": float(rng.normal(0, 8)),
        "lumbar": float(rng.normal(0, 3)),
        "thoracic": float(rng.normal(1, 2)),
        "neck": float(rng.normal(-4, 8)),
        "knee": float(rng.normal(4, 7)),
    }
    return Scenario(
        seed=seed,
        movement=movement,
        person=sample_person(pick_body(rng, split)),
        reps=reps,
        faults=faults,
        variation=variation,
        lead_s=float(rng.uniform(1.6, 2.2)),
        tail_s=float(rng.uniform(0.4, 1.2)),
        camera=sample_camera(rng),
        sensor=SensorSpec(
            noise=float(rng.uniform(0.5, 5)),
            blur_px=float(rng.uniform(0.3, 1.1)),
            crf=int(rng.integers(21, 31)),
        ),
        outfit=sample_outfit(rng, loose),
        look=sample_look(rng),
        room_seed=int(rng.integers(0, 1_000_000)),
    )
