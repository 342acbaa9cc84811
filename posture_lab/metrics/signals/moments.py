"""Short moments in which somebody nearly stands (or sits), and what they tell of their neutral.

Hardly anybody who films an exercise stands still for a second with the arms hanging: they stop for
a moment between two repetitions, with a bar in the hands, or pass through standing at its top. One
such moment says little; how far it is from quiet standing, and how far several differ, says how
little.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from posture_lab.arrays import Floats
from posture_lab.metrics.judging.certainty import NINE_IN_TEN
from posture_lab.metrics.signals.signal import Signals
from posture_lab.metrics.signals.spec import SIGNAL_NAMES

MIN_MOMENT_S: Final = 0.12
"""Three pictures of a phone: one alone may be wrong."""

FASTEST: Final = 0.5
"""Trunk lengths a second. Through the top of a repetition people come at less; a bend moves the
shoulders at 0.8 and more in its middle."""

_AT_EASE: Final = {"trunk_inclination_deg": 6.0, "hip_flexion_deg": 8.0, "knee_flexion_deg": 10.0}
"""Degrees from straight within which anybody may stand (or from the middle of sitting)."""

_OF_STRAIN: Final[Mapping[str, float]] = {
    "pelvic_tilt_deg": 0.6,
    "lumbar_flexion_deg": 0.25,
    "thoracic_flexion_deg": 0.1,
    "rib_flare_mm": 0.3,
    "hip_shift_legs": 0.004,
}
"""How much of a signal a degree away from standing may be: the low back takes about a quarter of a
bend (Esola et al. 1996, Spine 21:71-78), the pelvis most of it. Other signals 1."""

_OF_ARMS: Final[Mapping[str, float]] = {
    "pelvic_tilt_deg": 0.02,
    "lumbar_flexion_deg": 0.04,
    "thoracic_flexion_deg": 0.06,
    "rib_flare_mm": 0.12,
}
"""The same of a degree by which the arms are raised beyond HANGING_DEG: raising them extends the
spine somewhat (Crosbie et al. 2008, Clin Biomech 23:184-192)."""

HANGING_DEG: Final = (-35.0, 40.0)

_OF_SPEED: Final[Mapping[str, float]] = {"hip_shift_legs": 0.03}
_OF_SPEED_DEG: Final = 5.0
"""What a trunk length a second adds to the error of any signal."""

_UNLIKE: Final = 5.0
_FAST: Final = 0.15
"""Degrees of strain and trunk lengths a second that halve a frame's weight."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the moments say: per signal its value and error (half-width of a 90 % interval).

    ``windows`` are the moments in seconds, ``picture_s`` the frame that shows the posture best.
    """

    values: dict[str, float]
    errors: dict[str, float]
    windows: tuple[tuple[float, float], ...]
    picture_s: float


@dataclass(frozen=True, slots=True)
class _Moment:
    """One moment: per signal its value, the error of what was seen, and what comes on top."""

    value: dict[str, float]
    seen: dict[str, float]
    beside: dict[str, float]


@dataclass(frozen=True, slots=True)
class _Away:
    """How far each frame is from the quiet posture, (T,): degrees of strain, degrees by which the
    arms are raised, speed in trunk lengths a second."""

    strain: Floats
    arms: Floats
    speed: Floats

    @property
    def weight(self) -> Floats:
        """(T,) how much a frame counts, 1 at ease; NaN where it was not seen."""
        return 1.0 / (1.0 + (self.strain / _UNLIKE) ** 2 + (self.speed / _FAST) ** 2)

    def error(self, name: str) -> Floats:
        """(T,) what being away from the posture adds to the error of a signal, in its unit."""
        strain = _OF_STRAIN.get(name, 1.0) * self.strain
        arms = _OF_ARMS.get(name, 0.0) * self.arms
        speed = _OF_SPEED.get(name, _OF_SPEED_DEG) * self.speed
        return np.sqrt(strain**2 + arms**2 + speed**2)


def told_by_moments(
    raw: Signals, speed: Floats, posed: NDArray[np.bool_], centre: Mapping[str, float]
) -> Told | None:
    """Return the neutral that short moments tell, None where there is none.

    Parameters
    ----------
    raw : the clip's signals, not yet relative to a neutral.
    speed : (T,) how fast shoulder and hip move, trunk lengths a second; NaN where not seen.
    posed : (T,) whether the person is near the posture at all.
    centre : signal to where the posture's middle is, degrees; 0 where it is not named.
    """
    runs = _runs(raw.time_s, posed & (speed <= FASTEST))
    if not runs:
        return None
    away = _Away(_strain(raw, centre), _raised(raw), speed)
    weight = away.weight
    moments = [_moment(raw, run, away) for run in runs]
    values, errors = {}, {}
    for name in SIGNAL_NAMES:
        known = [moment for moment in moments if name in moment.value]
        if known:
            values[name], errors[name] = _together(name, known)
    best = max(runs, key=lambda run: float(weight[run].sum()))
    picture = best.start + int(np.argmax(weight[best]))
    windows = tuple((float(raw.time_s[r.start]), float(raw.time_s[r.stop - 1])) for r in runs)
    return Told(values, errors, windows, float(raw.time_s[picture]))


def _runs(time_s: Floats, fits: NDArray[np.bool_]) -> list[slice]:
    labels, _ = ndimage.label(fits)
    found = [run[0] for run in ndimage.find_objects(labels)]
    return [run for run in found if time_s[run.stop - 1] - time_s[run.start] >= MIN_MOMENT_S]


def _strain(raw: Signals, centre: Mapping[str, float]) -> Floats:
    """(T,) degrees by which the body is away from standing at ease; unseen joints do not count."""
    beyond = [
        np.maximum(np.abs(raw[name].values - centre.get(name, 0.0)) - ease, 0.0)
        for name, ease in _AT_EASE.items()
    ]
    strain: Floats = np.sqrt(np.sum(np.nan_to_num(np.stack(beyond)) ** 2, axis=0))
    return strain


def _raised(raw: Signals) -> Floats:
    """(T,) degrees by which the arm is away from hanging; an unseen one hangs."""
    arm = np.nan_to_num(raw["shoulder_flexion_deg"].values)
    low, high = HANGING_DEG
    return np.maximum(np.maximum(low - arm, arm - high), 0.0)


def _moment(raw: Signals, run: slice, away: _Away) -> _Moment:
    value, seen, beside = {}, {}, {}
    for name in SIGNAL_NAMES:
        values, error = raw[name].values[run], raw[name].error[run]
        known = np.isfinite(values)
        if known.mean() < 0.5:
            continue
        share = np.where(known, away.weight[run], 0.0)
        share = share / share.sum()
        value[name] = float(np.dot(share, np.nan_to_num(values)))
        seen[name] = float(np.dot(share, np.nan_to_num(error)))
        beside[name] = float(np.dot(share, away.error(name)[run]))
    return _Moment(value, seen, beside)


def _together(name: str, moments: list[_Moment]) -> tuple[float, float]:
    """Value and error of one signal from all its moments, the quieter ones counting more.

    What was seen errs alike in all of them, being of one body in one outfit; what is beside that
    becomes less, and so does what they differ by.
    """
    values = np.array([moment.value[name] for moment in moments])
    seen = np.array([moment.seen[name] for moment in moments])
    beside = np.array([moment.beside[name] for moment in moments])
    share = 1.0 / (seen**2 + beside**2)
    share /= share.sum()
    value = float(np.dot(share, values))
    spread = float(np.sqrt(np.dot(share, (values - value) ** 2)))
    count = 1.0 / float(np.dot(share, share))
    error = np.sqrt(
        np.dot(share, seen) ** 2
        + (np.dot(share, beside) ** 2 + (NINE_IN_TEN * spread) ** 2) / count
    )
    return value, float(error)
