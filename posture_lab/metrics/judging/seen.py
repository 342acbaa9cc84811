"""What a window is judged from."""

from dataclasses import dataclass

from posture_lab.metrics.signals.neutral import Neutral
from posture_lab.metrics.signals.sight import Sight
from posture_lab.metrics.signals.signal import Signals


@dataclass(frozen=True, slots=True)
class Seen:
    """A person over T frames as the judging sees them.

    Attributes
    ----------
    signals : relative to ``neutral``, those of context among them.
    neutral : the zero of pelvis, spine and ribs.
    sight : what could be seen when.
    """

    signals: Signals
    neutral: Neutral
    sight: Sight
