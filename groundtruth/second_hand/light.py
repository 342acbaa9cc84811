"""Other light: from behind the person, from one side, hardly any, a bright sky, lamps above."""

from dataclasses import replace

import numpy as np

from groundtruth.kinematics import Array
from groundtruth.mesh import Look
from groundtruth.scenario import SensorSpec

KINDS = ("back", "side", "dim", "sky", "above")


def second_light(rng: np.random.Generator, look: Look, away: Array) -> Look:
    """The look in other light; `away` (2,) points from the person to the camera, a unit vector."""
    across = np.array([-away[1], away[0]]) * rng.choice([-1, 1])
    kind = str(rng.choice(KINDS))
    flat = {
        "back": -away + 0.5 * across, "side": across + 0.2 * away, "dim": away + 0.7 * across,
        "sky": across, "above": 0.3 * across,
    }[kind]  # fmt: skip
    flat = 0.6 * flat / np.linalg.norm(flat) * (0.3 if kind == "above" else 1.0)
    key, ambient = {
        "back": (2.2, 0.3), "side": (2.0, 0.25), "dim": (0.5, 0.3), "sky": (0.3, 1.1),
        "above": (1.2, 0.45),
    }[kind]  # fmt: skip
    tint = np.array([1.0, 1.0, 1.0]) + np.array([1.0, 0.1, -1.0]) * rng.normal(0.05, 0.18)
    exposure = look.exposure * {"dim": 0.45, "back": 0.8}.get(kind, 0.95) * rng.uniform(0.8, 1.2)
    return replace(
        look,
        key_direction=(float(flat[0]), float(flat[1]), float(rng.uniform(0.45, 1.0))),
        key_colour=_triple(tint * key),
        fill_direction=(float(-flat[0]), float(-flat[1]), 0.3),
        fill_colour=_triple(0.12 * tint[::-1]),
        sky_colour=_triple(tint[::-1] * ambient),
        ground_colour=_triple(tint * ambient * rng.uniform(0.25, 0.7)),
        exposure=float(exposure),
        shadow_softness=float(rng.uniform(0.001, 0.02)),
    )


def second_sensor(rng: np.random.Generator, sensor: SensorSpec) -> SensorSpec:
    """More noise, more blur and a harder squeezed file than the first hand's."""
    return replace(
        sensor,
        noise=float(rng.uniform(2, 9)),
        blur_px=float(rng.uniform(0.3, 1.6)),
        crf=int(rng.integers(24, 35)),
    )


def _triple(values: Array) -> tuple[float, float, float]:
    r, g, b = (float(value) for value in values)
    return r, g, b
