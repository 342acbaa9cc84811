"""What the networks are asked for, and how a line's error becomes an angle's."""

from typing import Final

import numpy as np

from groundtruth.kinematics import Array
from posture_lab.metrics.learned.ensemble import LINES
from posture_lab.metrics.signals.angles import FROM_LINES
from posture_lab.metrics.signals.lines import Lines

IMPLAUSIBLE_DEG: Final = 40.0
"""A line further off than this is another person's, or the other leg's: nothing to learn from."""

ANGLE_OF_LINES: Final = np.stack(
    [angle(Lines(*np.eye(len(LINES)))) for angle in FROM_LINES.values()]
)
"""(angles, lines) how much of each line is in each angle: 1, -1 or 0."""

TURNED_BY_ROLL: Final = np.array([-1.0 if line == "sole" else 1.0 for line in LINES], np.float32)
"""(lines) how much each line leans further forward in a picture turned forward by one degree."""


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
