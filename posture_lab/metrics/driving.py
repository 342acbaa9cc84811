"""The series that repetitions are counted by."""

from typing import Final

import numpy as np

from posture_lab.metrics.signals import Floats, Signals
from posture_lab.movements.record import RepetitionDrive

UPRIGHT_DEG: Final = 15.0
BENT_DEG: Final = 25.0
"""Nobody stands upright with hips bent by more than this and legs that cannot be seen: behind the
plates of a bar the knee is a guess."""


def driving_values(signals: Signals, drive: RepetitionDrive) -> Floats:
    """(T,) the movement's driving signal, in degrees, as far as it can be believed.

    Where the hips seem bent under an upright trunk and the knees cannot be judged, the trunk's
    inclination stands in. NaN where nothing was seen.
    """
    values = signals[drive.signal].values
    if drive.signal != "hip_flexion_deg":
        return values
    trunk = signals["trunk_inclination_deg"].values
    unseen = np.isnan(signals["knee_flexion_deg"].values)
    guessed = unseen & (np.abs(trunk) <= UPRIGHT_DEG) & (np.abs(values) >= BENT_DEG)
    return np.where(guessed, trunk, values)
