"""An analysis of a live set with its times counted from the set's own beginning."""

from dataclasses import replace
from typing import Final, TypeVar

from posture_lab.analysis.circumstances import ClipPart
from posture_lab.analysis.result import Analysis, HoldResult, RepetitionResult
from posture_lab.metrics.counting.repetition import PartialRepetition
from posture_lab.metrics.judging.shapes import ShapeInterval
from posture_lab.metrics.signals.neutral import Moment, Neutral
from posture_lab.telling.results import is_live

_TIMES: Final = ("start_s", "turn_s", "end_s", "picture_s")
Window = TypeVar(
    "Window",
    RepetitionResult,
    PartialRepetition,
    HoldResult,
    ShapeInterval,
    Neutral,
    Moment,
    ClipPart,
)


def from_its_start(analysis: Analysis) -> Analysis:
    """Return ``analysis`` with the times of a live set counted from its first moment.

    In it they are seconds since the page's first camera frame, minutes before perhaps. The
    analysis of a clip is returned as it is.
    """
    if not is_live(analysis):
        return analysis
    zero_s = _first_s(analysis)
    signals = analysis.signals
    return replace(
        analysis,
        signals=None if signals is None else replace(signals, time_s=signals.time_s - zero_s),
        neutral=replace(
            _earlier(analysis.neutral, zero_s),
            moments=tuple(_earlier(moment, zero_s) for moment in analysis.neutral.moments),
        ),
        reps=tuple(_earlier(rep, zero_s) for rep in analysis.reps),
        partial_reps=tuple(_earlier(rep, zero_s) for rep in analysis.partial_reps),
        holds=tuple(_earlier(hold, zero_s) for hold in analysis.holds),
        shapes=tuple(_earlier(shape, zero_s) for shape in analysis.shapes),
        parts=tuple(_earlier(part, zero_s) for part in analysis.parts),
    )


def _first_s(analysis: Analysis) -> float:
    if analysis.signals is not None and len(analysis.signals.time_s):
        return float(analysis.signals.time_s[0])
    return min((start_s for start_s, _ in windows(analysis)), default=0.0)


def windows(analysis: Analysis) -> list[tuple[float, float]]:
    """Return start and end in seconds of all that was found."""
    found = [(rep.start_s, rep.end_s) for rep in analysis.reps]
    found += [(rep.start_s, rep.end_s) for rep in analysis.partial_reps]
    found += [(hold.start_s, hold.end_s) for hold in analysis.holds]
    found += [(part.start_s, part.end_s) for part in analysis.parts]
    return found + [(shape.start_s, shape.end_s) for shape in analysis.shapes]


def _earlier(window: Window, by_s: float) -> Window:
    """The same window ``by_s`` seconds earlier; a time that is not known stays so."""
    times = {name: getattr(window, name, None) for name in _TIMES}
    moved = {name: time_s - by_s for name, time_s in times.items() if time_s is not None}
    return replace(window, **moved)
