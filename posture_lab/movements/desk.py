"""Desk check: how somebody sits at work."""

from typing import Final

from posture_lab.movements import cues
from posture_lab.movements.recognition import SITTING_STILL
from posture_lab.movements.record import Criterion, Dose, Movement

DESK: Final = Movement(
    id="desk",
    title="Desk check",
    kind="hold",
    held=SITTING_STILL,
    posture="sitting",
    view="side",
    instructions=(
        "Sit and work as you usually do. Camera at the side, with head, trunk, hips and knees in "
        "the picture. Slouching a little, sitting tall and leaning back are all fine if they "
        "alternate."
    ),
    dose=Dose(
        hold_s=(5.0, 60.0),
        source="Product decision; away from the camera, stand up every 30 to 45 minutes.",
    ),
    criteria=(
        Criterion(
            measure="trunk_inclination_mean_deg",
            title="Trunk",
            low=-30.0,
            high=15.0,
            margin=20.0,
            weight=35.0,
            source=(
                "Upright to leaning back, which loaded the lumbar disc less (Wilke et al. 1999, "
                "Spine 24:755-762, one volunteer). The figures are product decisions."
            ),
            cue_above=cues.SIT_TALL,
            essential=True,
            part="the trunk",
        ),
        Criterion(
            measure="head_inclination_mean_deg",
            title="Head over the trunk",
            low=-25.0,
            high=25.0,
            margin=20.0,
            weight=30.0,
            source="Product decision: more than twice the error of the head's pitch.",
            cue_below=cues.SCREEN_LOWER,
            cue_above=cues.SCREEN_HIGHER,
            essential=True,
            part="the head",
        ),
        Criterion(
            measure="hip_flexion_mean_deg",
            title="Hips",
            low=60.0,
            high=110.0,
            margin=25.0,
            weight=15.0,
            source=(
                "About square or a little more open: ISO 9241-5, with the seat at knee height; "
                "the width is a product decision."
            ),
        ),
        Criterion(
            measure="pelvic_tilt_mean_deg",
            title="Pelvis as in the own neutral",
            low=-12.0,
            high=10.0,
            margin=12.0,
            weight=10.0,
            source=(
                "Against the person's own sitting neutral, because bone shape alone varies pelvic "
                "tilt by 0 to 23 degrees (Preece et al. 2008, J Man Manip Ther 16:113-117)."
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
            weight=10.0,
            source="Product decision: what a camera can tell from none.",
            cue_above=cues.RIB_FLARE,
        ),
    ),
)
