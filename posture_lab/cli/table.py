"""An analysis on the terminal: one sentence on what to do next, then tables."""

import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from posture_lab.analysis.result import TILTED_DEG, Analysis
from posture_lab.figures import figure
from posture_lab.movements.catalogue import MOVEMENTS
from posture_lab.printable import printable
from posture_lab.telling.advice import advice_for
from posture_lab.telling.criteria import CriterionRow, not_judged, rows_over
from posture_lab.telling.headline import headline
from posture_lab.telling.neutral_words import neutral_words
from posture_lab.telling.notes import notes_of
from posture_lab.telling.numbers import counted, percent, stretch, which
from posture_lab.telling.results import Result, has_score, is_judged, is_scored, results_of
from posture_lab.telling.score import not_scored, set_score, share_judged
from posture_lab.telling.shapes import shapes_words
from posture_lab.telling.values import UNKNOWN

PIPED_WIDTH = 100
"""Columns when the output goes to a file or another program."""


class _Console(Console):
    """A console that leaves it to the command to end when its reader has gone."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError

    def say(self, sentence: str, style: str = "") -> None:
        """Print one line, whatever the names in it hold."""
        self.print(Text(printable(sentence), style=style))


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
    console.say(headline(analysis), style="bold")
    for advice in advice_for(analysis)[1:]:
        console.say(f"- {advice.sentence_with_numbers}")
    for note in notes_of(analysis):
        console.say(f"Note: {note}")
    results = results_of(analysis)
    if results:
        _print_results(console, analysis, results)
    for partial in analysis.partial_reps:
        when = stretch(partial.start_s, partial.end_s)
        console.say(f"Not counted, {when}: {partial.reason}")
    if analysis.shapes:
        console.say(f"Shapes: {shapes_words(analysis)}")
    if results:
        console.say(f"Neutral: {neutral_words(analysis)}")


def _print_facts(console: _Console, analysis: Analysis) -> None:
    clip, view, summary = analysis.clip, analysis.view, analysis.summary
    turned = f", {figure(view.yaw_deg)}° off the side" if view.yaw_deg is not None else ""
    if view.roll_deg is not None and abs(view.roll_deg) >= TILTED_DEG:
        turned += f", camera tilted by {figure(abs(view.roll_deg))}° (allowed for)"
    facing = f", facing {view.facing}" if view.facing else ""
    console.say(f"{clip.name}: {figure(clip.duration_s, 1)} s, {view.kind} view{facing}{turned}")
    movement = analysis.movement
    how = "recognised" if movement.chosen_by == "auto" else "chosen"
    record = MOVEMENTS.get(movement.id or "")
    named = f"{record.title} ({movement.id}, {how})" if record else movement.id
    console.say(f"Movement: {named or 'not recognised'}")
    count = counted(summary.reps, "repetition")
    if summary.partial_reps:
        count += f", {summary.partial_reps} partial (not counted)"
    nothing_seen = summary.verdict == "cannot_judge" and not analysis.partial_reps
    if analysis.reps or not (analysis.holds or nothing_seen):
        console.say(f"Counted: {count}")
    score = set_score(analysis)
    if score is not None:
        console.say(f"Score: {score.text}")


def _print_results(console: _Console, analysis: Analysis, results: Sequence[Result]) -> None:
    console.print(_results_table(analysis, results))
    rows = rows_over(results)
    if is_judged(analysis):
        console.print(_criteria_table(rows, with_points=is_scored(analysis)))
        for reason, titles in not_judged(rows).items():
            console.say(f"Not judged: {', '.join(titles)}. {reason}")
    _print_unscored(console, analysis, results)


def _results_table(analysis: Analysis, results: Sequence[Result]) -> Table:
    """Two lines of columns where many were counted would not be compact: a row each, no words."""
    with_side = any(result.side is not None for result in results)
    scored = is_scored(analysis)
    heads = ["#", "from", "to", *(["side"] if with_side else [])]
    table = Table(*heads, *(["score", "judged"] if scored else []))
    for result in results:
        judgement = result.judgement
        row = [str(result.index), *(f"{figure(at, 1)} s" for at in (result.start_s, result.end_s))]
        if with_side:
            row.append(result.side or UNKNOWN)
        if scored:
            share = percent(share_judged(judgement, analysis.movement.id))
            row += [_score(result), share if has_score(judgement) else UNKNOWN]
        table.add_row(*row)
    return table


def _criteria_table(rows: Sequence[CriterionRow], *, with_points: bool) -> Table:
    last = "points" if with_points else "result"
    table = Table(Column("looked at", no_wrap=True), "found (median)", "target", last)
    for row in rows:
        if row.reason is None:
            table.add_row(row.title, row.found, row.target, row.outcome)
    return table


def _print_unscored(console: _Console, analysis: Analysis, results: Sequence[Result]) -> None:
    """Say why single repetitions have no score, where the sentence above has not said it."""
    if not is_scored(analysis):
        return
    by_reason: dict[str, list[int]] = {}
    for result in results:
        if not has_score(result.judgement):
            by_reason.setdefault(not_scored(result.judgement.reason), []).append(result.index)
    for reason, indices in by_reason.items():
        console.say(f"{which(indices)}: {reason}")


def _score(result: Result) -> str:
    score = result.judgement.score
    return UNKNOWN if score is None or not has_score(result.judgement) else figure(score)
