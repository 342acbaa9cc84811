"""The movement records written out for people: docs/movements.md is made by this module.

``python -m posture_lab.movements.describe > docs/movements.md``
"""

import sys
from collections.abc import Iterable

from posture_lab.movements.catalogue import MOVEMENTS
from posture_lab.movements.record import Criterion, CueText, Dose, Limit, Movement

_HEAD = """\
# Movements: what is measured, and against what

Made from the records in `posture_lab/movements/` by `python -m posture_lab.movements.describe`.

Each criterion has a measure, a target band, a margin and a weight. Inside the band it gives full
points, a margin outside it none, evenly less in between; the points of all criteria that could be
judged add up to 100. A criterion is not judged when its measure was not seen, or when its error is
larger than the margin and leaves open on which side of a limit it lies. Without an essential
criterion, or with less than 70 % of the weight judged, there is no score at all; what was judged is
listed and cued all the same. A posture held for less than half of a clip has no score either.

A cue is given by the probability that the true value lies beyond the limit, from the measure and
its own error (half-width of a 90 % interval): from 0.9 on as sure, from 0.7 on as "perhaps", in
softer words and after the sure ones. Measures that are known to be read too near to the usual are
set straight first, and their error is widened by as much (docs/results.md).

*Change* is from the start pose to the bottom of the repetition; *bottom* is the time within 15 % of
its extreme; *after* is the standing up to 0.6 s after it; *mean* is over a hold. Angles are
degrees, flexion and forward lean positive. The hip's travel is in leg lengths, backward positive.
Smoothness is the spectral arc length. "Product decision" marks a figure that no study gives.

## How repetitions are counted

One counter works live and on clips. It waits for a third of a second of still standing near the
person's own neutral; a repetition leaves it, reaches the movement's smallest depth and at least
0.6 of the person's own usual one, and comes back three quarters of the way. Pauses on the way and
holds at the bottom change nothing, and nor do sets in which nobody stands still: who comes up out
of a bend and goes down again has been in the start pose, and a first bend that begins upright
counts when the feet stay where they are. Reported apart, as partial, with the reason: what does not
go far enough, is not finished when the recording ends, was under way when it began, is too quick or
takes too long, or is out of view for more than a second. Shorter dropouts are bridged.
In a recording, whoever goes up out of view and comes back into it on the way down within two and a
half seconds, as those who film the top of a lift too closely, has stood in between.
Where the knees are hidden, as behind a bar's plates, an upright trunk tells that the person stands.

Each movement says where it may start. Where that is at the floor, the way up from there to the top
is a whole repetition, with or without a way down before it, and a lowering alone is none. Somebody
who gets up from a chair has not bent over first, and is not counted.

Counting needs less than judging. From the front, from behind or at an angle, where no angle can be
measured, hips, knees and trunk are read coarsely from the pose model's points in space, on both
sides of the body, with 0.6 of the smallest depth: such a repetition is counted, and it is said that
form cannot be judged from there. What lies between two cuts is counted by itself. From the side the
measured angles alone count, wherever they can be read. Live, only the side view counts.

A bend in which the hands go to the floor, clearly lower than in the other bends (or lower in a
clearly deeper one), picks up or sets down a weight and is reported as partial, too. So is a first
bend that takes the trunk to the horizontal (70 degrees), 8 degrees further than the next one,
with knees or depth unlike it: hands may be hidden or rest on the body. Its limits: when every
repetition goes to the floor, all are counted; a weight taken from a box or a rack is an ordinary
repetition. Live, a first bend in which the hands are seen at the floor is counted only when the
next one is over, and any other at once.
"""


_START = {
    "standing": "upright",
    "hang": "upright with a weight in the hands",
    "floor": "bent over a weight on the floor",
}


def describe(movements: Iterable[Movement]) -> str:
    """Write records as Markdown: instructions, counting, criteria with sources, cues."""
    parts = [_HEAD]
    parts += [_movement(record) for record in movements]
    return "\n".join(parts)


def _movement(record: Movement) -> str:
    lines = [f"## {record.title} (`{record.id}`)", "", record.instructions, ""]
    lines += [*_dose(record.dose), *_drive(record), ""]
    lines += ["| criterion | measure | band | margin | weight | source |"]
    lines += ["|---|---|---|---|---|---|"]
    lines += [_row(criterion) for criterion in record.criteria]
    lines += ["", "| cue | when | to read | to say |", "|---|---|---|---|"]
    lines += [row for criterion in record.criteria for row in _cues(criterion)]
    for other in record.lookalikes:
        limits = " and ".join(f"`{limit.measure}` {_range(limit)}" for limit in other.limits)
        lines += ["", f'Remarked with the words "{other.text}" when {limits}. {other.source}']
    return "\n".join([*lines, ""])


def _dose(dose: Dose) -> list[str]:
    parts = []
    if dose.repetitions is not None:
        parts.append(f"{_span(dose.repetitions)} repetitions")
    if dose.sets is not None:
        parts.append(f"{_span(dose.sets)} sets")
    if dose.hold_s is not None:
        parts.append(f"{_span(dose.hold_s)} s")
    if dose.breaths is not None:
        pace = f"{dose.breath.in_s:g} s in, {dose.breath.out_s:g} s out"
        parts.append(f"{_span(dose.breaths)} calm breaths ({pace})")
    if dose.sets is not None:
        parts.append(f"{dose.rest_s:g} s rest between sets")
    return [f"Dose: {', '.join(parts)}. {dose.source}"] if parts else []


def _drive(record: Movement) -> list[str]:
    drive = record.drive
    if drive is None:
        return []
    companion = ""
    if drive.companion is not None:
        companion = f", while `{drive.companion}` rises by {drive.companion_min:g} or more"
    return [
        "",
        f"A repetition is a rise of `{drive.signal}` by {drive.min_excursion:g} or more above the "
        f"start pose and back, in {drive.min_duration_s:g} to {drive.max_duration_s:g} s"
        f"{companion}. From {drive.partial_excursion:g} on it is reported as partial. "
        f"It starts {', or '.join(_START[start] for start in drive.starts)}.",
    ]


def _row(criterion: Criterion) -> str:
    title = criterion.title + (" (essential)" if criterion.essential else "")
    cells = [
        title,
        f"`{criterion.measure}`",
        _range(criterion),
        f"{criterion.margin:g}",
        f"{criterion.weight:g}",
        criterion.source,
    ]
    return f"| {' | '.join(cells)} |"


def _cues(criterion: Criterion) -> list[str]:
    rows = []
    if criterion.cue_below is not None:
        rows.append(_cue(criterion.cue_below, f"`{criterion.measure}` below {criterion.low:g}"))
    if criterion.cue_above is not None:
        rows.append(_cue(criterion.cue_above, f"`{criterion.measure}` above {criterion.high:g}"))
    return rows


def _cue(cue: CueText, when: str) -> str:
    return f"| `{cue.id}` | {when} | {cue.text} | {cue.say} |"


def _range(band: Criterion | Limit) -> str:
    if band.low is not None and band.high is not None:
        return f"{band.low:g} to {band.high:g}"
    return f"{band.high:g} or less" if band.low is None else f"{band.low:g} or more"


def _span(ends: tuple[float, float]) -> str:
    low, high = ends
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


if __name__ == "__main__":
    sys.stdout.write(describe(MOVEMENTS.values()))
