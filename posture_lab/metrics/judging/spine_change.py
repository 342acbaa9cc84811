"""How far the body is from its own neutral, and what a changed spine costs a shape."""

import numpy as np

from posture_lab.arrays import Floats
from posture_lab.metrics.signals.neutral import Neutral
from posture_lab.metrics.signals.signal import Signals


def from_neutral(signals: Signals, neutral: Neutral, name: str) -> Floats:
    """(T,) a signal from the person's own neutral value, or from 0 where that is not known."""
    own = neutral.values.get(name, 0.0)
    return signals[name].values - own


def spine_penalty(signals: Signals) -> Floats:
    """(T,) 0 to 40 points for change of the spine beyond its own error; NaN where not seen.

    The upper back alone may be hidden, as by hair: the low back tells of the spine then.
    """
    total = np.zeros(len(signals.time_s))
    for name in ("lumbar_flexion_deg", "thoracic_flexion_deg"):
        signal = signals[name]
        beyond = np.abs(signal.values) - signal.error
        total += np.clip(np.nan_to_num(beyond, nan=0.0), 0.0, 20.0)
    return np.where(np.isfinite(signals["lumbar_flexion_deg"].values), total, np.nan)
