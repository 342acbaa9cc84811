"""Why neither a repetition nor a hold was found."""

from typing import Final

import numpy as np

from posture_lab.analysis.measured import Measured
from posture_lab.metrics.counting.repetition import PartialRepetition
from posture_lab.metrics.judging.recognise import MovementChoice
from posture_lab.metrics.signals.in_view import why_missing
from posture_lab.movements.record import Movement

_MOSTLY: Final = 0.5


def why_nothing(
    measured: Measured,
    movement: Movement | None,
    choice: MovementChoice,
    partial_reps: tuple[PartialRepetition, ...],
) -> str | None:
    """Return the reason in one sentence; None where there is no better one than the choice's."""
    name = "trunk_inclination_deg"
    if movement is not None and movement.drive is not None:
        name = movement.drive.signal
    if len(measured.signals.time_s) < 2:
        return "The clip is a single picture; a movement needs a clip of a few seconds."
    unseen = ~np.isfinite(measured.signals[name].values)
    if unseen.mean() > _MOSTLY:
        return _why_unseen(measured, name)
    if movement is None:
        return choice.reason
    if movement.kind == "hold":
        return "No still moment was seen; hold the posture for a few seconds."
    if partial_reps:
        return f"No repetition was completed. The first one begun: {partial_reps[0].reason}"
    return (
        f"No full repetition of {movement.title.lower()} was seen; "
        "film two or more, and keep still for a second before the first."
    )


def _why_unseen(measured: Measured, signal: str) -> str | None:
    left_out = measured.sight.somebody.mean() < _MOSTLY
    if left_out and measured.notes:  # e.g. others came too near
        return measured.notes[-1]
    return why_missing(measured.sight, signal)
