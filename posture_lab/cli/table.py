"""An analysis as tables on the terminal."""

import math
import sys
from collections.abc import Iterable, Sequence
from statistics import median

from rich.console import Console
from rich.table import Column, Table

from posture_lab.analysis.result import TILTED_DEG, Analysis, HoldResult, RepetitionResult
from posture_lab.export.units import band, with_unit
from posture_lab.metrics.clothing import LOOSE
from posture_lab.metrics.judgement import CriterionResult
from posture_lab.metrics.shapes import ShapeInterval
from posture_lab.movements.catalogue import MOVEMENTS

PIPED_WIDTH = 100
"""Columns when the output goes to a file or another program."""

Result = RepetitionResult | HoldResult


class _Console(Console):
    """A console that leaves it to the command to end when its reader has gone."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def print_analysis(analysis: Analysis) -> None:
    """Print what was found to standard output."""
    console = _Console(
        file=sys.stdout,
        width=None if sys.stdout.isatty() else PIPED_WIDTH,
        highlight=False,
        markup=False,
        soft_wrap=False,
    )
    _print_facts(console, analysis)
    results: tuple[Result, ...] = (*analysis.reps, *analysis.holds)
    if results:
        console.print(_results_table(results))
        criteria = _by_measure(results)
        if any(item.value is not None for found in criteria.values() for item in found):
            console.print(_criteria_table(criteria))
        _print_unjudged(console, criteria)
    _print_cues(console, results)
    if analysis.shapes:
        console.print(f"Shapes: {_shapes(analysis.shapes)}")
    for warning in _warnings(analysis):
        console.print(f"Note: {warning}")


def _print_facts(console: Console, analysis: Analysis) -> None:
    clip, view, summary = analysis.clip, analysis.view, analysis.summary
    turned = f", {view.yaw_deg:.0f}° off the side" if view.yaw_deg is not None else ""
    if view.roll_deg is not None and abs(view.roll_deg) >= TILTED_DEG:
        turned += f", camera tilted by {abs(view.roll_deg):.0f}° (allowed for)"
    facing = f", facing {view.facing}" if view.facing else ""
    console.print(f"{clip.name}: {clip.duration_s:.1f} s, {view.kind} view{facing}{turned}")
    movement = analysis.movement
    how = "recognised" if movement.chosen_by == "auto" else "chosen"
    named = f"{MOVEMENTS[movement.id].title} ({movement.id}, {how})" if movement.id else ""
    console.print(f"Movement: {named or 'not recognised'}")
    counted = f"{summary.reps} repetition{'s' * (summary.reps != 1)}"
    if summary.partial_reps:
        counted += f", {summary.partial_reps} partial (not counted)"
    nothing_seen = summary.verdict == "cannot_judge" and not analysis.partial_reps
    if analysis.reps or not (analysis.holds or nothing_seen):
        console.print(f"Counted: {counted}")
    if summary.mean_score is not None:
        console.print(f"Score: {_score(summary.mean_score)} of 100")
    if summary.verdict == "cannot_judge":
        console.print(f"Cannot judge: {summary.reason}")
    if analysis.clothing == "loose":
        console.print(LOOSE)


def _results_table(results: Sequence[Result]) -> Table:
    table = Table("#", "from", "to", "score", "what to do next")
    for result in results:
        judgement = result.judgement
        words = "; ".join(cue.say for cue in judgement.cues) or judgement.reason or "–"
        table.add_row(
            str(result.index),
            f"{result.start_s:.1f} s",
            f"{result.end_s:.1f} s",
            _score(judgement.score),
            words,
        )
    return table


def _criteria_table(criteria: dict[str, list[CriterionResult]]) -> Table:
    table = Table(Column("looked at", no_wrap=True), "found (median)", "target", "points")
    for measure, found in criteria.items():
        first = found[0]
        values = _known(item.value for item in found)
        errors = _known(item.error for item in found)
        points = _known(item.points for item in found)
        table.add_row(
            first.title,
            with_unit(measure, median(values), median(errors) if errors else None)
            if values
            else "–",
            band(measure, first.low, first.high),
            f"{sum(points) / len(points):.0f} of {first.max_points:.0f}" if points else "–",
        )
    return table


def _print_unjudged(console: Console, criteria: dict[str, list[CriterionResult]]) -> None:
    titles_by_reason: dict[str, list[str]] = {}
    for found in criteria.values():
        if all(item.points is None for item in found) and found[0].reason:
            titles_by_reason.setdefault(found[0].reason, []).append(found[0].title)
    for reason, titles in titles_by_reason.items():
        console.print(f"Not judged: {', '.join(titles)}. {reason}")


def _by_measure(results: Sequence[Result]) -> dict[str, list[CriterionResult]]:
    """Criteria of all repetitions, grouped by measure in the order of the movement's record."""
    grouped: dict[str, list[CriterionResult]] = {}
    for result in results:
        for criterion in result.judgement.criteria:
            grouped.setdefault(criterion.measure, []).append(criterion)
    return grouped


def _print_cues(console: Console, results: Sequence[Result]) -> None:
    texts = dict.fromkeys(cue.text for result in results for cue in result.judgement.cues)
    for text in texts:
        console.print(f"- {text}")


def _shapes(shapes: Sequence[ShapeInterval]) -> str:
    """How long each shape was held altogether, with its mean score over that time."""
    words = []
    for name in dict.fromkeys(shape.shape for shape in shapes):
        found = [shape for shape in shapes if shape.shape == name]
        seconds = sum(shape.end_s - shape.start_s for shape in found)
        score = sum(shape.score * (shape.end_s - shape.start_s) for shape in found) / seconds
        estimate = ", an estimate" if found[0].is_estimate else ""
        words.append(f"{name} {seconds:.1f} s (score {score:.0f}{estimate})")
    return ", ".join(words)


def _warnings(analysis: Analysis) -> tuple[str, ...]:
    reason = analysis.movement.reason
    told = analysis.summary.reason is not None or reason is None
    return analysis.clip.warnings if told else (*analysis.clip.warnings, str(reason))


def _known(values: Iterable[float | None]) -> list[float]:
    return [value for value in values if value is not None and math.isfinite(value)]


def _score(score: float | None) -> str:
    return "–" if score is None else f"{score:.0f}"
