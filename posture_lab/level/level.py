"""How level the camera is, and what leans in its picture although it is upright."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from posture_lab.arrays import Floats
from posture_lab.level.camera import up_at

ROOM_ERROR_DEG: Final = 0.45
"""Standard error that no number of lines takes away: rooms are not built quite upright and square,
and lenses bend lines. In three calibrated cameras in one hall (Pose2Sim's demonstration) the lines
were off by 0.16, 0.64 and 0.45 degrees (root of the mean square 0.46); they stated 0.1 to 0.2."""

_HALF_WIDTH: Final = 1.645
"""Standard errors in half a 90 % interval."""


@dataclass(frozen=True, slots=True)
class Level:
    """How the camera is held.

    Attributes
    ----------
    roll_deg : degrees by which upright things lean to the right in the middle of the picture.
    pitch_deg : degrees by which the camera looks down.
    focal_heights : focal length in picture heights.
    error_deg : standard error of the lean where the person is as far as the lines know: how much it
        hangs on a quarter of them, at least what their misfit leaves open. The networks are
        taught with it.
    """

    roll_deg: float
    pitch_deg: float
    focal_heights: float
    error_deg: float

    @property
    def stated_error_deg(self) -> float:
        """Half-width of the 90 % interval of the lean: what lines cannot know is added."""
        return _HALF_WIDTH * math.hypot(self.error_deg, ROOM_ERROR_DEG)

    def up_lean_deg(self, places_px: Floats, size_px: tuple[int, int]) -> Floats:
        """(...) degrees by which upright things lean to the picture's right at (..., 2) pixels."""
        turned = np.radians([self.roll_deg, self.pitch_deg, 0.0])
        camera = np.append(turned, np.log(self.focal_heights))
        return np.degrees(up_at(camera, in_heights(places_px, size_px)))


def in_heights(places_px: Floats, size_px: tuple[int, int]) -> Floats:
    """(..., 2) pixels in picture heights from the middle of a (width, height) picture."""
    width, height = size_px
    places: Floats = (places_px - np.array([width, height]) / 2) / height
    return places
