"""The shapes neutral, hinge and brace in words, with a score only where there is one."""

from collections.abc import Sequence

from posture_lab.analysis.result import Analysis
from posture_lab.metrics.shapes import ShapeInterval
from posture_lab.telling.results import is_scored, results_of


def shape_score(shape: ShapeInterval, analysis: Analysis) -> float | None:
    """Return how well a shape was held, 0 to 100; None where that could not be seen.

    Beside repetitions without a score a shape has none either: it would be taken for theirs.
    """
    if results_of(analysis) and not is_scored(analysis):
        return None
    return shape.score


def shapes_words(analysis: Analysis) -> str:
    """Return how long each shape was held altogether, with its mean score over that time."""
    words = []
    for name in dict.fromkeys(shape.shape for shape in analysis.shapes):
        found = [shape for shape in analysis.shapes if shape.shape == name]
        seconds = sum(shape.end_s - shape.start_s for shape in found)
        told = f"{name} {seconds:.1f} s"
        score = _mean(found, analysis)
        if score is not None:
            estimate = ", an estimate" if found[0].is_estimate else ""
            told += f" ({score:.0f} of 100{estimate})"
        words.append(told)
    return ", ".join(words)


def _mean(found: Sequence[ShapeInterval], analysis: Analysis) -> float | None:
    """Mean score over the time of those that have one; None when none has."""
    scored = [(shape.end_s - shape.start_s, shape_score(shape, analysis)) for shape in found]
    known = [(seconds, score) for seconds, score in scored if score is not None]
    total = sum(seconds for seconds, _ in known)
    return sum(seconds * score for seconds, score in known) / total if total > 0 else None
