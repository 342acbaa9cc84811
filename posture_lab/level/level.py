"""How level the camera is, and what leans in its picture although it is upright."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from posture_lab.level.camera import up_at

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Level:
    """How the camera is held.

    Attributes
    ----------
    roll_deg : degrees by which upright things lean to the right in the middle of the picture.
    pitch_deg : degrees by which the camera looks down.
    focal_heights : focal length in picture heights.
    error_deg : standard error of the lean where the person is: how much it hangs on a quarter of
        the lines, at least what their misfit leaves open.
    """

    roll_deg: float
    pitch_deg: float
    focal_heights: float
    error_deg: float

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
