"""An Analysis as the plain data that the review component draws."""

import hashlib
import math
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from posture_lab.analysis.result import Analysis, HoldResult, RepetitionResult
from posture_lab.figures import figure
from posture_lab.metrics.counting.reps import PartialRepetition
from posture_lab.metrics.signals.neutral import Moment
from posture_lab.metrics.signals.signal import Signal, Signals
from posture_lab.metrics.signals.spec import SIGNALS
from posture_lab.movements.record import Movement
from posture_lab.telling.criteria import CriterionRow, not_judged, rows_of, rows_over
from posture_lab.telling.cue_words import is_sure, sure_first, to_read, to_say
from posture_lab.telling.headline import headline, without_advice
from posture_lab.telling.neutral_words import moments
from posture_lab.telling.numbers import percent, stretch
from posture_lab.telling.results import Result, has_score, results_of
from posture_lab.telling.score import not_scored, share_judged, without_prefix
from posture_lab.telling.shapes import shape_meaning, shape_score, shape_title
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
    said = headline(analysis)  # once: it looks through every repetition
    return {
        "id": _fingerprint(analysis),
        "video": video_url,
        "name": clip.name,
        "aspect": clip.width_px / max(clip.height_px, 1),
        "duration": clip.duration_s,
        "plot": _plot(analysis.signals, movement),
        "reps": [_repetition(rep, analysis, said) for rep in analysis.reps],
        "holds": [_hold(hold, analysis, said) for hold in analysis.holds],
        "overall": _criteria(rows_over(results_of(analysis))),
        "partials": [_partial(partial) for partial in analysis.partial_reps],
        "shapes": _shapes(analysis),
        "neutral": [_window(moment.start_s, moment.end_s) for moment in _neutral_moments(analysis)],
    }


def _neutral_moments(analysis: Analysis) -> tuple[Moment, ...]:
    own = analysis.neutral.source in ("clip", "between_repetitions")
    return moments(analysis.neutral) if own else ()


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
    unseen = [SIGNALS[name].title for name in signals if signals[name] not in seen]
    shown = _shown_first(seen, movement)
    return {
        "time": _rounded(signals.time_s[::step], 3),
        "signals": [_signal(signal, step, signal.name in shown) for signal in seen],
        "unseen": unseen,
    }


def _shown_first(seen: Sequence[Signal], movement: Movement | None) -> set[str]:
    names = [signal.name for signal in seen]
    wanted = set(FIRST_SHOWN if movement is None else movement.shown_first)
    if movement is not None and movement.drive is not None:
        wanted.add(movement.drive.signal)
    return wanted & set(names) or set(names[:3])


def _signal(signal: Signal, step: int, shown: bool) -> dict[str, Any]:
    spec = SIGNALS[signal.name]
    decimals = _DECIMALS.get(spec.unit, 2)
    return {
        "name": spec.name,
        "title": spec.title,
        "group": _GROUPS.get(spec.unit, spec.unit),
        "suffix": "°" if spec.unit == "deg" else "",
        "decimals": 0 if spec.unit in ("deg", "mm") else 2,
        "values": _rounded(signal.values[::step], decimals),
        "errors": _rounded(signal.error[::step], decimals),
        "shown": shown,
    }


def _rounded(values: NDArray[np.float64], decimals: int) -> list[float | None]:
    return [float(value) if math.isfinite(value) else None for value in np.round(values, decimals)]


def _window(start_s: float, end_s: float) -> dict[str, Any]:
    return {
        "start": round(start_s, 3),
        "end": round(end_s, 3),
        "when": stretch(start_s, end_s),
    }


def _shapes(analysis: Analysis) -> list[dict[str, Any]]:
    """A row for each shape that was seen, in the order in which they are taught."""
    rows = []
    for name in words.SHAPES:
        seen = [interval for interval in analysis.shapes if interval.shape == name]
        scores = [shape_score(interval, analysis) for interval in seen]
        windows = [
            {**_window(i.start_s, i.end_s), "score": None if score is None else round(score)}
            for i, score in zip(seen, scores, strict=True)
        ]
        if seen:
            rows.append(
                {
                    "shape": name,
                    "title": _capitalised(shape_title(name, analysis)),
                    "meaning": shape_meaning(name, analysis),
                    "estimate": seen[0].is_estimate,
                    "windows": windows,
                }
            )
    return rows


def _repetition(rep: RepetitionResult, analysis: Analysis, said: str) -> dict[str, Any]:
    side = f", {rep.side}" if rep.side else ""
    return {
        **_window(rep.start_s, rep.end_s),
        "turn": round(rep.turn_s, 3),
        "label": f"{rep.index}",
        "title": f"Repetition {rep.index}{side}",
        **_judgement(rep, analysis, said),
    }


def _hold(hold: HoldResult, analysis: Analysis, said: str) -> dict[str, Any]:
    side = f", {hold.side}" if hold.side else ""
    return {
        **_window(hold.start_s, hold.end_s),
        "turn": None,
        "label": f"{hold.index}",
        "title": f"Posture {hold.index}{side}",
        **_judgement(hold, analysis, said),
    }


def _partial(partial: PartialRepetition) -> dict[str, Any]:
    return {
        **_window(partial.start_s, partial.end_s),
        "turn": round(partial.turn_s, 3),
        "title": "Not counted",
        "reason": partial.reason,
    }


def _judgement(result: Result, analysis: Analysis, said: str) -> dict[str, Any]:
    judgement = result.judgement
    value = judgement.score
    scored = value is not None and has_score(judgement)
    cues = sure_first(judgement.cues)
    share = percent(share_judged(judgement, analysis.movement.id))
    reason = "" if scored else not_scored(judgement.reason)
    return {
        "score": round(value) if value is not None and scored else None,
        "score_text": f"{figure(value)} of 100" if value is not None and scored else "not scored",
        "judged": f"from {share}" if scored else "",
        "tags": [{"text": to_say(cue), "sure": is_sure(cue)} for cue in cues],
        # What the sentence above everything says already is not said again in every row.
        "reason": "" if _is_said(reason, said) else _capitalised(without_prefix(reason)),
        "advice": [to_read(cue) for cue in cues] or [reason or without_advice([result])],
        "cue_ids": [cue.id for cue in cues],
        "criteria": _criteria(rows_of(judgement)),
    }


def _capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]


def _is_said(reason: str, said: str) -> bool:
    return without_prefix(reason).rstrip(".") in said


def _criteria(rows: Sequence[CriterionRow]) -> dict[str, Any]:
    """What was judged as rows of a table, what was not by reason."""
    return {
        "judged": [
            {
                "title": row.title,
                "found": row.found,
                "target": row.target,
                "points": row.outcome,
                "share": None if row.share is None else round(row.share, 3),
            }
            for row in rows
            if row.reason is None
        ],
        "unjudged": [
            {"titles": ", ".join(titles), "reason": reason}
            for reason, titles in not_judged(rows).items()
        ],
    }
