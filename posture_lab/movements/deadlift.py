"""Deadlift: a hinge with bent knees that takes a weight from the floor."""

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

DEADLIFT: Final = Movement(
    id="deadlift",
    title="Deadlift",
    kind="repetitions",
    view="side",
    instructions=(
        "Stand close to the weight. Send the hips back and bend the knees until the hands reach "
        "it, then push the floor away and stand up tall. Camera at the side, whole body in the "
        "picture, and stand still for two seconds first."
    ),
    dose=Dose(repetitions=(6, 8), sets=(2, 2), source="As for the hip hinge."),
    drive=RepetitionDrive(
        signal="hip_flexion_deg",
        min_excursion=50.0,
        partial_excursion=22.0,
        min_duration_s=0.6,
        max_duration_s=25.0,
        start_max=25.0,
        companion="trunk_inclination_deg",
        companion_min=20.0,
        stand_in="trunk_inclination_deg",
        starts=("standing", "floor", "hang"),
    ),
    recognition=Recognition(
        rank=3,
        family="hinge",
        from_side=(
            (
                Within("hip", 40.0),
                Within("trunk", 25.0),
                Within("knee", 45.0),
                Within("hand", None, bends.SHIN_LEGS),
            ),
        ),
        from_anywhere=(
            (
                Within("hip", 40.0),
                Within("trunk", bends.OVER_THE_WEIGHT_DEG),
                Within("hand", None, bends.FLOOR_LEGS),
                Within("drop", bends.HINGE_DROP_LEGS, or_unseen=True),
            ),
            (
                Within("hip", 40.0),
                Within("trunk", bends.OVER_THE_WEIGHT_DEG),
                Within("hand", None, bends.SHIN_LEGS),
                Within("drop", bends.HINGE_DROP_LEGS),
            ),
        ),
        together=("hip_flexion_deg", "trunk_inclination_deg"),
    ),
    criteria=(
        Criterion(
            measure="hip_to_knee_ratio",
            title="Hips bend more than knees",
            low=1.0,
            high=None,
            margin=0.4,
            weight=14.0,
            source=(
                "Hips and knees reach about 103 and 108 degrees in deadlifts from the floor "
                "(Schellenberg et al. 2013, BMC Sports Sci Med Rehabil 5:27), and less at the "
                "knees with a raised handle. The figure is a product decision."
            ),
            cue_below=cues.KNEE_DOMINANT,
        ),
        Criterion(
            measure="hip_flexion_peak_deg",
            title="Depth",
            low=70.0,
            high=None,
            margin=25.0,
            weight=10.0,
            source="Product decision: what it takes for the hands to reach the shins.",
            cue_below=cues.NOT_DEEP_ENOUGH,
            essential=True,
            part="the depth",
        ),
        Criterion(
            measure="hip_travel_legs",
            title="Hips go back",
            low=0.10,
            high=None,
            margin=0.10,
            weight=12.0,
            source="As for the hip hinge.",
            cue_below=cues.HIPS_NOT_BACK,
        ),
        replace(criteria.LOW_BACK, weight=20.0),
        criteria.UPPER_BACK,
        criteria.GAZE,
        Criterion(
            measure="shank_inclination_bottom_deg",
            title="Shins stay fairly upright",
            low=-15.0,
            high=30.0,
            margin=12.0,
            weight=6.0,
            source=(
                "Product decision: with bent knees the shins lean more than in a hinge; people who "
                "lift well from the floor begin with 20 to 30 degrees."
            ),
            cue_above=cues.KNEE_DOMINANT,
        ),
        criteria.TEMPO,
        criteria.SMOOTH,
        criteria.FINISH_TALL,
        criteria.FULL_STAND,
        criteria.EVEN_SIDES,
    ),
    lookalikes=(
        Lookalike(
            movement="squat",
            limits=(
                Limit("knee_flexion_peak_deg", 60.0, None),
                Limit("trunk_to_knee_ratio", None, 0.45),
            ),
            text="This looks like a squat, not a deadlift: the knees bend deeply and the trunk "
            "stays fairly upright.",
            source="Product decision, as for the hip hinge; a deadlift bends the knees more.",
        ),
    ),
)
