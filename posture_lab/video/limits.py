"""How long, how large and how big a clip may be."""

import math
import os
from collections.abc import Callable
from dataclasses import dataclass, field

from posture_lab.errors import ClipError

ENV_MAX_DURATION = "POSTURE_LAB_MAX_DURATION_S"
ENV_MAX_PIXELS = "POSTURE_LAB_MAX_PIXELS"
ENV_MAX_BYTES = "POSTURE_LAB_MAX_BYTES"


def _from_environment(name: str, default: float) -> Callable[[], float]:
    def read() -> float:
        text = os.environ.get(name, "").strip()
        if not text:
            return default
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not value > 0:
            raise ClipError(
                f"The setting {name} is {text!r}, which is not a number above zero; "
                "correct it or remove it to use the default."
            )
        return value

    return read


@dataclass(frozen=True, slots=True)
class ClipLimits:
    """Limits beyond which a clip is refused before time is spent on it.

    Each default can be changed by an environment variable of the same meaning.

    Attributes
    ----------
    max_duration_s : seconds; default one hour (``POSTURE_LAB_MAX_DURATION_S``).
    max_pixels : width times height of one stored picture; default 4096 squared, so that 4K and
        5.3K pass and 8K does not (``POSTURE_LAB_MAX_PIXELS``).
    max_bytes : size of the file; default 4 GiB (``POSTURE_LAB_MAX_BYTES``).

    Raises
    ------
    ClipError : an environment variable is not a number above zero.
    """

    max_duration_s: float = field(default_factory=_from_environment(ENV_MAX_DURATION, 3600.0))
    max_pixels: float = field(default_factory=_from_environment(ENV_MAX_PIXELS, 4096.0**2))
    max_bytes: float = field(default_factory=_from_environment(ENV_MAX_BYTES, 4 * 1024.0**3))
