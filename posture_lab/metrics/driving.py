"""The series that repetitions are counted by."""

from typing import Final

import numpy as np

from posture_lab.metrics.signals import Floats, Signals
from posture_lab.movements.record import RepetitionDrive

UPRIGHT_DEG: Final = 15.0
BENT_DEG: Final = 25.0
"""Nobody stands upright with hips bent by more than this and legs that cannot be seen: behind the
plates of a bar hips and knees are a guess."""

UNSURE_DEG: Final = 6.5
"""A knee whose stated error is larger than this is hidden: behind plates it is 7 degrees or more,
in legs that are seen, however bent, up to 5.5 (rendered people who set errors)."""


def driving_values(signals: Signals, drive: RepetitionDrive) -> Floats:
    """(T,) the movement's driving signal, in degrees, as far as it can be believed.

    Where the trunk is upright, and the hips seem bent or are not seen, and the knees are hidden,
    the trunk's inclination stands in. NaN where nothing was seen.
    """
    values = signals[drive.signal].values
    if drive.signal != "hip_flexion_deg":
        return values
    trunk, knee = signals["trunk_inclination_deg"].values, signals["knee_flexion_deg"]
    hidden = np.isnan(knee.values) | (knee.error > UNSURE_DEG)
    guessed = hidden & (np.abs(trunk) <= UPRIGHT_DEG) & ~(np.abs(values) < BENT_DEG)
    return np.where(guessed, trunk, values)
