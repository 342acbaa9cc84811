"""Finding the person's neutral in a clip, from the best there is of it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from posture_lab.arrays import Floats
from posture_lab.metrics.signals import population
from posture_lab.metrics.signals.geometry import side_body
from posture_lab.metrics.signals.moments import Told, told_by_moments
from posture_lab.metrics.signals.neutral import Moment, Neutral
from posture_lab.metrics.signals.signal import Signals
from posture_lab.metrics.signals.spec import SIGNAL_NAMES
from posture_lab.movements.record import Posture
from posture_lab.pose.sequence import PoseSequence

MIN_STILL_S: Final = 0.5
LONG_STILL_S: Final = 1.0
MAX_STILL_S: Final = 3.0
"""The first still moment of at least LONG_STILL_S is used, up to MAX_STILL_S of it; failing that
the longest of at least MIN_STILL_S."""

STILL: Final = {"shoulder": 0.12, "hip": 0.12, "knee": 0.12}
"""Trunk lengths a second. A sway of 6 cm a second; standing sway is below 3, a slow hinge moves the
shoulders at 30."""
_STILL_BEHIND_A_WEIGHT: Final = {"shoulder": 0.12, "hip": 0.2}
"""Used where there is no moment that still. Behind a bar and its plates, or in wide trousers, knees
and hips seem to move when nobody does; and nobody bends the knees with hips and shoulders at
rest."""

Limits = Mapping[str, tuple[float, float]]

LIMITS: Final[Mapping[Posture, Limits]] = {
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
    "kneeling": {
        "trunk_inclination_deg": (-15.0, 15.0),
        "hip_flexion_deg": (-20.0, 100.0),
        "knee_flexion_deg": (60.0, 130.0),
        "shoulder_flexion_deg": (-35.0, 100.0),
    },
    "lying": {"trunk_inclination_deg": (-120.0, -60.0)},
}
"""The posture in which a still moment is a neutral."""

_NEARLY: Final[Mapping[Posture, Limits]] = {
    **LIMITS,
    "standing": {
        "trunk_inclination_deg": (-20.0, 25.0),
        "hip_flexion_deg": (-25.0, 30.0),
        "knee_flexion_deg": (-20.0, 35.0),
        "shoulder_flexion_deg": (-60.0, 120.0),
    },
}
"""The posture in which short moments together tell it: of the real clips of hinges, deadlifts and
squats from the side, one of seven shows a still moment, five of seven show one like this."""

_CENTRES: Final[Mapping[Posture, Mapping[str, float]]] = {
    "standing": {},
    "sitting": {"hip_flexion_deg": 85.0, "knee_flexion_deg": 90.0},
    "kneeling": {"knee_flexion_deg": 90.0},
    "lying": {"trunk_inclination_deg": -90.0},
}

MAY_BE_UNSEEN: Final[Mapping[Posture, tuple[str, ...]]] = {
    "standing": ("shoulder_flexion_deg",),
    "sitting": ("hip_flexion_deg",),
    "kneeling": ("shoulder_flexion_deg",),
    "lying": (),
}
_HIDDEN_BY_A_WEIGHT: Final = "knee_flexion_deg"
"""In a short moment the knee may be hidden as well, as behind the plates of a bar."""


_SEEN_AS: Final[Mapping[Posture, str]] = {
    "standing": "standing upright",
    "sitting": "sitting",
    "kneeling": "kneeling upright",
    "lying": "lying on the back",
}

_ENOUGH_OWN: Final = 0.25
"""Share of the low back's neutral that has to be the person's own to be called theirs."""


def find_neutral(poses: PoseSequence, raw: Signals, *, posture: Posture = "standing") -> Neutral:
    """Find the person's neutral in a clip, from the best there is of it.

    1. A still moment, see :func:`still_neutral`: source "clip".
    2. Short moments near the posture: between repetitions, before the first or after the last,
       moving a little, with the arms anywhere below the head or a weight in the hands. Several
       together; the error grows with motion, arms and what they differ by: "between_repetitions".
    3. For standing, how people stand on the whole, with an error as wide as people differ:
       "population", with the reason why there is none of the person's own.

    Where nobody is seen from the side at all, source is "none", with the reason.
    """
    still = still_neutral(poses, raw, posture=posture)
    if still.source != "none":
        return still
    told = None
    if len(poses) > 1:
        unseen = (*MAY_BE_UNSEEN[posture], _HIDDEN_BY_A_WEIGHT)
        near = _in_posture(raw, _NEARLY[posture], unseen)
        told = told_by_moments(raw, _fastest(poses), near, _CENTRES[posture])
    if posture == "standing" and np.isfinite(raw["trunk_inclination_deg"].values).any():
        return _with_people(told, still.reason)
    return still if told is None else _of_moments(told)


def _of_moments(told: Told) -> Neutral:
    moments = tuple(Moment(start_s, end_s) for start_s, end_s in told.windows)
    return Neutral(
        "between_repetitions",
        moments[0].start_s,
        moments[-1].end_s,
        told.values,
        told.errors,
        moments=moments,
        picture_s=told.picture_s,
    )


def _with_people(told: Told | None, reason: str | None) -> Neutral:
    """What short moments tell of standing, and how people stand where they tell less than that.

    Both count by how sure they are. Without moments, or where those tell little of the low back
    beside what people do, the neutral is the population's.
    """
    values, errors, own_share = {}, {}, 0.0
    for name, (usual, width) in population.STANDING.items():
        values[name], errors[name] = usual, width
        if told is not None and name in told.values:
            own, error = told.values[name], told.errors[name]
            share = width**2 / (width**2 + error**2)
            values[name] = share * own + (1.0 - share) * usual
            errors[name] = float(np.sqrt(share) * error)
            own_share = share if name == "lumbar_flexion_deg" else own_share
    if told is None or own_share < _ENOUGH_OWN:
        return Neutral("population", None, None, values, errors, reason)
    return replace(_of_moments(told), values=values, errors=errors)


def still_neutral(poses: PoseSequence, raw: Signals, *, posture: Posture = "standing") -> Neutral:
    """Find the person's neutral in a still moment only.

    Still means that shoulder, hip and, where seen, knee hardly move, or failing that shoulder and
    hip; standing means trunk upright, hips and knees near straight, arms down if they are seen.
    For ``posture`` "sitting" the hips are bent instead, for "kneeling" the knees, and "lying" is
    on the back. The neutral is the median of each raw signal over the first such second (up to
    three). Source is "none", with a reason, when there is no such moment.
    """
    posed = _in_posture(raw, LIMITS[posture], MAY_BE_UNSEEN[posture])
    for limits in (STILL, _STILL_BEHIND_A_WEIGHT):
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
    start_s, end_s = float(times[0]), float(times[-1])
    return Neutral(
        "clip",
        start_s,
        end_s,
        values,
        errors,
        moments=(Moment(start_s, end_s),),
        picture_s=float(times[len(times) // 2]),
    )


def _still(poses: PoseSequence, limits: Mapping[str, float]) -> NDArray[np.bool_]:
    """(T,) whether each of these points moves less than its limit in trunk lengths a second."""
    if len(poses) < 2:
        return np.zeros(len(poses), dtype=bool)
    found = speeds(poses, limits)
    seen = np.isfinite(found["shoulder"]) & np.isfinite(found["hip"])
    moving = [found[name] > limit for name, limit in limits.items()]
    return np.asarray(seen & ~np.any(moving, axis=0))


def _fastest(poses: PoseSequence) -> Floats:
    """(T,) speed of shoulder or hip, whichever is faster, trunk lengths a second; NaN if unseen."""
    found = speeds(poses, ("shoulder", "hip"))
    return np.maximum(found["shoulder"], found["hip"])


def speeds(poses: PoseSequence, names: Iterable[str]) -> dict[str, Floats]:
    """Return (T,) how fast each of these body points moves, trunk lengths a second; NaN unseen."""
    body = side_body(poses)
    return {name: _speed(body.points[name], poses.time_s) / body.trunk_px for name in names}


def _speed(point: Floats, time_s: Floats) -> Floats:
    """(T,) pixels a second over about a fifth of a second, so that jitter is not motion."""
    step = max(1, round(0.1 / float(np.median(np.diff(time_s)))))
    last = len(time_s) - 1
    before = np.clip(np.arange(len(time_s)) - step, 0, last)
    after = np.clip(np.arange(len(time_s)) + step, 0, last)
    moved = point[after] - point[before]
    return np.hypot(moved[:, 0], moved[:, 1]) / (time_s[after] - time_s[before])


def _in_posture(raw: Signals, limits: Limits, may_be_unseen: tuple[str, ...]) -> NDArray[np.bool_]:
    fits = np.ones(len(raw.time_s), dtype=bool)
    for name, (low, high) in limits.items():
        values = raw[name].values
        inside = (values >= low) & (values <= high)
        if name in may_be_unseen:
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
            f"The person is not seen {_SEEN_AS[posture]} from the side: "
            f"begin the clip {posture} for two seconds."
        )
    if not (still & posed).any():
        return (
            f"There is no still {posture} moment: begin the clip {posture} still for two seconds."
        )
    return (
        f"The still {posture} moment is too short: begin the clip {posture} still for two seconds."
    )
