"""Other cameras: wide phones close by and long ones far off, low or high, off their middle."""

from dataclasses import replace

import numpy as np

from groundtruth.scenario import CameraSpec

NEED_M = (2.2, 3.0)
"""Metres that the picture's height holds where the person stands."""
REACHING_M = 0.35
"""More for who reaches overhead."""
ACROSS_M = 2.1
"""Metres that the picture's width holds at least: somebody bent forward, arms held out."""
OFF_MIDDLE = 0.05
"""How far the lens' axis lies off the picture's middle at most, as a share of its size: crops,
stabilisation and cheap modules."""


def second_camera(rng: np.random.Generator, camera: CameraSpec, movement: str) -> CameraSpec:
    """Another camera on the same side and as far off the side view as this one."""
    upright = rng.random() < 0.5
    width, height = (480, 640) if upright else (640, 480)
    distance = float(rng.uniform(1.5, 6.0))
    reaching = REACHING_M if movement == "overhead_reach" else 0.0
    need = max(float(rng.uniform(*NEED_M)) + reaching, ACROSS_M * height / width)
    fov = float(np.degrees(2 * np.arctan(0.5 * need / distance)))
    # Wide lenses bend more than long ones.
    bend = 0.06 * min(1.0, fov / 75.0)
    return replace(
        camera,
        width=width,
        height=height,
        distance_m=distance,
        height_m=float(rng.uniform(0.3, 1.8)),
        aim_m=float(rng.uniform(0.8, 1.05)) + 0.5 * reaching,
        fov_deg=fov,
        roll_deg=float(rng.normal(0, 1.5)),
        shift_m=float(rng.normal(-0.05, 0.1)),
        shake_px=float(rng.choice([0.0, rng.uniform(0.3, 2.0)], p=[0.7, 0.3])),
        distortion=float(rng.uniform(-bend, 0.4 * bend)),
        principal_px=(
            float(rng.uniform(-OFF_MIDDLE, OFF_MIDDLE) * width),
            float(rng.uniform(-OFF_MIDDLE, OFF_MIDDLE) * height),
        ),
    )
