"""Whether a bend that was under way when the person was first seen is a repetition all the same."""

from dataclasses import replace
from typing import Final

from posture_lab.metrics.counting.fullness import companion_moved, why_partial
from posture_lab.metrics.counting.repetition import NO_START
from posture_lab.metrics.counting.track import Bend
from posture_lab.movements.record import RepetitionDrive

STEP_LEGS: Final = 0.3
"""A foot that moves by more within a third of a second steps: past the camera by 1, towards it by
half, while ankles on feet that stand waver by less than .1, seldom .2 (real clips)."""

UPRIGHT_SHARE: Final = 0.15
"""A bend that began within this share of where it ends began upright."""

LATE_SHARE: Final = 0.5
"""A bend seen only from this share of it on was seen first at the bottom, or on its way up."""


def why_not_whole(bend: Bend, drive: RepetitionDrive, least_excursion: float) -> str | None:
    """What a bend lacks before which nobody was seen still, None if it counts.

    One that began upright on feet that stay where they are is like any other: somebody who never
    stands still, but has not just walked in. Of those whose beginning was not seen, only a movement
    that may start at the floor has whole ones: the way up from there. It takes half as long as
    down and up, and whoever is down there bends over a weight: somebody who gets up from a chair
    sits upright first. The hands may be hidden by the weight.
    """
    on_the_spot = bend.foot_step < STEP_LEGS  # NaN: not seen
    if on_the_spot and bend.began_above <= UPRIGHT_SHARE * bend.excursion:
        return why_partial(bend, drive, least_excursion)
    seen_late = bend.began_above > LATE_SHARE * bend.excursion
    lean = bend.companion_first if seen_late else bend.companion_rise
    if "floor" not in drive.starts or not lean >= drive.companion_min:  # NaN: not seen
        return NO_START
    if not companion_moved(bend, drive):
        return NO_START
    one_way = replace(drive, min_duration_s=drive.min_duration_s / 2)
    return why_partial(bend, one_way, least_excursion)
