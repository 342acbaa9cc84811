"""Measures: one number each over a repetition or a hold, with its error.

Every measure is a small function in a registry; movement records name it by id, which ends in its
unit. A function returns a Measure, or the reason in words why there is none.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from posture_lab.metrics.context import SOLE_PITCH, WHY_UNSEEN
from posture_lab.metrics.judgement import Measure
from posture_lab.metrics.neutral import RELATIVE_SIGNALS, Neutral
from posture_lab.metrics.repetition import Repetition
from posture_lab.metrics.signals import Signals
from posture_lab.metrics.smoothness import spectral_arc_length
from posture_lab.metrics.span import GRID_HZ, RepetitionSpan, read_series
from posture_lab.movements.record import Movement

Found = Measure | str
"""A measure, or why there is none."""

WhyMissing = Callable[[str, float, float], str | None]
"""(signal name, start_s, end_s) to a sentence that says why the signal was not seen."""

STAND_S: Final = 0.6
"""How much of the standing after a repetition is looked at."""

RATIO_CAP: Final = 10.0
"""With nearly straight knees the hip-to-knee ratio means no more than "many times"."""

_ALMOST_STILL: Final = 0.03
"""Within this share of the extreme a movement has ended its way there."""

_SLOW_ENDS: Final = 0.2
"""Share of a way there or back that lies before its start or after its end, hardly moving."""

_NOT_SEEN: Final = "It was not seen clearly enough at that time."
_OWN_CLIP_NEUTRAL: Final = (
    "It is compared with the person's own neutral, which was taken from these same frames: "
    "give a calibrated neutral to judge it."
)


@dataclass(frozen=True, slots=True)
class Findings:
    """The measures of one repetition or hold by id, and for each missing one the reason."""

    measures: dict[str, Measure] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)


def measure_repetition(
    signals: Signals,
    repetition: Repetition,
    movement: Movement,
    *,
    neutral: Neutral | None = None,
    next_start_s: float | None = None,
    why_missing: WhyMissing | None = None,
) -> Findings:
    """Compute every measure that ``movement`` names over one repetition.

    ``neutral`` is what relative signals count from; it also stands for the start pose of a
    repetition that neither begins nor ends in it. ``next_start_s``, the start of the following
    repetition, ends the look at the standing after this one. ``why_missing`` supplies better words
    for a signal that was not seen.
    """
    if movement.drive is None:
        raise ValueError(f"{movement.id} has no repetitions to measure")
    stand_until = repetition.end_s + STAND_S
    if next_start_s is not None:
        stand_until = min(stand_until, next_start_s)
    stand_until = max(min(stand_until, float(signals.time_s[-1])), repetition.end_s)
    span = RepetitionSpan(
        signals,
        signals.time_s,
        repetition.start_s,
        repetition.turn_s,
        repetition.end_s,
        stand_until,
        movement.drive.signal,
        _rest(neutral),
    )
    findings = Findings()
    for name in movement.measures:
        recipe = REPETITION_MEASURES[name]
        absent = [signal for signal in recipe.signals if signal not in signals]
        found: Found = _NOT_SEEN if absent else recipe.function(span)
        if isinstance(found, Measure) and np.isfinite(found.value) and np.isfinite(found.error):
            findings.measures[name] = found
            continue
        reason = found if isinstance(found, str) else _NOT_SEEN
        told = (_why(signal, span, why_missing) for signal in recipe.signals)
        reason = next((words for words in told if words), reason)
        findings.missing[name] = reason
    return findings


def _rest(neutral: Neutral | None) -> dict[str, Measure]:
    """The neutral as measures; signals that count from it are 0 there, and know its error."""
    if neutral is None:
        return {}
    return {
        name: Measure(0.0, 0.0) if name in RELATIVE_SIGNALS else Measure(value, error)
        for name, value in neutral.values.items()
        if np.isfinite(error := neutral.errors.get(name, np.nan))
    }


def measure_hold(
    signals: Signals,
    start_s: float,
    end_s: float,
    movement: Movement,
    *,
    neutral: Neutral | None = None,
    why_missing: WhyMissing | None = None,
) -> Findings:
    """Compute every measure that ``movement`` names over a held posture.

    Signals that are relative to the person's neutral say nothing when that neutral was taken
    from the same clip; they are then missing, with that reason.
    """
    findings = Findings()
    for name in movement.measures:
        signal = HOLD_MEASURES[name]
        if signal in RELATIVE_SIGNALS and (neutral is None or neutral.source != "calibration"):
            findings.missing[name] = _OWN_CLIP_NEUTRAL
            continue
        mean = read_series(signals[signal], signals.time_s, start_s, end_s).mean()
        if mean is not None:
            findings.measures[name] = mean
            continue
        told = why_missing(signal, start_s, end_s) if why_missing is not None else None
        findings.missing[name] = told or _NOT_SEEN
    return findings


def _why(signal: str, span: RepetitionSpan, why_missing: WhyMissing | None) -> str | None:
    """Better words for why a signal was not seen, None if there are none."""
    if signal in WHY_UNSEEN:
        return WHY_UNSEEN[signal]
    return None if why_missing is None else why_missing(signal, span.start_s, span.end_s)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a measure is made: the function and the signals it reads."""

    function: Callable[[RepetitionSpan], Found]
    signals: tuple[str, ...]


