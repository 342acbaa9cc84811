"""Standing posture check."""

from typing import Final

from posture_lab.movements import cues
from posture_lab.movements.recognition import STANDING_STILL
from posture_lab.movements.record import Criterion, Dose, Movement

STANDING: Final = Movement(
    id="standing",
    title="Standing",
    kind="hold",
    held=STANDING_STILL,
    view="side",
    instructions=(
        "Stand as you usually do, arms hanging, eyes level, for at least three seconds. Camera at "
        "the side, whole body in the picture."
    ),
    dose=Dose(
        hold_s=(3.0, 30.0),
        breaths=(1, 3),
        source="Product decision: a look, or long enough for three calm breaths.",
    ),
    criteria=(
        Criterion(
            measure="trunk_inclination_mean_deg",
            title="Shoulders over hips",
            low=-8.0,
            high=8.0,
            margin=10.0,
            weight=30.0,
            source="Product decision: two and a half times the error of the trunk's lean.",
            cue_below=cues.STAND_OVER_FEET,
            cue_above=cues.GROW_TALL,
            essential=True,
            part="the trunk",
        ),
        Criterion(
            measure="hip_shift_mean_legs",
            title="Hips over feet",
            low=-0.12,
            high=0.08,
            margin=0.10,
            weight=20.0,
            source="Product decision: the hip lies over the fore half of the foot.",
        ),
        Criterion(
            measure="head_inclination_mean_deg",
            title="Head level",
            low=-20.0,
            high=20.0,
            margin=15.0,
            weight=20.0,
            source="Product decision: twice the error of the head's pitch.",
            cue_below=cues.LOOK_AHEAD_DOWN,
            cue_above=cues.LOOK_AHEAD_UP,
        ),
        Criterion(
            measure="pelvic_tilt_mean_deg",
            title="Pelvis as in the own neutral",
            low=-8.0,
            high=8.0,
            margin=10.0,
            weight=15.0,
            source=(
                "Against the person's own neutral, because bone shape alone varies pelvic tilt by "
                "0 to 23 degrees (Preece et al. 2008, J Man Manip Ther 16:113-117)."
            ),
            cue_below=cues.PELVIS_UNTUCK,
            cue_above=cues.PELVIS_TIPS_FORWARD,
        ),
        Criterion(
            measure="rib_flare_mean_mm",
            title="Ribs over pelvis",
            low=-20.0,
            high=20.0,
            margin=20.0,
            weight=15.0,
            source="Product decision: what a camera can tell from none.",
            cue_above=cues.RIB_FLARE,
        ),
    ),
)
