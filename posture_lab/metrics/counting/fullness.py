"""Whether a bend that is over was a full repetition, and if not, why."""

from math import isfinite
from typing import Final

from posture_lab.metrics.counting.repetition import NOT_FAR_ENOUGH, OUT_OF_VIEW, TOO_QUICK
from posture_lab.metrics.counting.track import Bend
from posture_lab.movements.record import RepetitionDrive

QUICKEST_SHARE: Final = 0.3
"""Of the shortest repetition, the way up takes this much at least: in a fifth of a second nobody
stands up, but a picture of another scene shows somebody who stands."""


def why_partial(bend: Bend, drive: RepetitionDrive, least_excursion: float) -> str | None:
    """What a bend that came back lacks to be a full repetition, None if nothing.

    ``least_excursion`` is what the person's other bends ask beside ``drive.min_excursion``.
    """
    if bend.excursion < max(drive.min_excursion, least_excursion):
        return NOT_FAR_ENOUGH if bend.seen_throughout else OUT_OF_VIEW
    if bend.end_s - bend.start_s < drive.min_duration_s:
        return TOO_QUICK
    if bend.end_s - bend.turn_s < QUICKEST_SHARE * drive.min_duration_s:
        return TOO_QUICK
    return None


def worth_telling(bend: Bend, drive: RepetitionDrive) -> bool:
    """Whether an unfinished bend is a partial repetition, not a fidget or a glitch."""
    quick = bend.end_s - bend.start_s < drive.min_duration_s / 2
    far = bend.excursion >= drive.partial_excursion
    return far and not quick and companion_moved(bend, drive)


def companion_moved(bend: Bend, drive: RepetitionDrive) -> bool:
    """Whether the companion signal rose with the bend; unseen, it does not object."""
    if drive.companion is None or not isfinite(bend.companion_rise):
        return True
    share = min(1.0, bend.excursion / drive.min_excursion)
    return bend.companion_rise >= share * drive.companion_min
