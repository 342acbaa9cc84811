"""PoseSequence to Signals: every named series of a side view, each with its error."""

import numpy as np

from posture_lab.metrics.learned.reading import read_body
from posture_lab.metrics.signals import angles
from posture_lab.metrics.signals.geometry import side_body
from posture_lab.metrics.signals.in_view import obstacles
from posture_lab.metrics.signals.posture import posture_shares
from posture_lab.metrics.signals.sight import sight_of
from posture_lab.metrics.signals.signal import Signal, Signals
from posture_lab.metrics.signals.spec import SIGNALS
from posture_lab.metrics.signals.uncertainty import signal_error
from posture_lab.metrics.signals.upright import upright
from posture_lab.pose.sequence import PoseSequence


def raw_signals(poses: PoseSequence) -> Signals:
    """Compute every signal of SIGNALS, frame by frame, from a person seen from the side.

    Angles are degrees in the picture plane on the near side; the same whichever way the person
    faces, wherever they stand in the picture, at any size and frame rate. Pelvic tilt, lumbar
    and thoracic flexion and rib flare are as measured; ``relative_to_neutral`` gives them their
    zero. A frame that cannot be judged is NaN in value and error; ``why_missing`` says why.
    Works for any number of frames, one included. Needs ``poses.view``: without it the camera
    angle is not known and nothing is judged.
    """
    turning = 0.0 if poses.camera is None else poses.camera.error_deg
    poses = upright(poses)
    body = side_body(poses)
    sight = sight_of(poses, body)
    reading = read_body(body, poses)
    postures = posture_shares(body)
    values = {name: function(reading.lines) for name, function in angles.FROM_LINES.items()}
    values |= reading.spine
    values["hip_shift_legs"] = angles.hip_shift(body)
    values["rib_flare_mm"] = reading.ribs_mm
    by_name = {}
    for name, spec in SIGNALS.items():
        judged = np.where(obstacles(sight, name) == 0, values[name], np.nan)
        error = signal_error(body, name, judged, postures, reading.error.get(name))
        error = np.hypot(error, turning * spec.against_upright)
        by_name[name] = Signal(name, judged, error)
    return Signals(poses.time_s, by_name)
