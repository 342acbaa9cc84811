"""Bodyweight squat: does the pelvis tip or tuck?"""

from dataclasses import replace
from typing import Final

from posture_lab.movements import bends, criteria, cues
from posture_lab.movements.recognition import Recognition, Within
from posture_lab.movements.record import (
    Criterion,
    Dose,
    Limit,
    Lookalike,
    Movement,
    RepetitionDrive,
)

_DROP_LEGS: Final = 0.3
_HANDS_FREE_LEGS: Final = 0.5
"""From elsewhere than the side angles are coarse, but how far the hips come down in the picture is
seen from anywhere: by a third of the leg or more in a squat, by little in a hinge. Hands higher
than the last hold nothing that stands on the floor."""

SQUAT: Final = Movement(
    id="squat",
    title="Squat",
    kind="repetitions",
    view="side",
    instructions=(
        "Feet about shoulder width apart. Sit down between the feet with the chest long and the "
        "heels heavy, then stand up. Camera at the side, whole body in the picture, and stand "
        "still for two seconds first."
    ),
    dose=Dose(repetitions=(6, 8), sets=(2, 2), source="As for the hip hinge."),
    drive=RepetitionDrive(
        signal="knee_flexion_deg",
        min_excursion=50.0,
        partial_excursion=25.0,
        min_duration_s=0.6,
        max_duration_s=25.0,
        start_max=25.0,
        companion="hip_flexion_deg",
        companion_min=50.0,
    ),
    recognition=Recognition(
        rank=2,
        from_side=(
            (
                Within("hip", 40.0),
                Within("knee", 50.0),
                Within("trunk_per_knee", None, 0.5),
                Within("hand", bends.FLOOR_LEGS, or_unseen=True),
            ),
            (
                Within("hip", 40.0),
                Within("knee", 50.0),
                Within("trunk_per_knee", None, 0.5),
                Within("trunk", None, bends.OVER_THE_WEIGHT_DEG),
            ),
        ),
        from_anywhere=(
            (
                Within("hip", 40.0),
                Within("trunk"),
                Within("drop", _DROP_LEGS),
                Within("hand", _HANDS_FREE_LEGS),
            ),
            (
                Within("hip", 40.0),
                Within("trunk", None, bends.OVER_THE_WEIGHT_DEG),
                Within("drop", _DROP_LEGS),
            ),
        ),
        together=("hip_flexion_deg", "trunk_inclination_deg"),
    ),
    criteria=(
        Criterion(
            measure="knee_flexion_peak_deg",
            title="Depth",
            low=80.0,
            high=None,
            margin=35.0,
            weight=20.0,
            source=(
                "Within the half squat, 70 to 100 degrees (Schoenfeld 2010, J Strength Cond Res "
                "24:3497-3506)."
            ),
            cue_below=cues.NOT_DEEP_ENOUGH,
            essential=True,
            part="the depth",
        ),
        Criterion(
            measure="pelvis_to_trunk_change_deg",
            title="Pelvis neither tips nor tucks",
            low=-15.0,
            high=15.0,
            margin=15.0,
            weight=22.0,
            source=(
                "Product decision: three times the change that a phone inclinometer can tell apart "
                "in the sacrum (4.5 degrees, Advances in Orthopedics 2016:3817270)."
            ),
            cue_below=cues.PELVIS_TUCKS,
            cue_above=cues.PELVIS_TIPS_FORWARD,
        ),
        Criterion(
            measure="trunk_inclination_peak_deg",
            title="Trunk lean",
            low=None,
            high=55.0,
            margin=20.0,
            weight=14.0,
            source=(
                "Trunk about parallel to the shins (Myer et al. 2014, Strength Cond J 36(6):4-27), "
                "with room for long thighs: product decision."
            ),
            cue_above=cues.TRUNK_STAYS_UP,
        ),
        replace(criteria.LOW_BACK, weight=12.0),
        replace(criteria.HEELS, weight=10.0),
        criteria.GAZE,
        replace(criteria.TEMPO, low=0.7),
        criteria.SMOOTH,
        criteria.FINISH_TALL,
        replace(criteria.EVEN_SIDES, weight=4.0),
    ),
    lookalikes=(
        Lookalike(
            movement="hip_hinge",
            limits=(Limit("trunk_to_knee_ratio", 0.9, None),),
            text="This looks like a hinge, not a squat: the hips bend much more than the knees.",
            source="Product decision: a squat leans the trunk by less than the knees bend.",
        ),
    ),
)
