"""Signal and Signals: named series over the frames of a PoseSequence, each with its error."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from posture_lab.arrays import Floats
from posture_lab.metrics.signals.spec import SIGNAL_NAMES


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


def shown(signals: Signals) -> Signals:
    """Those that tables show: without the signals that only counting and judging read."""
    return Signals(signals.time_s, {name: signals[name] for name in SIGNAL_NAMES})


def columns(signals: Signals) -> dict[str, Floats]:
    """(T,) series by the names that tables and files give them: ``<name>``, ``<name>_error``."""
    named: dict[str, Floats] = {}
    for name, signal in signals.items():
        named[name] = signal.values
        named[f"{name}_error"] = signal.error
    return named
