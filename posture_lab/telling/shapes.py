"""The shapes neutral, hinge and brace in words, with a score only where there is one."""

from collections.abc import Mapping, Sequence
from typing import Final

from posture_lab.analysis.result import Analysis
from posture_lab.figures import figure
from posture_lab.metrics.judging.shapes import ShapeInterval, ShapeName
from posture_lab.telling.postures import at_rest, posture_of
from posture_lab.telling.results import is_scored, results_of

_SEEN: Final[Mapping[ShapeName, str]] = {
    "hinge": "hips bend more than the knees",
    "brace": "back quiet while the limbs move: an estimate",
}


def shape_score(shape: ShapeInterval, analysis: Analysis) -> float | None:
    """Return how well a shape was held, 0 to 100; None where that could not be seen.

    Beside repetitions without a score a shape has none either: it would be taken for theirs.
    Nor has rest in a posture that was its own neutral; earlier versions gave it full marks.
    """
    if results_of(analysis) and not is_scored(analysis):
        return None
    held = analysis.holds and not analysis.reps
    if shape.shape == "neutral" and held and analysis.neutral.source != "calibration":
        return None
    return shape.score


def shape_title(name: ShapeName, analysis: Analysis) -> str:
    """Return what a shape is called: who sits or lies is "sitting at rest", not "neutral"."""
    posture = posture_of(analysis)
    upright = posture in ("standing", None)
    return at_rest(posture) if name == "neutral" and not upright else name


def shape_meaning(name: ShapeName, analysis: Analysis) -> str:
    """Return what is seen of a shape, for whoever does not know its name."""
    return (
        f"{at_rest(posture_of(analysis))}, near the neutral" if name == "neutral" else _SEEN[name]
    )


def shapes_words(analysis: Analysis) -> str:
    """Return how long each shape was held altogether, with its mean score over that time."""
    words = []
    for name in dict.fromkeys(shape.shape for shape in analysis.shapes):
        found = [shape for shape in analysis.shapes if shape.shape == name]
        seconds = sum(shape.end_s - shape.start_s for shape in found)
        told = f"{shape_title(name, analysis)} {figure(seconds, 1)} s"
        score = _mean(found, analysis)
        if score is not None:
            estimate = ", an estimate" if found[0].is_estimate else ""
            told += f" ({figure(score)} of 100{estimate})"
        words.append(told)
    return ", ".join(words)


def _mean(found: Sequence[ShapeInterval], analysis: Analysis) -> float | None:
    """Mean score over the time of those that have one; None when none has."""
    scored = [(shape.end_s - shape.start_s, shape_score(shape, analysis)) for shape in found]
    known = [(seconds, score) for seconds, score in scored if score is not None]
    total = sum(seconds for seconds, _ in known)
    return sum(seconds * score for seconds, score in known) / total if total > 0 else None
