"""In which posture somebody is, as far as it matters to how well they are seen."""

from typing import Final

import numpy as np

from posture_lab.arrays import Floats
from posture_lab.metrics.signals.angles import knee_flexion, shoulder_flexion
from posture_lab.metrics.signals.geometry import SideBody
from posture_lab.metrics.signals.lines import landmark_lines

POSTURES: Final = ("upright", "leaning", "squatting", "reaching")

LEANS_DEG: Final = (10.0, 20.0)
"""Up to the first the trunk counts as upright, from the second on as leaning, either way."""

KNEES_DEG: Final = (40.0, 60.0)
"""The same of the knees, for squatting, whatever the trunk does."""

ARMS_DEG: Final = (90.0, 120.0)
"""The same of the upper arm against the trunk, for reaching, whatever the rest does."""


def posture_shares(body: SideBody) -> Floats:
    """(T, postures) by how much each frame belongs to each of POSTURES; each row adds up to 1.

    Between two postures one goes over into the other. A trunk that is not seen counts as leaning,
    knees and arms that are not seen as neither bent nor raised.
    """
    lines = landmark_lines(body)
    lean = np.nan_to_num(np.abs(lines.trunk), nan=LEANS_DEG[1])
    leaning = np.interp(lean, LEANS_DEG, (0.0, 1.0))
    squatting = np.interp(np.nan_to_num(knee_flexion(lines)), KNEES_DEG, (0.0, 1.0))
    reaching = np.interp(np.nan_to_num(shoulder_flexion(lines)), ARMS_DEG, (0.0, 1.0))
    low = (1.0 - reaching) * (1.0 - squatting)
    shares = [low * (1.0 - leaning), low * leaning, (1.0 - reaching) * squatting, reaching]
    return np.stack(shares, axis=1)
