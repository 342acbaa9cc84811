"""A camera as four numbers, and what the room's directions look like in its picture.

(4,) roll, pitch and yaw in radians and the logarithm of the focal length in picture heights.
"""

import numpy as np

from posture_lab.arrays import Floats


def up_at(camera: Floats, places: Floats) -> Floats:
    """(...) radians by which what is upright leans to the picture's right, at (..., 2) places.

    Places count in picture heights from the picture's middle.
    """
    up = axes(camera[None, :3])[0, 0]
    focal = np.exp(camera[3])
    right, down = focal * up[0] - places[..., 0] * up[2], focal * up[1] - places[..., 1] * up[2]
    leaning: Floats = np.arctan2(right, -down)
    return leaning


def axes(turned: Floats) -> Floats:
    """(K, 3, 3) up and the two level directions in (K, 3) cameras' axes: right, down, forward."""
    (cr, cp, cy), (sr, sp, sy) = np.cos(turned).T, np.sin(turned).T
    zero = np.zeros_like(cr)

    def seen(right: Floats, down: Floats, forward: Floats) -> Floats:
        down, forward = down * cp - forward * sp, down * sp + forward * cp
        return np.stack([right * cr - down * sr, right * sr + down * cr, forward], axis=-1)

    level = [seen(cy, zero, sy), seen(-sy, zero, cy)]
    return np.stack([seen(zero, zero - 1.0, zero), *level], axis=1)
