"""Whether a bend that was under way when the person was first seen is a repetition all the same."""

from dataclasses import replace
from typing import Final

from posture_lab.metrics.fullness import companion_moved, why_partial
from posture_lab.metrics.repetition import NO_START
from posture_lab.metrics.track import Bend
from posture_lab.movements.record import RepetitionDrive

LATE_SHARE: Final = 0.5
"""A bend seen only from this share of it on was seen first at the bottom, or on its way up."""


def why_not_whole(bend: Bend, drive: RepetitionDrive, least_excursion: float) -> str | None:
    """What a bend lacks whose beginning was not seen, None if it counts.

    Only a movement that may start at the floor has whole repetitions of this kind: the way up from
    there. It takes half as long as down and up, and whoever is down there bends over a weight:
    somebody who gets up from a chair sits upright first. The hands may be hidden by the weight.
    """
    seen_late = bend.began_above > LATE_SHARE * bend.excursion
    lean = bend.companion_first if seen_late else bend.companion_rise
    if "floor" not in drive.starts or not lean >= drive.companion_min:  # NaN: not seen
        return NO_START
    if not companion_moved(bend, drive):
        return NO_START
    one_way = replace(drive, min_duration_s=drive.min_duration_s / 2)
    return why_partial(bend, one_way, least_excursion)
