"""What every signal is, in one record each: the only list of them."""

from collections.abc import Mapping
from typing import Final

from posture_lab.metrics.signals.outline_edges import WHOLE_BACK
from posture_lab.metrics.signals.pelvic_tilt import PELVIC_TILT
from posture_lab.metrics.signals.rib_flare import RIB_FLARE
from posture_lab.metrics.signals.signal_spec import SignalSpec

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
    PELVIC_TILT,
    SignalSpec(
        "lumbar_flexion_deg",
        title="Low-back bend",
        meaning="rounding of the lower back; arching negative",
        zero="the person's own neutral",
        needs=("hip", "shoulder"),
        base_error=14.4,
        relative=True,
        outline=WHOLE_BACK,
    ),
    SignalSpec(
        "thoracic_flexion_deg",
        title="Upper-back bend",
        meaning="rounding of the upper back; extension negative",
        zero="the person's own neutral",
        needs=("hip", "shoulder"),
        base_error=9.9,
        relative=True,
        outline=WHOLE_BACK,
    ),
    RIB_FLARE,
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
