"""SignalSpec: all that is to be said of one signal."""

from dataclasses import dataclass
from typing import Final, Literal

from posture_lab.metrics.signals.outline_edges import Stretch
from posture_lab.movements.record import Posture

SignalView = Literal["side", "front", "back", "any"]

_EVERY_POSTURE: Final[tuple[Posture, ...]] = ("standing", "sitting", "kneeling", "lying")


@dataclass(frozen=True, slots=True)
class SignalSpec:
    """One signal.

    Attributes
    ----------
    name : identifier; its end is the unit.
    title : everyday name for tables and plots.
    meaning : what is measured, and which way is positive.
    zero : the posture in which it is 0.
    needs : the near-side points it is made of, as ``SideBody`` names them.
    base_error : half-width of the 90 % interval of a person who is seen well from the side, in its
        unit: the 90th percentile of the absolute error over rendered people with exactly known
        surface points, whole clips and single poses together (docs/signals.md has the table).
    against_upright : by how much it changes with every degree by which what is upright is taken
        wrongly; 0 for what lies between two segments of the body.
    relative : whether its zero is the person's own neutral; the base error is of the change.
    outline : the stretch of the trunk's outline it reads, None for none.
    views : from where it can be measured.
    postures : in which postures of the body it means something.
    """

    name: str
    title: str
    meaning: str
    zero: str
    needs: tuple[str, ...]
    base_error: float
    against_upright: float = 0.0
    relative: bool = False
    outline: Stretch | None = None
    views: tuple[SignalView, ...] = ("side",)
    postures: tuple[Posture, ...] = _EVERY_POSTURE

    @property
    def unit(self) -> str:
        """The unit, read from the end of the name: "deg", "mm" or "legs"."""
        return self.name.rsplit("_", 1)[1]
