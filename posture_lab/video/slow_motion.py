"""Slow motion that a clip's file declares: by how much its pictures are stored too slow."""

import math
from collections.abc import Mapping
from typing import Final

_CAPTURE_RATES: Final = ("com.android.capture.fps",)
"""What files call the rate at which their pictures were taken. Android writes it into every clip
(`MediaRecorder.setCaptureRate`): for slow motion it is above the rate at which pictures are stored.
iPhones store slow motion at the rate at which it was taken, so there is nothing to undo; of the
ramp that Photos plays, or has drawn into an exported clip, the file says nothing."""

_PLAYED_FPS: Final = 30.0
"""Slow motion is stored to be played at this rate; a file with fewer pictures a second than
_SLOWEST_PLAYED_FPS had some of them left out afterwards, which changes no times."""
_SLOWEST_PLAYED_FPS: Final = 23.5

_FACTORS: Final = (1.5, 32.0)
"""Cameras slow down by at least 2 and at most 32 (960 pictures a second); other declarations make
no sense, or are a time lapse."""

_WHOLE: Final = 0.04
"""Rates are written and measured a little beside whole factors."""


def slow_motion_factor(metadata: Mapping[str, str], stored_fps: float) -> float:
    """Return how many times longer the stored clip lasts than what it shows; 1 if not declared.

    Parameters
    ----------
    metadata : keys and texts that the container holds.
    stored_fps : pictures a second by the file's timestamps.

    Example
    -------
    >>> slow_motion_factor({"com.android.capture.fps": "240.0"}, 30.0)
    8.0
    """
    for name in _CAPTURE_RATES:
        captured_fps = _number(metadata.get(name, ""))
        played_fps = stored_fps if stored_fps >= _SLOWEST_PLAYED_FPS else _PLAYED_FPS
        factor = captured_fps / played_fps
        if _FACTORS[0] <= factor <= _FACTORS[1]:
            whole = float(round(factor))
            return whole if abs(factor - whole) <= _WHOLE * whole else factor
    return 1.0


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return math.nan
    return value if math.isfinite(value) else math.nan
