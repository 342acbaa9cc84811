"""Why somebody gives no still neutral: what moves, or is not as the posture asks for."""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from posture_lab.metrics.signals.find_neutral import LIMITS, MAY_BE_UNSEEN, STILL, speeds
from posture_lab.metrics.signals.signal import Signals
from posture_lab.movements.record import Posture
from posture_lab.pose.sequence import PoseSequence

Kind = Literal["moves", "posture", "unseen"]

_OFTEN: Final = 0.25
"""What keeps the person from being still for this share of the time is worth a word."""


@dataclass(frozen=True, slots=True)
class Unrest:
    """What keeps somebody from being still.

    Attributes
    ----------
    kind : "moves" faster than somebody who stands still, "posture" unlike the one asked for, or
        "unseen".
    part : what moves most, "shoulder", "hip" or "knee"; or the signal that is unlike; "" if unseen.
    """

    kind: Kind
    part: str = ""


def find_unrest(poses: PoseSequence, raw: Signals, posture: Posture) -> Unrest | None:
    """Return what kept the person from giving a neutral in these frames; None when nothing did.

    Motion comes before posture: whoever moves about is in many postures.
    """
    if len(poses) < 2:
        return Unrest("unseen")
    found = speeds(poses, STILL)
    seen = np.isfinite(found["shoulder"]) & np.isfinite(found["hip"])
    if seen.mean() < 0.5:
        return Unrest("unseen")
    moving = {name: found[name] > limit for name, limit in STILL.items()}
    if np.any(list(moving.values()), axis=0).mean() >= _OFTEN:
        return Unrest("moves", max(STILL, key=lambda name: _excess(found[name], STILL[name])))
    unlike = {
        name: _outside(raw, name, limits, may_be_unseen=name in MAY_BE_UNSEEN[posture])
        for name, limits in LIMITS[posture].items()
    }
    worst = max(unlike, key=lambda name: unlike[name])
    return Unrest("posture", worst) if unlike[worst] >= _OFTEN else None


def _excess(speed: np.ndarray, limit: float) -> float:
    """Mean speed in its limits; what is not seen counts as still."""
    return float(np.nan_to_num(speed).mean()) / limit


def _outside(raw: Signals, name: str, limits: tuple[float, float], *, may_be_unseen: bool) -> float:
    """The share of frames in which a signal is outside its limits, or unseen and may not be."""
    values = raw[name].values
    fits = (values >= limits[0]) & (values <= limits[1])
    if may_be_unseen:
        fits |= np.isnan(values)
    return float(1.0 - fits.mean())
