"""Where a camera stands for a movement, drawn from a seed."""

from dataclasses import replace

import numpy as np

from groundtruth.contact import BELT_M
from groundtruth.lens import sample_distortion
from groundtruth.movements import SHAPES
from groundtruth.scenario import CameraSpec

LOW = {"back": (2.1, 0.30), "knees": (2.3, 0.60)}
"""Supports near the floor: metres that the picture has to hold across, height of its middle."""


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
        # Its own stream: lenses came later and change nothing else of a seed.
        distortion=sample_distortion(rng.spawn(1)[0], 0.0 if upright else 0.5),
    )


def sample_desk_camera(rng: np.random.Generator) -> CameraSpec:
    """At a desk: a camera beside it, or sometimes the laptop's own (head and shoulders)."""
    if rng.random() < 0.3:
        return CameraSpec(
            yaw_deg=float(rng.uniform(80, 90)), distance_m=float(rng.uniform(0.7, 0.95)),
            height_m=float(rng.uniform(0.9, 1.05)), aim_m=1.1, fov_deg=45.0,
            distortion=sample_distortion(rng.spawn(1)[0], 1.0),
        )  # fmt: skip
    return replace(
        sample_camera(rng, portrait=0.2), aim_m=0.75, distance_m=float(rng.uniform(1.9, 2.6))
    )


def sample_floor_camera(
    rng: np.random.Generator, yaw_sd: float, wide_m: float, aim_m: float
) -> CameraSpec:
    """On the floor or a low shelf, with `wide_m` of a person who lies or kneels in its picture."""
    camera = sample_camera(rng, yaw_sd, portrait=0.0)
    needed = wide_m * float(rng.uniform(1.0, 1.25)) * camera.height / camera.width
    return replace(
        camera,
        distance_m=0.5 * needed / np.tan(np.radians(camera.fov_deg / 2)),
        height_m=float(rng.uniform(0.3, 1.1)),
        aim_m=aim_m,
        shift_m=float(rng.normal(0.05, 0.06)),
    )


def camera_for(rng: np.random.Generator, movement: str, hard: float) -> CameraSpec:
    """A camera that has the whole movement in its picture; a hard one may be held by hand."""
    yaw_sd = 9.0 if hard else 6.0
    if movement == "desk":
        camera = sample_desk_camera(rng)
    elif SHAPES[movement].support in LOW:
        camera = sample_floor_camera(rng, yaw_sd, *LOW[SHAPES[movement].support])
    else:
        camera = sample_camera(rng, yaw_sd)
    if movement == "overhead_reach":
        camera = replace(camera, distance_m=camera.distance_m * 1.15, aim_m=camera.aim_m + 0.2)
    if SHAPES[movement].support == "belt":
        camera = replace(camera, distance_m=camera.distance_m * 1.1, aim_m=camera.aim_m + BELT_M)
    if rng.random() < 0.4 * hard:
        camera = replace(camera, shake_px=float(rng.uniform(0.5, 4)))
    return camera
