"""Overhead reach: do the ribs flare as the arms go up?"""

from dataclasses import replace
from typing import Final

from posture_lab.movements import criteria, cues
from posture_lab.movements.record import Criterion, Dose, Movement, RepetitionDrive

OVERHEAD_REACH: Final = Movement(
    id="overhead_reach",
    title="Overhead reach",
    kind="repetitions",
    view="side",
    instructions=(
        "Stand tall with the arms down. Raise both arms forward and overhead as far as they go "
        "with the ribs quiet, then lower them. Camera at the side, whole body in the picture, and "
        "stand still for two seconds first."
    ),
    dose=Dose(repetitions=(6, 8), sets=(1, 2), source="Product decision."),
    drive=RepetitionDrive(
        signal="shoulder_flexion_deg",
        min_excursion=90.0,
        partial_excursion=60.0,
        min_duration_s=0.6,
        max_duration_s=25.0,
        start_max=45.0,
        companion="hand_height_legs",
        companion_min=0.5,
    ),
    criteria=(
        Criterion(
            measure="shoulder_flexion_peak_deg",
            title="Reach",
            low=140.0,
            high=None,
            margin=50.0,
            weight=20.0,
            source=(
                "Above the 121 degrees of flexion that daily tasks ask for (Namdari et al. 2012, "
                "J Shoulder Elbow Surg 21:1177-1183); the figure is a product decision."
            ),
            cue_below=cues.REACH_HIGHER,
            essential=True,
            part="the reach",
        ),
        Criterion(
            measure="rib_flare_change_mm",
            title="Lower ribs stay down",
            low=None,
            high=20.0,
            margin=20.0,
            weight=30.0,
            source="Product decision: what a camera can tell from none.",
            cue_above=cues.RIB_FLARE,
            essential=True,
            part="the lower ribs",
        ),
        Criterion(
            measure="trunk_inclination_change_deg",
            title="Trunk stays tall",
            low=-10.0,
            high=10.0,
            margin=12.0,
            weight=20.0,
            source=(
                "Raising both arms extends the thoracic spine somewhat in healthy people (Crosbie "
                "et al. 2008, Clin Biomech 23:184-192): that much is left. The figure is a product "
                "decision."
            ),
            cue_below=cues.TRUNK_MOVES,
            cue_above=cues.TRUNK_MOVES,
        ),
        replace(criteria.LOW_BACK, high=None, cue_above=None, weight=15.0, essential=False),
        replace(criteria.HEAD, weight=5.0),
        replace(criteria.TEMPO, weight=5.0),
        replace(criteria.SMOOTH, weight=5.0),
    ),
)