def _peak(signal: str) -> Recipe:
    return Recipe(lambda span: span.series(signal).extreme() or _NOT_SEEN, (signal,))


def _bottom(signal: str) -> Recipe:
    return Recipe(lambda span: span.at_bottom(signal) or _NOT_SEEN, (signal,))


def _change(signal: str) -> Recipe:
    return Recipe(lambda span: span.change(signal) or _NOT_SEEN, (signal,))


def _change_between(first: str, second: str, sign: float = 1.0) -> Recipe:
    """Change of the difference of two signals."""

    def difference(span: RepetitionSpan) -> Found:
        one, other = span.change(first), span.change(second)
        if one is None or other is None:
            return _NOT_SEEN
        return Measure(sign * (one.value - other.value), float(np.hypot(one.error, other.error)))

    return Recipe(difference, (first, second))


def _beyond_gaze(span: RepetitionSpan) -> Found:
    """How far the head goes beyond level gaze (negative) or beyond the trunk's line (positive).

    Between the two, wherever somebody looks while the trunk leans, it is 0.
    """
    head, trunk = span.change("head_inclination_deg"), span.change("trunk_inclination_deg")
    if head is None or trunk is None:
        return _NOT_SEEN
    level = -max(trunk.value, 0.0)
    off = head.value - float(np.clip(head.value, level, 0.0))
    return Measure(off, head.error if off >= 0 else float(np.hypot(head.error, trunk.error)))


def _hip_to_knee(span: RepetitionSpan) -> Found:
    hip, knee = span.change("hip_flexion_deg"), span.change("knee_flexion_deg")
    if hip is None or knee is None:
        return _NOT_SEEN
    if hip.value <= hip.error:
        return "The hips hardly bend, so there is nothing to compare the knees with."
    bend = max(knee.value, hip.value / RATIO_CAP)
    ratio = hip.value / bend
    relative = np.hypot(hip.error / hip.value, knee.error / bend)
    return Measure(ratio, float(ratio * relative))


def _trunk_to_knee(span: RepetitionSpan) -> Found:
    trunk, knee = span.change("trunk_inclination_deg"), span.change("knee_flexion_deg")
    if trunk is None or knee is None:
        return _NOT_SEEN
    bend = max(knee.value, knee.error)
    ratio = trunk.value / bend
    return Measure(ratio, float(np.hypot(trunk.error, ratio * knee.error) / bend))


def _heel_lift(span: RepetitionSpan) -> Found:
    sole = span.change(SOLE_PITCH)
    return _NOT_SEEN if sole is None else Measure(-sole.value, sole.error)


def _after(signal: str, sign: float) -> Recipe:
    """The extreme of a signal in the standing after the repetition, against that before."""

    def change(span: RepetitionSpan) -> Found:
        if not span.saw_way_back:
            return "The way back up was not seen."
        before = span.standing(signal) if span.saw_way_there else span.rest.get(signal)
        after = span.series(signal, span.end_s, span.stand_until_s).extreme(sign)
        if before is None or after is None:
            return _NOT_SEEN
        return Measure(after.value - before.value, max(before.error, after.error))

    return Recipe(change, (signal,))


