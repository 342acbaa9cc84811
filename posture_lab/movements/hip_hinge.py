"""Hip hinge: also with a dowel, as good morning or as Romanian deadlift."""

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

HIP_HINGE: Final = Movement(
    id="hip_hinge",
    title="Hip hinge",
    kind="repetitions",
    view="side",
    instructions=(
        "Stand tall with soft knees. Send the hips back while the trunk leans forward in one "
        "piece, then stand up tall again. Camera at the side, whole body in the picture, and stand "
        "still for two seconds first."
    ),
    dose=Dose(repetitions=(6, 8), sets=(2, 2), source="The programme's first two weeks."),
    drive=RepetitionDrive(
        signal="hip_flexion_deg",
        min_excursion=32.0,
        partial_excursion=20.0,
        min_duration_s=0.5,
        max_duration_s=25.0,
        start_max=25.0,
        companion="trunk_inclination_deg",
        companion_min=18.0,
        stand_in="trunk_inclination_deg",
        starts=("standing", "hang"),
    ),
    recognition=Recognition(
        rank=4,
        family="hinge",
        from_side=(
            (Within("hip", 40.0), Within("trunk", 25.0), Within("knee", None, 50.0)),
            (
                Within("hip", 40.0),
                Within("trunk", 25.0),
                Within("knee", 50.0),
                Within("trunk_per_knee", bends.EITHER_TRUNK_PER_KNEE),
            ),
        ),
        from_anywhere=(
            (
                Within("hip", 40.0),
                Within("trunk", bends.OVER_THE_WEIGHT_DEG),
                Within("drop", None, bends.HINGE_DROP_LEGS),
            ),
        ),
        together=("hip_flexion_deg", "trunk_inclination_deg"),
    ),
    criteria=(
        Criterion(
            measure="hip_to_knee_ratio",
            title="Hips bend more than knees",
            low=2.0,
            high=None,
            margin=0.8,
            weight=20.0,
            source=(
                "Hips and knees reach 75 and 5 degrees in good mornings, 103 and 108 in deadlifts "
                "from the floor (Schellenberg et al. 2013, BMC Sports Sci Med Rehabil 5:27); a "
                "hinge lies between and nearer to the former. The figure is a product decision."
            ),
            cue_below=cues.KNEE_DOMINANT,
        ),
        Criterion(
            measure="hip_flexion_peak_deg",
            title="Depth",
            low=60.0,
            high=None,
            margin=25.0,
            weight=12.0,
            source=(
                "Good mornings reach 75 degrees, standard deviation 9 (Schellenberg et al. 2013); "
                "somewhat less is asked of people with back pain: product decision."
            ),
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
            source=(
                "Product decision, from balance: with the trunk at 60 degrees over upright shins "
                "the hips have to travel about a sixth of a leg length to keep the weight over "
                "the feet."
            ),
            cue_below=cues.HIPS_NOT_BACK,
        ),
        criteria.LOW_BACK,
        criteria.UPPER_BACK,
        criteria.HEAD,
        Criterion(
            measure="shank_inclination_bottom_deg",
            title="Shins stay upright",
            low=-18.0,
            high=12.0,
            margin=12.0,
            weight=8.0,
            source="Product decision: shins further forward mean that the knees lead.",
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
                Limit("trunk_to_knee_ratio", None, 0.5),
            ),
            text="This looks like a squat, not a hinge: the knees bend deeply and the trunk stays "
            "fairly upright.",
            source=(
                "Product decision: a squat leans the trunk by about a third of what the knees bend "
                "(35 to 110 degrees), a hinge in which the knees lead by more than half."
            ),
        ),
    ),
)
