"""What the arms do: directions of upper arms and forearms over time, for each way to hold them."""

import numpy as np

from groundtruth.kinematics import Array, rotation

# Upper arm and forearm of the left side: x outwards, y backwards, z up, in the thorax's frame
# (which pitches with the chest). The right side mirrors x.
POSES: dict[str, tuple[tuple[float, float, float], tuple[float, float, float]]] = {
    "crossed": ((0.30, -0.45, -0.84), (-0.90, -0.42, 0.12)),
    "on_hips": ((0.62, 0.30, -0.72), (-0.62, -0.42, -0.66)),
    "behind": ((0.30, 0.42, -0.86), (-0.80, 0.25, -0.45)),
    "goblet": ((0.22, -0.35, -0.91), (-0.42, -0.55, 0.72)),
    "behind_head": ((0.78, -0.10, 0.55), (-0.72, 0.50, 0.12)),
    "along": ((0.16, 0.0, -0.98), (0.06, -0.10, -0.98)),
    "typing": ((0.14, -0.42, -0.90), (-0.16, -0.97, -0.08)),
    "forward": ((0.05, -1.0, -0.05), (0.02, -1.0, -0.05)),
}
# As above, for people who kneel: hands before the breast bone, and pressed away from it.
PRESS: dict[str, tuple[tuple[float, float, float], tuple[float, float, float]]] = {
    "at_chest": ((0.25, -0.15, -0.95), (-0.80, -0.55, 0.25)),
    "pressed": ((-0.22, -0.97, -0.10), (-0.25, -0.96, -0.02)),
}
BORNE = ("ceiling", "beside", "press")
"""What the arms of people do whom something else than their feet bears."""


def borne(name: str, phase: Array, pitch: Array, sway: Array) -> tuple[Array, Array]:
    """Arms to the ceiling or beside somebody who lies, or pressed forwards with the phase (T,)."""
    if name == "ceiling":
        return in_thorax("forward", 0.5 * sway - 90.0)
    if name == "beside":
        level = both(np.tile([0.45, -1.0, 0.0], (len(phase), 1)))
        return level, level
    return blend(in_thorax("at_chest", pitch), in_thorax("pressed", pitch + 0.3 * sway), phase)


def hanging(count: int, sway: Array | None = None) -> tuple[Array, Array]:
    """Arms that hang straight down whatever the trunk does; `sway` (T,) degrees forward."""
    upper = np.tile([0.17, 0.0, -1.0], (count, 1))
    fore = np.tile([0.06, -0.14, -1.0], (count, 1))
    if sway is not None:
        turn = rotation("x", -sway)
        upper, fore = (turn @ upper[..., None])[..., 0], (turn @ fore[..., None])[..., 0]
    return both(upper), both(fore)


def holding(count: int, width_m: float, forward: float, sway: Array) -> tuple[Array, Array]:
    """Arms that hang with a weight in both hands; `width_m` is half the distance of the hands."""
    lean = (width_m - 0.16) / 0.55
    upper = np.tile([lean * 0.9, -forward, -1.0], (count, 1))
    fore = np.tile([lean * 1.1, -forward - 0.06, -1.0], (count, 1))
    turn = rotation("x", -sway)
    return both((turn @ upper[..., None])[..., 0]), both((turn @ fore[..., None])[..., 0])


def both(left: Array) -> Array:
    """Left-side directions (T, 3) as left and mirrored right (T, 2, 3)."""
    return np.stack([left, left * np.array([-1.0, 1.0, 1.0])], axis=1)


def in_thorax(name: str, thorax_pitch_deg: Array) -> tuple[Array, Array]:
    """A named pose that is fixed to the chest, for a chest of this pitch over time."""
    turn = rotation("x", thorax_pitch_deg)
    upper, fore = (np.array(d) for d in (POSES | PRESS)[name])
    return both((turn @ upper[:, None])[..., 0]), both((turn @ fore[:, None])[..., 0])


def raised(elevation_deg: Array, elbow_deg: Array, width: float = 0.17) -> tuple[Array, Array]:
    """Arms raised forwards and up by `elevation_deg` from hanging (180 is straight up)."""
    return both(_swung(elevation_deg, width)), both(_swung(elevation_deg + elbow_deg, width * 0.5))


def _swung(elevation_deg: Array, width: float) -> Array:
    angle = np.radians(elevation_deg)
    return np.stack([np.full_like(angle, width), -np.sin(angle), -np.cos(angle)], axis=-1)


def blend(
    first: tuple[Array, Array], second: tuple[Array, Array], share: Array
) -> tuple[Array, Array]:
    """From the first way to hold the arms to the second as `share` (T,) goes from 0 to 1."""
    weight = share[:, None, None]
    upper, fore = ((1 - weight) * a + weight * b for a, b in zip(first, second, strict=True))
    return upper, fore
