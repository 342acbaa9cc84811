"""What every signal is, in one record each: the only list of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from posture_lab.metrics.signals.outline_edges import BACK, FRONT, RIBS, SACRUM, UPPER_BACK
from posture_lab.movements.record import Posture

SignalView = Literal["side", "front", "back", "any"]

_EVERY_POSTURE: Final[tuple[Posture, ...]] = ("standing", "sitting", "kneeling", "lying")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the trunk's outline: which edge, from and to which height in trunk lengths
    above the hips."""

    edge: int
    low: float
    high: float


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


_WHOLE_BACK: Final = Stretch(BACK, SACRUM[0], UPPER_BACK[1])

_SPECS: Final = (
    SignalSpec(
        "trunk_inclination_deg",
        title="Trunk lean",
        meaning="lean of the line hip to shoulder from upright; forward positive",
        zero="upright",
        needs=("hip", "shoulder"),
        base_error=4.0,
        against_upright=1.0,
    ),
    SignalSpec(
        "hip_flexion_deg",
        title="Hip bend",
        meaning="180 minus the angle shoulder-hip-knee; extension negative",
        zero="straight line",
        needs=("hip", "shoulder", "knee"),
        base_error=5.5,
    ),
    SignalSpec(
        "knee_flexion_deg",
        title="Knee bend",
        meaning="180 minus the angle hip-knee-ankle; over-extension negative",
        zero="straight leg",
        needs=("hip", "knee", "ankle"),
        base_error=5.5,
    ),
    SignalSpec(
        "ankle_dorsiflexion_deg",
        title="Ankle bend",
        meaning="90 minus the angle between shank and sole (heel to toe); toes up positive",
        zero="square",
        needs=("knee", "ankle", "heel", "foot_index"),
        base_error=9.0,
    ),
    SignalSpec(
        "shank_inclination_deg",
        title="Shin lean",
        meaning="lean of the line ankle to knee from upright; forward positive",
        zero="upright",
        needs=("knee", "ankle"),
        base_error=4.0,
        against_upright=1.0,
    ),
    SignalSpec(
        "shoulder_flexion_deg",
        title="Arm raise",
        meaning="upper arm against the trunk, to 180 overhead and beyond; behind it negative",
        zero="hanging along the trunk",
        needs=("hip", "shoulder", "elbow"),
        base_error=8.0,
    ),
    SignalSpec(
        "head_inclination_deg",
        title="Head lean",
        meaning=(
            "pitch of the face (ear to the middle of eye and nose) against the trunk; looking "
            "down positive"
        ),
        zero="upright, looking straight ahead",
        needs=("hip", "shoulder", "ear", "eye", "nose"),
        base_error=12.5,
        against_upright=1.0,
    ),
    SignalSpec(
        "pelvic_tilt_deg",
        title="Pelvic tilt",
        meaning="forward turn of the pelvis in space; anterior positive",
        zero="the person's own neutral",
        needs=("hip", "shoulder"),
        base_error=12.6,
        against_upright=1.0,
        relative=True,
        outline=_WHOLE_BACK,
    ),
    SignalSpec(
        "lumbar_flexion_deg",
        title="Low-back bend",
        meaning="rounding of the lower back; arching negative",
        zero="the person's own neutral",
        needs=("hip", "shoulder"),
        base_error=14.4,
        relative=True,
        outline=_WHOLE_BACK,
    ),
    SignalSpec(
        "thoracic_flexion_deg",
        title="Upper-back bend",
        meaning="rounding of the upper back; extension negative",
        zero="the person's own neutral",
        needs=("hip", "shoulder"),
        base_error=9.9,
        relative=True,
        outline=_WHOLE_BACK,
    ),
    # Rib flare: 2.4 times the mean absolute error of 5.5 mm in 363 pictures of other people with
    # raised arms.
    SignalSpec(
        "rib_flare_mm",
        title="Rib flare",
        meaning="how far the lower ribs come forward of the line pelvis to breast bone",
        zero="the person's own neutral",
        needs=("hip", "shoulder"),
        base_error=13.0,
        relative=True,
        outline=Stretch(FRONT, *RIBS),
    ),
    SignalSpec(
        "hip_shift_legs",
        title="Hips behind ankles",
        meaning="how far the hip lies behind the ankle, in leg lengths; backward positive",
        zero="over the ankle",
        needs=("hip", "knee", "ankle"),
        base_error=0.043,
        against_upright=0.0175,
        postures=("standing",),
    ),
)

SIGNALS: Final[Mapping[str, SignalSpec]] = {spec.name: spec for spec in _SPECS}
"""Every signal that tables show, by name, in the order in which they show them."""

SIGNAL_NAMES: Final = tuple(SIGNALS)

RELATIVE_SIGNALS: Final = tuple(name for name, spec in SIGNALS.items() if spec.relative)
"""Signals whose zero is the person's own neutral."""
