"""Signal and Signals: named series over the frames of a PoseSequence, each with its error."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SIGNAL_NAMES: Final = (
    "trunk_inclination_deg",
    "hip_flexion_deg",
    "knee_flexion_deg",
    "ankle_dorsiflexion_deg",
    "shank_inclination_deg",
    "shoulder_flexion_deg",
    "head_inclination_deg",
    "pelvic_tilt_deg",
    "lumbar_flexion_deg",
    "thoracic_flexion_deg",
    "rib_flare_mm",
    "hip_shift_legs",
)
"""Every signal a side view gives, in the order tables show them. The unit ends each name."""


@dataclass(frozen=True, slots=True)
class Signal:
    """A named (T,) series and its (T,) error: the half-width of a 90 % interval, same unit.

    NaN marks frames that cannot be judged, in both.
    """

    name: str
    values: Floats
    error: Floats

    def __post_init__(self) -> None:
        if self.values.ndim != 1 or self.values.shape != self.error.shape:
            raise ValueError(f"{self.name}: values and error must be (T,) and of equal length")

    @property
    def unit(self) -> str:
        """The unit, read from the end of the name: "deg", "mm" or "legs"."""
        return self.name.rsplit("_", 1)[1]


@dataclass(frozen=True, slots=True)
class Signals(Mapping[str, Signal]):
    """The signals of one clip by name, over a shared (T,) time axis in seconds."""

    time_s: Floats
    by_name: Mapping[str, Signal]

    def __getitem__(self, name: str) -> Signal:
        return self.by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_name)

    def __len__(self) -> int:
        return len(self.by_name)
