"""What else there is to know beside a result: remarks, and stretches that were not judged."""

from typing import Final

from posture_lab.analysis.circumstances import ClipPart
from posture_lab.analysis.result import Analysis
from posture_lab.metrics.signals.clothing import LOOSE
from posture_lab.telling.numbers import stretch
from posture_lab.telling.results import results_of

_SEEN: Final = {
    "side": "from the side",
    "oblique": "at an angle",
    "front": "from the front or behind",
    "unknown": "not clearly enough to tell from where",
}


VIEWS_TOLD: Final = "not_a_side_view"
"""Code of the remark that names the stretches that are not side views."""


def notes_of(analysis: Analysis) -> tuple[str, ...]:
    """Return what there is to know, a sentence each, in order of importance and each once.

    What was said as the reason already is left out.
    """
    told = [remark.text for remark in analysis.remarks]
    views_told = any(remark.code == VIEWS_TOLD for remark in analysis.remarks)
    told += part_notes(analysis.parts, with_views=not views_told)
    told += analysis.clip.warnings
    if analysis.poses is not None:
        told += analysis.poses.provenance.warnings
    if analysis.clothing == "loose":
        told.append(LOOSE)
    if analysis.movement.reason:
        told.append(analysis.movement.reason)
    said = {analysis.summary.reason}
    said |= {result.judgement.reason for result in results_of(analysis)}
    return tuple(note for note in dict.fromkeys(told) if note not in said)


def part_notes(parts: tuple[ClipPart, ...], *, with_views: bool = True) -> list[str]:
    """Return a sentence for every stretch that is not a side view of the person analysed.

    Without ``with_views`` only those in which it is not that person.
    """
    return [words for part in parts if (words := _part(part, with_views)) is not None]


def _part(part: ClipPart, with_views: bool) -> str | None:
    when = stretch(part.start_s, part.end_s)
    if part.person is None:
        return f"From {when} nobody is followed."
    if part.person != 1:
        return f"From {when} somebody else is in the picture: not measured."
    if part.view == "side" or not with_views:
        return None
    return f"From {when} the camera sees you {_SEEN[part.view]}: form is not judged there."
