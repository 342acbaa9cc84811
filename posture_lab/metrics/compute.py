"""PoseSequence to Signals: every named series of a side view, each with its error."""

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np

from posture_lab.metrics import angles
from posture_lab.metrics.geometry import SideBody, side_body
from posture_lab.metrics.in_view import obstacles
from posture_lab.metrics.rib_flare import rib_flare
from posture_lab.metrics.signals import SIGNAL_NAMES, Signal, Signals
from posture_lab.metrics.spine_model import SPINE_SIGNALS, estimate_spine
from posture_lab.metrics.uncertainty import signal_error
from posture_lab.pose.sequence import Floats, PoseSequence

_FROM_LANDMARKS: Final[Mapping[str, Callable[[SideBody], Floats]]] = {
    "trunk_inclination_deg": angles.trunk_inclination,
    "hip_flexion_deg": angles.hip_flexion,
    "knee_flexion_deg": angles.knee_flexion,
    "ankle_dorsiflexion_deg": angles.ankle_dorsiflexion,
    "shank_inclination_deg": angles.shank_inclination,
    "shoulder_flexion_deg": angles.shoulder_flexion,
    "head_inclination_deg": angles.head_inclination,
    "hip_shift_legs": angles.hip_shift,
}


def raw_signals(poses: PoseSequence) -> Signals:
    """Compute every signal of SIGNAL_NAMES, frame by frame, from a person seen from the side.

    Angles are degrees in the picture plane on the near side; the same whichever way the person
    faces, wherever they stand in the picture, at any size and frame rate. Pelvic tilt, lumbar
    and thoracic flexion and rib flare are as measured; ``relative_to_neutral`` gives them their
    zero. A frame that cannot be judged is NaN in value and error; ``why_missing`` says why.
    Works for any number of frames, one included. Needs ``poses.view``: without it the camera
    angle is not known and nothing is judged.
    """
    body = side_body(poses)
    values = {name: function(body) for name, function in _FROM_LANDMARKS.items()}
    values["rib_flare_mm"] = rib_flare(poses.outline)
    errors = {name: signal_error(body, name, values[name]) for name in values}
    spine = estimate_spine(body, poses.outline)
    for column, name in enumerate(SPINE_SIGNALS):
        values[name] = spine.values[:, column]
        errors[name] = signal_error(body, name, values[name], spine.error[:, column])
    by_name = {}
    for name in SIGNAL_NAMES:
        judged = (obstacles(poses, body, name) == 0) & np.isfinite(values[name])
        by_name[name] = Signal(
            name,
            np.where(judged, values[name], np.nan),
            np.where(judged, errors[name], np.nan),
        )
    return Signals(poses.time_s, by_name)
