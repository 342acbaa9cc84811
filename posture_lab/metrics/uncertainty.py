"""How far off a signal may be: the half-width of its 90 % interval, frame by frame."""

from collections.abc import Mapping
from typing import Final

import numpy as np

from posture_lab.metrics.geometry import SideBody
from posture_lab.metrics.in_view import NEEDS
from posture_lab.pose.sequence import Floats

MAE_TO_HALF_WIDTH: Final = 2.1
"""Mean absolute error to the half-width of a 90 % interval, for errors that are about normal:
1.645 standard deviations, of which the mean absolute error is 0.80."""

BASE_ERROR: Final[Mapping[str, float]] = {
    "trunk_inclination_deg": 1.5 * MAE_TO_HALF_WIDTH,
    "hip_flexion_deg": 2.0 * MAE_TO_HALF_WIDTH,
    "knee_flexion_deg": 2.0 * MAE_TO_HALF_WIDTH,
    "ankle_dorsiflexion_deg": 4.0 * MAE_TO_HALF_WIDTH,
    "shank_inclination_deg": 1.5 * MAE_TO_HALF_WIDTH,
    "shoulder_flexion_deg": 3.0 * MAE_TO_HALF_WIDTH,
    "head_inclination_deg": 5.0 * MAE_TO_HALF_WIDTH,
    "pelvic_tilt_deg": 6.9 * MAE_TO_HALF_WIDTH,
    "lumbar_flexion_deg": 10.0 * MAE_TO_HALF_WIDTH,
    "thoracic_flexion_deg": 10.0 * MAE_TO_HALF_WIDTH,
    "rib_flare_mm": 8.2 * MAE_TO_HALF_WIDTH,
    "hip_shift_legs": 0.03 * MAE_TO_HALF_WIDTH,
}
"""In a steady side view of a person who is seen well."""

_FULL_SIZE_TRUNK_PX = 80.0
"""The pose model looks at the person in 256 x 256 pixels, where a trunk is about this long; a
smaller picture of the person holds less detail than the model can use."""

_SLOWEST_SHUTTER_S = 0.010
"""Fast limbs are blurred over about this long."""

_YAW_SHIFT_DEG = 8.0
"""Hip, shoulder, knee and ankle lie at different distances from the mid-plane, by about 0.14 of
the segments between them, so a yaw leans segments by this much times its sine."""


def signal_error(body: SideBody, signal: str, values: Floats) -> Floats:
    """(T,) half-width of the 90 % interval of ``values`` (T,), in the signal's unit.

    The base error grows with poor visibility of the worst point needed and with a small picture
    of the person; to it are added, as independent errors, the shift by yaw and the blur of fast
    motion. NaN where the values are.
    """
    unit = (
        1.0 if signal.endswith("_deg") else BASE_ERROR[signal] / BASE_ERROR["trunk_inclination_deg"]
    )
    visible = np.min([body.visibility[name] for name in NEEDS[signal]], axis=0)
    unclear = 1.0 + np.clip(1.0 - visible, 0.0, 1.0)
    small = max(1.0, _FULL_SIZE_TRUNK_PX / body.trunk_px)
    base = BASE_ERROR[signal] * unclear * small
    yaw = unit * _YAW_SHIFT_DEG * np.sin(np.radians(body.yaw_deg))
    blur = _speed(values, body.time_s) * _SLOWEST_SHUTTER_S
    error = np.sqrt(base**2 + yaw**2 + blur**2)
    return np.where(np.isnan(values), np.nan, error)


def _speed(values: Floats, time_s: Floats) -> Floats:
    """(T,) absolute rate of change per second; 0 where a neighbour is missing."""
    if len(values) < 2:
        return np.zeros_like(values)
    return np.nan_to_num(np.abs(np.gradient(values, time_s)))