def _lean_after(span: RepetitionSpan) -> Found:
    """The furthest backward lean after the repetition: from upright or from the start pose,
    whichever is less. Who stands a little forward may finish upright, who stands a little back
    may finish as they stand."""
    change = _after("trunk_inclination_deg", -1.0).function(span)
    if isinstance(change, str):
        return change
    lean = span.series("trunk_inclination_deg", span.end_s, span.stand_until_s).extreme(-1.0)
    if lean is None:
        return _NOT_SEEN
    return max(change, lean, key=lambda measure: measure.value)


def _lowering(span: RepetitionSpan) -> Found:
    if not span.saw_way_there:
        return "It began at the bottom, so the way down was not seen."
    bottom = span.bottom(_ALMOST_STILL)
    if bottom is None:
        return _NOT_SEEN
    return Measure(bottom[0] - span.start_s, _time_error(span))


def _time_error(span: RepetitionSpan) -> float:
    """Start and turn are found to about 0.05 s, or to a frame in slower clips."""
    return max(0.1, float(np.median(np.diff(span.time_s))))


def _smoothness(span: RepetitionSpan) -> Found:
    """Mean over the way there and the way back; a pause at the bottom does not count."""
    bottom = span.bottom(_ALMOST_STILL)
    if bottom is None:
        return _NOT_SEEN
    there = [(span.start_s, bottom[0])] if span.saw_way_there else []
    back = [(bottom[1], span.end_s)] if span.saw_way_back else []
    found = []
    for start_s, end_s in there + back:
        ends = _SLOW_ENDS * (end_s - start_s)
        series = span.series(span.drive, start_s - ends, end_s + ends)
        if not np.isfinite(series.part(start_s, end_s).values).all():
            return _NOT_SEEN
        speed = np.abs(np.gradient(series.values, series.time_s))
        found.append(spectral_arc_length(np.nan_to_num(speed), GRID_HZ))
    if not found:
        return _NOT_SEEN
    return Measure(float(np.mean(found)), 0.2)


REPETITION_MEASURES: Final[Mapping[str, Recipe]] = {
    "hip_flexion_peak_deg": _peak("hip_flexion_deg"),
    "knee_flexion_peak_deg": _peak("knee_flexion_deg"),
    "trunk_inclination_peak_deg": _peak("trunk_inclination_deg"),
    "shoulder_flexion_peak_deg": _peak("shoulder_flexion_deg"),
    "hip_to_knee_ratio": Recipe(_hip_to_knee, ("hip_flexion_deg", "knee_flexion_deg")),
    "trunk_to_knee_ratio": Recipe(_trunk_to_knee, ("trunk_inclination_deg", "knee_flexion_deg")),
    "hip_travel_legs": _change("hip_shift_legs"),
    "shank_inclination_bottom_deg": _bottom("shank_inclination_deg"),
    "lumbar_flexion_change_deg": _change("lumbar_flexion_deg"),
    "thoracic_flexion_change_deg": _change("thoracic_flexion_deg"),
    "head_inclination_change_deg": _change("head_inclination_deg"),
    "head_beyond_gaze_deg": Recipe(_beyond_gaze, ("head_inclination_deg", "trunk_inclination_deg")),
    "pelvis_to_trunk_change_deg": _change_between("pelvic_tilt_deg", "trunk_inclination_deg"),
    "heel_lift_deg": Recipe(_heel_lift, (SOLE_PITCH,)),
    "rib_flare_change_mm": _change("rib_flare_mm"),
    "trunk_inclination_change_deg": _change("trunk_inclination_deg"),
    "trunk_lean_after_deg": Recipe(_lean_after, ("trunk_inclination_deg",)),
    "hip_flexion_after_deg": _after("hip_flexion_deg", -1.0),
    "side_difference_deg": _bottom("side_difference_deg"),
    "lowering_s": Recipe(_lowering, ()),
    "smoothness_sparc": Recipe(_smoothness, ()),
}
"""Measures over a repetition by id."""

HOLD_MEASURES: Final[Mapping[str, str]] = {
    "trunk_inclination_mean_deg": "trunk_inclination_deg",
    "head_inclination_mean_deg": "head_inclination_deg",
    "pelvic_tilt_mean_deg": "pelvic_tilt_deg",
    "rib_flare_mean_mm": "rib_flare_mm",
    "hip_flexion_mean_deg": "hip_flexion_deg",
    "hip_shift_mean_legs": "hip_shift_legs",
}
"""Measures over a hold by id: the mean of the named signal."""
