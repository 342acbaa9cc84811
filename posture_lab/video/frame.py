"""One picture of a clip with its true time."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Frame:
    """One upright picture with square pixels.

    Attributes
    ----------
    time_s : seconds from the clip's first frame, from the container's own timestamps.
    image : (H, W, 3) RGB, 0 to 255, C-contiguous, rotated upright, pixel aspect respected.
    scale : image pixels per picture pixel; 1.0 unless the reader shrank a very large picture.
        A point at ``xy`` in ``image`` lies at ``xy / scale`` in the clip's picture.
    index : number of this frame among all frames of the clip, from 0, counting also those that
        were not sampled.
    """

    time_s: float
    image: NDArray[np.uint8]
    scale: float
    index: int
