"""How each measure is made: a small function over one repetition, by the measure's id.

Movement records name a measure by its id, which ends in its unit. A function returns a Measure, or
the reason in words why there is none.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from posture_lab.metrics.judging.judgement import Measure
from posture_lab.metrics.judging.smoothness import spectral_arc_length
from posture_lab.metrics.judging.span import GRID_HZ, RepetitionSpan
from posture_lab.metrics.signals.context import SOLE_PITCH

Found = Measure | str
"""A measure, or why there is none."""


RATIO_CAP: Final = 10.0
"""With nearly straight knees the hip-to-knee ratio means no more than "many times"."""

_ALMOST_STILL: Final = 0.03
"""Within this share of the extreme a movement has ended its way there."""

_NEARLY_STILL: Final = 0.08
"""A little before that; in the usual way there it is passed 0.05 to 0.1 s sooner."""

_SMOOTHNESS_ERROR: Final = 0.3
"""Holds in nine of ten rendered people whom nothing was set on; noise of the pose model makes
movements look less smooth."""

_SLOW_ENDS: Final = 0.2
"""Share of a way there or back that lies before its start or after its end, hardly moving."""

NOT_SEEN: Final = "It was not seen clearly enough at that time."


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a measure is made: the function and the signals it reads."""

    function: Callable[[RepetitionSpan], Found]
    signals: tuple[str, ...]


def _peak(signal: str) -> Recipe:
    return Recipe(lambda span: span.series(signal).extreme() or NOT_SEEN, (signal,))


def _bottom(signal: str) -> Recipe:
    return Recipe(lambda span: span.at_bottom(signal) or NOT_SEEN, (signal,))


def _change(signal: str) -> Recipe:
    return Recipe(lambda span: span.change(signal) or NOT_SEEN, (signal,))


def _change_between(first: str, second: str, sign: float = 1.0) -> Recipe:
    """Change of the difference of two signals."""

    def difference(span: RepetitionSpan) -> Found:
        one, other = span.change(first), span.change(second)
        if one is None or other is None:
            return NOT_SEEN
        return Measure(sign * (one.value - other.value), float(np.hypot(one.error, other.error)))

    return Recipe(difference, (first, second))


def _beyond_gaze(span: RepetitionSpan) -> Found:
    """How far the head goes beyond level gaze (negative) or beyond the trunk's line (positive).

    Between the two, wherever somebody looks while the trunk leans, it is 0.
    """
    head, trunk = span.change("head_inclination_deg"), span.change("trunk_inclination_deg")
    if head is None or trunk is None:
        return NOT_SEEN
    level = -max(trunk.value, 0.0)
    off = head.value - float(np.clip(head.value, level, 0.0))
    return Measure(off, head.error if off >= 0 else float(np.hypot(head.error, trunk.error)))


def _hip_to_knee(span: RepetitionSpan) -> Found:
    hip, knee = span.change("hip_flexion_deg"), span.change("knee_flexion_deg")
    if hip is None or knee is None:
        return NOT_SEEN
    if hip.value <= hip.error:
        return "The hips hardly bend, so there is nothing to compare the knees with."
    bend = max(knee.value, hip.value / RATIO_CAP)
    ratio = hip.value / bend
    relative = np.hypot(hip.error / hip.value, knee.error / bend)
    return Measure(ratio, float(ratio * relative))


def _trunk_to_knee(span: RepetitionSpan) -> Found:
    trunk, knee = span.change("trunk_inclination_deg"), span.change("knee_flexion_deg")
    if trunk is None or knee is None:
        return NOT_SEEN
    bend = max(knee.value, knee.error)
    ratio = trunk.value / bend
    return Measure(ratio, float(np.hypot(trunk.error, ratio * knee.error) / bend))


def _heel_lift(span: RepetitionSpan) -> Found:
    sole = span.change(SOLE_PITCH)
    return NOT_SEEN if sole is None else Measure(-sole.value, sole.error)


def _after(signal: str, sign: float) -> Recipe:
    """The extreme of a signal in the standing after the repetition, against that before."""

    def change(span: RepetitionSpan) -> Found:
        if not span.saw_way_back:
            return "The way back up was not seen."
        before = span.standing(signal) if span.saw_way_there else span.rest.get(signal)
        after = span.series(signal, span.end_s, span.stand_until_s).extreme(sign)
        if before is None or after is None:
            return NOT_SEEN
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
        return NOT_SEEN
    return max(change, lean, key=lambda measure: measure.value)


def _lowering(span: RepetitionSpan) -> Found:
    if not span.saw_way_there:
        return "It began at the bottom, so the way down was not seen."
    bottom = span.bottom(_ALMOST_STILL)
    if bottom is None:
        return NOT_SEEN
    return Measure(bottom[0] - span.start_s, _way_error(span, bottom[0]))


def _way_error(span: RepetitionSpan, arrived_s: float) -> float:
    """How far off the time of the way there may be: 0.1 s, or a frame in slower clips.

    More where it ends so gently that a little further up would be much earlier: a rest that sinks
    on is not the way there.
    """
    sooner = span.bottom(_NEARLY_STILL)
    gentle = 0.0 if sooner is None else arrived_s - sooner[0]
    return max(0.1, float(np.median(np.diff(span.time_s))), gentle)


def _smoothness(span: RepetitionSpan) -> Found:
    """Mean over the way there and the way back; a pause at the bottom does not count."""
    bottom = span.bottom(_ALMOST_STILL)
    if bottom is None:
        return NOT_SEEN
    there = [(span.start_s, bottom[0])] if span.saw_way_there else []
    back = [(bottom[1], span.end_s)] if span.saw_way_back else []
    found = []
    for start_s, end_s in there + back:
        ends = _SLOW_ENDS * (end_s - start_s)
        series = span.series(span.drive, start_s - ends, end_s + ends)
        if not np.isfinite(series.part(start_s, end_s).values).all():
            return NOT_SEEN
        speed = np.abs(np.gradient(series.values, series.time_s))
        found.append(spectral_arc_length(np.nan_to_num(speed), GRID_HZ))
    if not found:
        return NOT_SEEN
    return Measure(float(np.mean(found)), _SMOOTHNESS_ERROR)


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
