"""How far the zero of pelvis, spine and ribs is off: the neutral beside the true one.

The truth's zero is the person's own neutral, whether the clip shows it or not. Where somebody truly
stands in it, what is measured relative to the product's neutral should be nothing.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from against_truth.truth_file import TrueClip
from posture_lab.analysis.result import Analysis
from posture_lab.metrics.signals.spec import RELATIVE_SIGNALS

NEAR_DEG: Final = 6.0
"""Trunk, pelvis, low and upper back this near their true neutral: near enough to read the zero, and
what the posture truly is off is taken away."""
UPRIGHT: Final = {
    "pelvic_tilt_deg": NEAR_DEG, "lumbar_flexion_deg": NEAR_DEG, "thoracic_flexion_deg": NEAR_DEG,
}  # fmt: skip
FEWEST_FRAMES: Final = 3


@dataclass(frozen=True)
class Zero:
    """Where a neutral came from, and per signal how far its zero is off and what was stated.

    ``off`` is measured less true in the person's true neutral; its sign is that of the error of
    every later value. ``stated`` is the neutral's own 90 % error. Signals not judged are left out.
    """

    source: str
    off: dict[str, float]
    stated: dict[str, float]


def zero_of(truth: TrueClip, analysis: Analysis) -> Zero | None:
    """How far the clip's neutral is off; None where there is none.

    Nothing is told of a signal that is hardly ever judged near the true neutral.
    """
    neutral, signals = analysis.neutral, analysis.signals
    if neutral.source == "none" or signals is None:
        return None
    near = near_neutral(truth, signals.time_s)
    off: dict[str, float] = {}
    for name in RELATIVE_SIGNALS:
        difference = (signals[name].values - truth.at(truth.signals[name], signals.time_s))[near]
        difference = difference[np.isfinite(difference)]
        if name in neutral.errors and len(difference) >= FEWEST_FRAMES:
            off[name] = float(np.median(difference))
    stated: dict[str, float] = {name: neutral.errors[name] for name in off}
    return Zero(str(neutral.source), off, stated)


def near_neutral(truth: TrueClip, time_s: NDArray[np.float64]) -> NDArray[np.bool_]:
    """(T,) whether somebody who is seen truly stands near their neutral."""
    near = truth.at(truth.visible.astype(float), time_s) > 0.5
    for name, most in UPRIGHT.items():
        near &= np.abs(truth.at(truth.signals[name], time_s)) < most
    return near
