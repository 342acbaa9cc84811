"""How far from the start pose is away, and how near is back: in shares of what a movement asks."""

from typing import Final

from posture_lab.metrics.counting.track import Track
from posture_lab.movements.record import RepetitionDrive

SETTLE_S: Final = 0.3
"""How long the person stands still in the start pose before anything counts."""


def leaving_rise(drive: RepetitionDrive, usual_excursion: float) -> float:
    """How far above the start pose somebody has left it; ``usual_excursion`` is 0 if unknown."""
    return max(0.25 * drive.min_excursion, 0.2 * usual_excursion)


def return_level(drive: RepetitionDrive, reference: float, peak: float) -> float:
    """The value at which a bend from ``reference`` to ``peak`` has come back three quarters."""
    return reference + max(0.15 * drive.min_excursion, 0.25 * (peak - reference))


def back_band(drive: RepetitionDrive) -> float:
    """Within this much of the start pose somebody is back in it."""
    return 0.06 * drive.min_excursion


def settled(track: Track, drive: RepetitionDrive) -> bool:
    """Whether the signal has been still long enough for a start pose."""
    return track.spread(SETTLE_S) <= 0.2 * drive.min_excursion


def rests(track: Track, drive: RepetitionDrive) -> bool:
    """Whether it has been still for a whole second."""
    return track.spread(1.0) <= 0.15 * drive.min_excursion
