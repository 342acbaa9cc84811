"""The person's own neutral, and signals that count from it."""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from posture_lab.metrics.signals.signal import Signal, Signals
from posture_lab.metrics.signals.spec import RELATIVE_SIGNALS

_SHARED_ERROR = 0.5
"""Correlation of the errors of a signal at neutral and later: the same body shape, clothes and
camera are behind both, so a difference errs about as much as one value, not 1.4 times."""


NeutralSource = Literal["clip", "between_repetitions", "calibration", "population", "none"]


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of time from which the neutral was taken, seconds."""

    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Neutral:
    """The person's own posture at rest: the zero of pelvic tilt, lumbar and thoracic flexion.

    ``values`` maps signal names to their neutral value, ``errors`` to the error of that value
    (half-width of a 90 % interval); signals that could not be judged are left out.
    ``moments`` are the stretches it was taken from, in order of time, ``start_s`` and ``end_s`` the
    first one's start and the last one's end, and ``picture_s`` the frame that shows it best.
    ``reason`` says why there is none of the person's own when ``source`` is "none" or "population".
    """

    source: NeutralSource
    start_s: float | None = None
    end_s: float | None = None
    values: dict[str, float] = field(default_factory=dict)
    errors: dict[str, float] = field(default_factory=dict)
    reason: str | None = None
    moments: tuple[Moment, ...] = ()
    picture_s: float | None = None

    @property
    def is_own(self) -> bool:
        """Whether it was seen of this person, not taken from how people stand on the whole."""
        return self.source in ("clip", "between_repetitions", "calibration")


def relative_to_neutral(raw: Signals, neutral: Neutral) -> Signals:
    """Give pelvic tilt, lumbar and thoracic flexion and rib flare the person's neutral as zero.

    The other signals pass through. Where the neutral holds no value, the signal cannot be
    judged and becomes NaN: an absolute pelvic tilt says nothing, as it varies 0 to 23 degrees
    between healthy people from bone shape alone (Preece et al. 2008). The error combines the
    error of the frame and of the neutral.
    """
    by_name = dict(raw.by_name)
    for name in RELATIVE_SIGNALS:
        signal = raw[name]
        value = neutral.values.get(name, np.nan)
        own = neutral.errors.get(name, np.nan)
        both = signal.error**2 + own**2 - 2 * _SHARED_ERROR * signal.error * own
        by_name[name] = Signal(name, signal.values - value, np.sqrt(both))
    return Signals(raw.time_s, by_name)
