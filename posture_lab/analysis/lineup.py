"""Who is in a clip at its start, so that somebody can say whom to follow."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from posture_lab.pose.lookout import Lookout
from posture_lab.pose.model import find_model
from posture_lab.pose.person import Person
from posture_lab.pose.subject import SubjectChoice, largest_and_most_central
from posture_lab.video.limits import ClipLimits
from posture_lab.video.reader import ClipReader

LOOK_EVERY_S: Final = 0.5
LOOK_UNTIL_S: Final = 1.0
"""Later would cost a picked person the quiet standing at the start, their own neutral."""


@dataclass(frozen=True, slots=True)
class Lineup:
    """One picture of a clip and the people in it.

    Attributes
    ----------
    time_s : when it was, seconds from the clip's first frame.
    image : (H, W, 3) RGB as read.
    scale : ``image`` pixels per picture pixel.
    people : everybody found, in ``image`` pixels, from left to right; empty for nobody.
    usual : index of the person who is followed when nobody is picked: the largest and most
        central; None where nobody is found.
    """

    time_s: float
    image: NDArray[np.uint8]
    scale: float
    people: tuple[Person, ...]
    usual: int | None

    def choice(self, index: int) -> SubjectChoice:
        """Return the choice that makes an analysis follow person ``index``."""
        x, y = self.people[index].centre_px / self.scale
        return SubjectChoice(time_s=self.time_s, point_px=(float(x), float(y)))


def find_lineup(
    clip: Path, *, model: Path | None = None, limits: ClipLimits | None = None
) -> Lineup | None:
    """Look for people in the first second of a clip.

    Returns
    -------
    The first picture with more than one person; else the first one looked at; None if the clip
    gives no picture.

    Raises
    ------
    ClipError
        If the clip cannot be read or is outside the limits.
    ModelError
        If the pose model cannot be used.
    """
    first = None
    with (
        ClipReader(clip, sample_fps=1 / LOOK_EVERY_S, limits=limits) as reader,
        Lookout(find_model(model)) as lookout,
    ):
        for frame in reader:
            if frame.time_s > LOOK_UNTIL_S + 1e-6:
                break
            people = sorted(lookout.look(frame.image), key=lambda person: person.centre_px[0])
            height, width = frame.image.shape[:2]
            subject = largest_and_most_central(people, width, height)
            lineup = Lineup(
                time_s=frame.time_s,
                image=frame.image,
                scale=frame.scale,
                people=tuple(people),
                usual=next((i for i, person in enumerate(people) if person is subject), None),
            )
            if len(people) > 1:
                return lineup
            first = first or lineup
    return first
