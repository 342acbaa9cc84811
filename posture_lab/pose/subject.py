"""Which person in the clip is the subject."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SubjectChoice:
    """The person the user picked, by a point on them at one moment.

    Attributes
    ----------
    time_s : when the point was picked, seconds from the clip's first frame; frames before it are
        not analysed.
    point_px : (x, y) in picture pixels.
    """

    time_s: float
    point_px: tuple[float, float]
