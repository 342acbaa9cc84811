"""Walking on the spot of a treadmill: what legs and arms do over a stride.

Courses of hip, knee and ankle at a natural cadence after Winter, Biomechanics and Motor Control of
Human Movement (2009): degrees against the share of a stride that begins when the foot touches down.
"""

import numpy as np
from scipy.interpolate import PchipInterpolator

from groundtruth.arms import raised
from groundtruth.kinematics import Array
from groundtruth.motion import Motion

HIP = ((0, 28), (10, 24), (20, 15), (30, 6), (40, -3), (50, -9), (54, -9), (60, -4), (66, 5),
       (74, 19), (80, 26), (86, 30), (92, 30), (100, 28))  # fmt: skip
KNEE = ((0, 4), (6, 12), (13, 17), (20, 15), (30, 9), (40, 5), (46, 7), (52, 16), (60, 40),
        (66, 56), (72, 62), (78, 56), (86, 34), (93, 11), (98, 4), (100, 4))  # fmt: skip
DORSIFLEXION = ((0, 0), (6, -6), (13, -2), (22, 3), (34, 7), (45, 10), (51, 5), (57, -9), (62, -18),
                (68, -12), (76, -2), (84, 2), (94, 1), (100, 0))  # fmt: skip
GAIT = ("cadence", "stride", "swing", "uneven")
"""Steps a minute; size of the legs' courses as a share; swing of the arms to each side in degrees;
by how many degrees less the near arm swings."""


def course(points: tuple[tuple[int, int], ...], share: Array) -> Array:
    """A course that repeats with every stride, at these shares of a stride."""
    x, y = np.array(points, float).T
    # A neighbour's worth of the strides before and after keeps the seam smooth.
    around = PchipInterpolator(np.r_[x[-3:-1] - 100, x, x[1:3] + 100], np.r_[y[-3:-1], y, y[1:3]])
    value: Array = around(100.0 * (share % 1.0))
    return value


def walk(
    motion: Motion, values: dict[str, Array], time_s: Array, near: str, start: float
) -> Motion:
    """Legs and arms of somebody who walks; `values` holds the channels of GAIT (T,).

    `start` is the share of a stride at which the left leg begins.
    """
    left = start + np.cumsum(values["cadence"] / 120.0 * np.gradient(time_s))
    shares = np.stack([left, left + 0.5], axis=1)
    size = values["stride"][:, None]
    hip, knee = size * course(HIP, shares), size * course(KNEE, shares)
    thigh = -hip
    swing = np.repeat(values["swing"][:, None], 2, axis=1)
    swing[:, "LR".index(near)] -= values["uneven"]
    # An arm is furthest back when its own side's foot touches down.
    arm = 4.0 - np.maximum(swing, 0.0) * np.cos(2 * np.pi * (shares - 0.02))
    elbow = 16.0 + 0.5 * np.maximum(arm, 0.0)
    pairs = [raised(arm[:, c], elbow[:, c]) for c in range(2)]
    upper, fore = (np.stack([pairs[c][part][:, c] for c in range(2)], axis=1) for part in range(2))
    twist = 0.2 * values["swing"] * np.sin(2 * np.pi * (left + 0.27))
    return motion.having(
        shank=thigh + knee, knee=knee, point=-course(DORSIFLEXION, shares), arms=upper,
        forearms=fore, twist=motion.twist + twist, toe_out=0 * motion.toe_out + 4.0,
    )  # fmt: skip
