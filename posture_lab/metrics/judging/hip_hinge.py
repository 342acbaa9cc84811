"""Hip hinge: what it is, how it is measured, and how sure that is.

*What.* The hips shift back and bend while the spine stays as it is: the trunk leans in one piece,
the hips lead and the knees follow.

*How.* Frame by frame as a shape, here: hips bent, trunk leaning, hips ahead of the knees. As a
repetition it is counted and judged by its record (``movements/hip_hinge.py``): depth, hips against
knees, hips going back, low and upper back, head and shins, each against a band with its source.

*How sure.* Each angle carries its own error and so does every measure; a repetition whose low back
was not seen has no score. A shape's score falls only by what the spine changes beyond its error.
"""

from typing import Final

import numpy as np

from posture_lab.arrays import Bools, Floats
from posture_lab.metrics.judging.spine_change import from_neutral, spine_penalty
from posture_lab.metrics.signals.neutral import Neutral
from posture_lab.metrics.signals.signal import Signals

HINGED_HIP_DEG: Final = 30.0
HINGED_TRUNK_DEG: Final = 18.0
"""A hinge bends the hips and leans the trunk by at least so much. Product decisions."""


def hip_hinge(signals: Signals, neutral: Neutral) -> tuple[Bools, Floats]:
    """(T,) whether the person is in a hinge, and (T,) its score, 0 to 100; NaN without the back."""
    hip = from_neutral(signals, neutral, "hip_flexion_deg")
    knee = np.maximum(from_neutral(signals, neutral, "knee_flexion_deg"), 1.0)
    trunk = from_neutral(signals, neutral, "trunk_inclination_deg")
    ratio = hip / knee
    fits = (hip >= HINGED_HIP_DEG) & (trunk >= HINGED_TRUNK_DEG) & ~(ratio < 1.0)
    # Unseen knees do not object, and do not earn the points of a hinge led by the hips.
    led = np.clip(np.nan_to_num(ratio, nan=1.0) - 1.0, 0.0, 1.0)
    return fits, np.clip(60.0 + 40.0 * led - spine_penalty(signals), 0.0, 100.0)
