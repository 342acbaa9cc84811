"""The person's own neutral: found in still moments, and the zero of every relative angle."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from posture_lab.metrics.geometry import side_body
from posture_lab.metrics.signals import SIGNAL_NAMES, Floats, Signal, Signals
from posture_lab.pose.sequence import PoseSequence

Posture = Literal["standing", "sitting"]

RELATIVE_SIGNALS: Final = (
    "pelvic_tilt_deg",
    "lumbar_flexion_deg",
    "thoracic_flexion_deg",
    "rib_flare_mm",
)
"""Signals whose zero is the person's own neutral."""

MIN_STILL_S: Final = 0.5
LONG_STILL_S: Final = 1.0
MAX_STILL_S: Final = 3.0
"""The first still moment of at least LONG_STILL_S is used, up to MAX_STILL_S of it; failing that
the longest of at least MIN_STILL_S."""

_STILL: Final = {"shoulder": 0.12, "hip": 0.12, "knee": 0.12}
"""Trunk lengths a second. A sway of 6 cm a second; standing sway is below 3, a slow hinge moves the
shoulders at 30."""
_STILL_BEHIND_A_WEIGHT: Final = {"shoulder": 0.12, "hip": 0.2}
"""Used where there is no moment that still. Behind a bar and its plates, or in wide trousers, knees
and hips seem to move when nobody does; and nobody bends the knees with hips and shoulders at
rest."""

_LIMITS: Final[Mapping[Posture, Mapping[str, tuple[float, float]]]] = {
    "standing": {
        "trunk_inclination_deg": (-15.0, 15.0),
        "hip_flexion_deg": (-20.0, 20.0),
        "knee_flexion_deg": (-15.0, 20.0),
        "shoulder_flexion_deg": (-35.0, 40.0),
    },
    "sitting": {
        "trunk_inclination_deg": (-30.0, 35.0),
        "hip_flexion_deg": (45.0, 130.0),
    },
}
_MAY_BE_UNSEEN = {"standing": ("shoulder_flexion_deg",), "sitting": ("hip_flexion_deg",)}

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
    """The person's own standing posture: the zero of pelvic tilt, lumbar and thoracic flexion.

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


def find_neutral(poses: PoseSequence, raw: Signals, *, posture: Posture = "standing") -> Neutral:
    """Find the person's neutral in the clip's still moments.

    Still means that shoulder, hip and, where seen, knee hardly move, or failing that shoulder and
    hip; standing means trunk upright, hips and knees near straight, arms down if they are seen.
    For ``posture`` "sitting" the hips are bent instead. The neutral is the median of each raw
    signal over the first such second (up to three). Source is "none", with a reason, when there
    is no such moment.
    """
    posed = _in_posture(raw, posture)
    for limits in (_STILL, _STILL_BEHIND_A_WEIGHT):
        still = _still(poses, limits)
        window = _window(poses.time_s, still & posed)
        if window is not None:
            break
    else:
        return Neutral("none", reason=_why_none(still, posed, posture))
    values: dict[str, float] = {}
    errors: dict[str, float] = {}
    for name in SIGNAL_NAMES:
        seen = np.isfinite(raw[name].values[window])
        if seen.mean() >= 0.5:
            values[name] = float(np.median(raw[name].values[window][seen]))
            errors[name] = float(np.median(raw[name].error[window][seen]))
    times = poses.time_s[window]
    return Neutral("clip", float(times[0]), float(times[-1]), values, errors)


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


def _still(poses: PoseSequence, limits: Mapping[str, float]) -> NDArray[np.bool_]:
    """(T,) whether each of these points moves less than its limit in trunk lengths a second."""
    if len(poses) < 2:
        return np.zeros(len(poses), dtype=bool)
    body = side_body(poses)
    speeds = {name: _speed(body.points[name], poses.time_s) / body.trunk_px for name in limits}
    seen = np.isfinite(speeds["shoulder"]) & np.isfinite(speeds["hip"])
    moving = [speeds[name] > limit for name, limit in limits.items()]
    return np.asarray(seen & ~np.any(moving, axis=0))


def _speed(point: Floats, time_s: Floats) -> Floats:
    """(T,) pixels a second over about a fifth of a second, so that jitter is not motion."""
    step = max(1, round(0.1 / float(np.median(np.diff(time_s)))))
    last = len(time_s) - 1
    before = np.clip(np.arange(len(time_s)) - step, 0, last)
    after = np.clip(np.arange(len(time_s)) + step, 0, last)
    moved = point[after] - point[before]
    return np.hypot(moved[:, 0], moved[:, 1]) / (time_s[after] - time_s[before])


def _in_posture(raw: Signals, posture: Posture) -> NDArray[np.bool_]:
    fits = np.ones(len(raw.time_s), dtype=bool)
    for name, (low, high) in _LIMITS[posture].items():
        values = raw[name].values
        inside = (values >= low) & (values <= high)
        if name in _MAY_BE_UNSEEN[posture]:
            inside |= np.isnan(values)
        fits &= inside
    return fits


def _window(time_s: Floats, fits: NDArray[np.bool_]) -> slice | None:
    """The stretch of frames to read the neutral from, None if there is none."""
    if not fits.any():
        return None
    labels, _ = ndimage.label(fits)
    runs = [run[0] for run in ndimage.find_objects(labels)]
    lengths = [float(time_s[run.stop - 1] - time_s[run.start]) for run in runs]
    chosen = next((i for i, length in enumerate(lengths) if length >= LONG_STILL_S), None)
    if chosen is None:
        chosen = int(np.argmax(lengths)) if lengths else None
    if chosen is None or lengths[chosen] < MIN_STILL_S:
        return None
    run = runs[chosen]
    end = int(np.searchsorted(time_s, time_s[run.start] + MAX_STILL_S, side="right"))
    return slice(run.start, min(run.stop, end))


def _why_none(still: NDArray[np.bool_], posed: NDArray[np.bool_], posture: Posture) -> str:
    if not posed.any():
        return (
            f"The person is not seen {posture} upright from the side: "
            f"begin the clip {posture} for two seconds."
        )
    if not (still & posed).any():
        return (
            f"There is no still {posture} moment: begin the clip {posture} still for two seconds."
        )
    return (
        f"The still {posture} moment is too short: begin the clip {posture} still for two seconds."
    )
