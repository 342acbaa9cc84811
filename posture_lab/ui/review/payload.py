"""An Analysis as the plain data that the review component draws."""

import hashlib
import math
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from posture_lab.analysis.result import Analysis, HoldResult, RepetitionResult
from posture_lab.export.units import band, with_unit
from posture_lab.metrics.judgement import CriterionResult, Judgement
from posture_lab.metrics.reps import PartialRepetition
from posture_lab.metrics.shapes import ShapeInterval
from posture_lab.metrics.signals import Signal, Signals
from posture_lab.movements.record import Movement
from posture_lab.ui import words
from posture_lab.ui.review.start import from_its_start

MAX_POINTS: Final = 2400
"""Points drawn per signal. A 10-minute clip keeps one every 0.25 s, enough to see every turn."""

FIRST_SHOWN: Final = ("hip_flexion_deg", "knee_flexion_deg", "trunk_inclination_deg")
_GROUPS: Final = {
    "deg": "Angles, degrees",
    "mm": "Rib flare, millimetres",
    "legs": "Hips behind ankles, leg lengths",
}
_DECIMALS: Final = {"deg": 1, "mm": 1, "legs": 3}


def review_payload(
    analysis: Analysis, video_url: str | None, movement: Movement | None
) -> dict[str, Any]:
    """Return everything the component shows, with every text already in words.

    Parameters
    ----------
    analysis : with signals, or the plot stays empty.
    video_url : where the browser finds the annotated clip; None leaves the video out.
    movement : the movement's record, for which signals to show first.

    Returns
    -------
    JSON-ready data; None stands where a value could not be judged.
    """
    analysis = from_its_start(analysis)
    clip = analysis.clip
    return {
        "id": _fingerprint(analysis),
        "video": video_url,
        "name": clip.name,
        "aspect": clip.width_px / max(clip.height_px, 1),
        "duration": clip.duration_s,
        "plot": _plot(analysis.signals, movement),
        "reps": [_repetition(rep) for rep in analysis.reps],
        "holds": [_hold(hold) for hold in analysis.holds],
        "partials": [_partial(partial) for partial in analysis.partial_reps],
        "shapes": _shapes(analysis.shapes),
        "neutral": _window(analysis.neutral.start_s, analysis.neutral.end_s)
        if analysis.neutral.source == "clip"
        else None,
    }


def _fingerprint(analysis: Analysis) -> str:
    """What tells one result from another, also of the same clip."""
    found = (analysis.clip, analysis.movement, analysis.reps, analysis.partial_reps, analysis.holds)
    frames = 0 if analysis.signals is None else len(analysis.signals.time_s)
    return hashlib.sha256(repr((found, frames)).encode()).hexdigest()


def _plot(signals: Signals | None, movement: Movement | None) -> dict[str, Any]:
    if signals is None or not len(signals.time_s):
        return {"time": [], "signals": [], "unseen": []}
    step = math.ceil(len(signals.time_s) / MAX_POINTS)
    seen = [signal for signal in signals.values() if np.isfinite(signal.values).any()]
    unseen = [words.signal_title(name) for name in signals if signals[name] not in seen]
    shown = _shown_first(seen, movement)
    return {
        "time": _rounded(signals.time_s[::step], 3),
        "signals": [_signal(signal, step, signal.name in shown) for signal in seen],
        "unseen": unseen,
    }


def _shown_first(seen: Sequence[Signal], movement: Movement | None) -> set[str]:
    names = [signal.name for signal in seen]
    wanted = set(FIRST_SHOWN)
    if movement is not None and movement.drive is not None:
        wanted.add(movement.drive.signal)
    return wanted & set(names) or set(names[:3])


def _signal(signal: Signal, step: int, shown: bool) -> dict[str, Any]:
    decimals = _DECIMALS.get(signal.unit, 2)
    return {
        "name": signal.name,
        "title": words.signal_title(signal.name),
        "group": _GROUPS.get(signal.unit, signal.unit),
        "suffix": "°" if signal.unit == "deg" else "",
        "decimals": 0 if signal.unit in ("deg", "mm") else 2,
        "values": _rounded(signal.values[::step], decimals),
        "errors": _rounded(signal.error[::step], decimals),
        "shown": shown,
    }


def _rounded(values: NDArray[np.float64], decimals: int) -> list[float | None]:
    return [float(value) if math.isfinite(value) else None for value in np.round(values, decimals)]


def _window(start_s: float | None, end_s: float | None) -> dict[str, Any] | None:
    if start_s is None or end_s is None:
        return None
    return {
        "start": round(start_s, 3),
        "end": round(end_s, 3),
        "when": f"{words.clock(start_s)} to {words.clock(end_s)}",
    }


def _shapes(shapes: Sequence[ShapeInterval]) -> list[dict[str, Any]]:
    """A row for each shape that was seen, in the order in which they are taught."""
    rows = []
    for name, (title, meaning) in words.SHAPES.items():
        seen = [interval for interval in shapes if interval.shape == name]
        if seen:
            windows = [
                {**(_window(i.start_s, i.end_s) or {}), "score": round(i.score)} for i in seen
            ]
            rows.append(
                {
                    "shape": name,
                    "title": title,
                    "meaning": meaning,
                    "estimate": seen[0].is_estimate,
                    "windows": windows,
                }
            )
    return rows


def _repetition(rep: RepetitionResult) -> dict[str, Any]:
    return {
        **(_window(rep.start_s, rep.end_s) or {}),
        "turn": round(rep.turn_s, 3),
        "label": f"{rep.index}",
        "title": f"Repetition {rep.index}",
        **_judgement(rep.judgement),
    }


def _hold(hold: HoldResult) -> dict[str, Any]:
    return {
        **(_window(hold.start_s, hold.end_s) or {}),
        "turn": None,
        "label": f"{hold.index}",
        "title": f"Posture {hold.index}",
        **_judgement(hold.judgement),
    }


def _partial(partial: PartialRepetition) -> dict[str, Any]:
    return {
        **(_window(partial.start_s, partial.end_s) or {}),
        "turn": round(partial.turn_s, 3),
        "title": "Not counted",
        "reason": partial.reason,
    }


def _judgement(judgement: Judgement) -> dict[str, Any]:
    value = judgement.score
    return {
        "score": round(value) if value is not None and math.isfinite(value) else None,
        "score_text": words.score(judgement),
        "advice": words.advice(judgement),
        "cue_ids": [cue.id for cue in judgement.cues],
        "criteria": [_criterion(criterion) for criterion in judgement.criteria],
    }


def _criterion(criterion: CriterionResult) -> dict[str, Any]:
    given, most = criterion.points, criterion.max_points
    return {
        "title": criterion.title,
        "found": with_unit(criterion.measure, criterion.value, criterion.error),
        "target": band(criterion.measure, criterion.low, criterion.high),
        "points": words.points(criterion),
        "share": None if given is None or most <= 0 else round(given / most, 3),
        "reason": criterion.reason,
    }
