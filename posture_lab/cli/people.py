"""Whom to follow, by number: the same people in the same order as in the app."""

from dataclasses import replace
from pathlib import Path

from posture_lab.analysis.lineup import Lineup, find_lineup
from posture_lab.analysis.options import AnalysisOptions
from posture_lab.cli.terminal import standard_output
from posture_lab.errors import ClipError


def list_people(clip: Path, options: AnalysisOptions) -> None:
    """Print who is in the clip, a line each.

    Raises
    ------
    ClipError
        If the clip cannot be read, or nobody is found.
    """
    lineup = _lineup(clip, options)
    with standard_output():
        for number, one in enumerate(lineup.people, start=1):
            who = one.choice()
            x, y = who.point_px
            usual = "  (followed if you do not say)" if number - 1 == lineup.usual else ""
            print(f"{number}  {x:.0f},{y:.0f}@{who.time_s:.2f}{usual}")


def with_person(clip: Path, options: AnalysisOptions, number: int) -> AnalysisOptions:
    """Return the options that follow the person of this number, from 1 on.

    Raises
    ------
    ClipError
        If the clip cannot be read, or does not show so many people.
    """
    lineup = _lineup(clip, options)
    if number > len(lineup.people):
        found = len(lineup.people)
        raise ClipError(
            f"In {clip.name} {found} {'person' if found == 1 else 'people'} can be told apart, so "
            f"there is no number {number}; '--subject list' shows them."
        )
    return replace(options, subject=lineup.choice(number - 1))


def _lineup(clip: Path, options: AnalysisOptions) -> Lineup:
    lineup = find_lineup(clip, model=options.model, limits=options.limits)
    if not lineup.people:
        raise ClipError(
            f"Nobody can be made out in {clip.name} at first sight; analyse it without --subject, "
            "which looks longer."
        )
    return lineup
