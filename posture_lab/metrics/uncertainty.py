"""How far off a signal may be: the half-width of its 90 % interval, frame by frame."""

from collections.abc import Mapping
from typing import Final

import numpy as np

from posture_lab.metrics.error_widths import error_width
from posture_lab.metrics.geometry import SideBody
from posture_lab.metrics.in_view import NEEDS
from posture_lab.pose.sequence import Floats

BASE_ERROR: Final[Mapping[str, float]] = {
    "trunk_inclination_deg": 4.0,
    "hip_flexion_deg": 5.5,
    "knee_flexion_deg": 5.5,
    "ankle_dorsiflexion_deg": 9.0,
    "shank_inclination_deg": 4.0,
    "shoulder_flexion_deg": 8.0,
    "head_inclination_deg": 12.5,
    "pelvic_tilt_deg": 12.6,
    "lumbar_flexion_deg": 14.4,
    "thoracic_flexion_deg": 9.9,
    "rib_flare_mm": 13.0,
    "hip_shift_legs": 0.043,
}
"""In a steady side view of a person who is seen well: the 90th percentile of the absolute error
over rendered people with exactly known surface points, whole clips and single poses together
(docs/signals.md has the table). Those of pelvic tilt, lumbar and thoracic flexion are of the
change from the person's own neutral. Rib flare: 2.4 times the mean absolute error of 5.5 mm in 363
pictures of other people with raised arms."""

_FULL_SIZE_TRUNK_PX = 80.0
"""The pose model looks at the person in 256 x 256 pixels, where a trunk is about this long; a
smaller picture of the person holds less detail than the model can use."""

_SLOWEST_SHUTTER_S = 0.010
"""Fast limbs are blurred over about this long."""

_YAW_SHIFT_DEG = 8.0
"""Hip, shoulder, knee and ankle lie at different distances from the mid-plane, by about 0.14 of
the segments between them, so a yaw leans segments by this much times its sine."""


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
    unit = (
        1.0 if signal.endswith("_deg") else BASE_ERROR[signal] / BASE_ERROR["trunk_inclination_deg"]
    )
    visible = np.min([body.visibility[name] for name in NEEDS[signal]], axis=0)
    unclear = 1.0 + np.clip(1.0 - visible, 0.0, 1.0)
    small = max(1.0, _FULL_SIZE_TRUNK_PX / body.trunk_px)
    yaw = unit * _YAW_SHIFT_DEG * np.sin(np.radians(body.yaw_deg))
    base = BASE_ERROR[signal] * unclear
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
