"""The series that repetitions are counted by."""

from typing import Final

import numpy as np

from posture_lab.arrays import Floats
from posture_lab.metrics.signals.coarse import COARSE
from posture_lab.metrics.signals.signal import Signals
from posture_lab.movements.record import RepetitionDrive

UPRIGHT_DEG: Final = 15.0
THIGH_DEG: Final = 10.0
"""Nobody stands upright on thighs that lean by more than this and cannot be seen: behind the plates
of a bar hips and knees are a guess."""

UNSURE_DEG: Final = 8.5
"""A knee whose stated error is larger than this is hidden: behind plates it is 9 degrees or more,
in legs that are seen, however bent, up to 8 (rendered people who set errors)."""

FULLY_BENT_DEG: Final = 165.0
"""No knee bends further: a frame in which one seems to shows nothing."""


def driving_values(signals: Signals, drive: RepetitionDrive) -> Floats:
    """(T,) the movement's driving signal, in degrees, as far as it can be believed.

    Where the trunk is upright, and the hips do not agree or are not seen, and the knees are hidden,
    the trunk's inclination stands in. NaN where nothing was seen, or what nobody can do.
    """
    values, knee = signals[drive.signal].values, signals["knee_flexion_deg"]
    if drive.signal in COARSE.values():
        return values
    values = np.where(np.abs(knee.values) > FULLY_BENT_DEG, np.nan, values)
    if drive.stand_in is None:
        return values
    trunk = signals[drive.stand_in].values
    hidden = np.isnan(knee.values) | (knee.error > UNSURE_DEG)
    guessed = hidden & (np.abs(trunk) <= UPRIGHT_DEG) & ~(np.abs(values - trunk) < THIGH_DEG)
    return np.where(guessed, trunk, values)
