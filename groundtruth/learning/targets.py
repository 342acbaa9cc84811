"""What the networks are asked for, and how a line's error becomes an angle's."""

from typing import Final

import numpy as np

from groundtruth.kinematics import Array
from posture_lab.metrics.learned.ensemble import LINES

ANGLES: Final = {
    "trunk_inclination_deg": {"trunk": 1},
    "hip_flexion_deg": {"trunk": 1, "thigh": -1},
    "knee_flexion_deg": {"shank": 1, "thigh": -1},
    "ankle_dorsiflexion_deg": {"shank": 1, "sole": 1},
    "shank_inclination_deg": {"shank": 1},
    "shoulder_flexion_deg": {"trunk": 1, "arm": -1},
    "head_inclination_deg": {"face": 1, "trunk": -1},
}
"""Angles as sums and differences of lines, in the order of the product's SIGNALS."""

IMPLAUSIBLE_DEG: Final = 40.0
"""A line further off than this is another person's, or the other leg's: nothing to learn from."""

ANGLE_OF_LINES: Final = np.array(
    [[float(parts.get(line, 0)) for line in LINES] for parts in ANGLES.values()]
)
"""(angles, lines)."""


def line_residuals(signals: dict[str, Array], seen: Array) -> Array:
    """(N, lines) true minus landmarks' lean in degrees, from true angles and ``seen`` (N, lines).

    NaN where the truth is unknown or the landmarks are hopelessly off.
    """
    trunk, shank = signals["trunk_inclination_deg"], signals["shank_inclination_deg"]
    true = {
        "trunk": trunk,
        "thigh": trunk - signals["hip_flexion_deg"],
        "shank": shank,
        "arm": trunk - signals["shoulder_flexion_deg"],
        "sole": signals["ankle_dorsiflexion_deg"] - shank,
        "face": signals["head_inclination_deg"] + trunk,
    }
    residual = np.stack([true[line] for line in LINES], axis=1) - seen
    residual = np.mod(residual + 180.0, 360.0) - 180.0
    return np.where(np.abs(residual) <= IMPLAUSIBLE_DEG, residual, np.nan)
