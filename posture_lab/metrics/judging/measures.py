"""Measures of a repetition or a hold: those that a movement names, and why one is missing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from posture_lab.metrics.counting.repetition import Repetition
from posture_lab.metrics.judging.judgement import Measure
from posture_lab.metrics.judging.recipes import HOLD_MEASURES, NOT_SEEN, REPETITION_MEASURES, Found
from posture_lab.metrics.judging.span import RepetitionSpan, read_series
from posture_lab.metrics.signals.context import WHY_UNSEEN
from posture_lab.metrics.signals.neutral import Neutral
from posture_lab.metrics.signals.signal import Signals
from posture_lab.metrics.signals.spec import RELATIVE_SIGNALS
from posture_lab.movements.record import Movement

WhyMissing = Callable[[str, float, float], str | None]
"""(signal name, start_s, end_s) to a sentence that says why the signal was not seen."""

STAND_S: Final = 0.6
"""How much of the standing after a repetition is looked at."""

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
        found: Found = NOT_SEEN if absent else recipe.function(span)
        if isinstance(found, Measure) and np.isfinite(found.value) and np.isfinite(found.error):
            findings.measures[name] = found
            continue
        reason = found if isinstance(found, str) else NOT_SEEN
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
        findings.missing[name] = told or NOT_SEEN
    return findings


def _why(signal: str, span: RepetitionSpan, why_missing: WhyMissing | None) -> str | None:
    """Better words for why a signal was not seen, None if there are none."""
    if signal in WHY_UNSEEN:
        return WHY_UNSEEN[signal]
    return None if why_missing is None else why_missing(signal, span.start_s, span.end_s)
