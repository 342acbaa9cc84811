"""How far off a signal may be: the half-width of its 90 % interval, frame by frame."""

import numpy as np

from posture_lab.arrays import Floats
from posture_lab.metrics.signals.error_widths import error_width
from posture_lab.metrics.signals.geometry import SideBody
from posture_lab.metrics.signals.spec import SIGNALS

_FULL_SIZE_TRUNK_PX = 80.0
"""The pose model looks at the person in 256 x 256 pixels, where a trunk is about this long; a
smaller picture of the person holds less detail than the model can use."""

_SLOWEST_SHUTTER_S = 0.010
"""Fast limbs are blurred over about this long."""

_YAW_SHIFT_DEG = 8.0
"""Hip, shoulder, knee and ankle lie at different distances from the mid-plane, by about 0.14 of
the segments between them, so a yaw leans segments by this much times its sine."""

_TRUNK_ERROR_DEG = SIGNALS["trunk_inclination_deg"].base_error


def signal_error(
    body: SideBody,
    signal: str,
    values: Floats,
    postures: Floats,
    learned: Floats | None = None,
) -> Floats:
    """(T,) half-width of the 90 % interval of ``values`` (T,), in the signal's unit.

    The base error grows with poor visibility of the worst point needed and with a small picture
    of the person; to it are added, as independent errors, the shift by yaw and the blur of fast
    motion. All of it is as much wider as the posture and the view ask (``error_widths``). NaN
    where the values are.

    ``postures`` (T, postures) are the ``posture_shares`` of the body. ``learned`` (T,) is what the
    networks that read the signal say of their own error; it takes the place of the base error and
    of the shift by yaw, NaN where they were not asked.
    """
    spec = SIGNALS[signal]
    unit = 1.0 if spec.unit == "deg" else spec.base_error / _TRUNK_ERROR_DEG
    visible = np.min([body.visibility[name] for name in spec.needs], axis=0)
    unclear = 1.0 + np.clip(1.0 - visible, 0.0, 1.0)
    small = max(1.0, _FULL_SIZE_TRUNK_PX / body.trunk_px)
    yaw = unit * _YAW_SHIFT_DEG * np.sin(np.radians(body.yaw_deg))
    base = spec.base_error * unclear
    if learned is not None:
        known = np.isfinite(learned)
        base, yaw = np.where(known, learned, base), np.where(known, 0.0, yaw)
    base = base * small
    blur = _speed(values, body.time_s) * _SLOWEST_SHUTTER_S
    error = np.sqrt(base**2 + yaw**2 + blur**2)
    error = error * error_width(signal, postures, body.yaw_deg)
    return np.where(np.isnan(values), np.nan, error)


def _speed(values: Floats, time_s: Floats) -> Floats:
    """(T,) absolute rate of change per second; 0 where a neighbour is missing."""
    if len(values) < 2:
        return np.zeros_like(values)
    return np.nan_to_num(np.abs(np.gradient(values, time_s)))
