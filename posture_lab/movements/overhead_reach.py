"""Overhead reach: do the ribs flare as the arms go up?"""

from dataclasses import replace
from typing import Final

from posture_lab.movements import criteria, cues
from posture_lab.movements.recognition import Recognition, Within
from posture_lab.movements.record import Criterion, Dose, Movement, RepetitionDrive

_QUIET_HIP_DEG: Final = 35.0
_QUIET_KNEE_DEG: Final = 35.0
_QUIET_TRUNK_DEG: Final = 30.0
"""Below an overhead reach hip, knee and trunk move less than this, either way from where they
began."""

_ARMS_UP: Final = (
    Within("shoulder", 90.0),
    Within("hip", -_QUIET_HIP_DEG, _QUIET_HIP_DEG, or_unseen=True),
    Within("knee", -_QUIET_KNEE_DEG, _QUIET_KNEE_DEG, or_unseen=True),
    Within("trunk", -_QUIET_TRUNK_DEG, _QUIET_TRUNK_DEG, or_unseen=True),
)
"""The arms are up beside a body that, as far as it is seen, stays as it was."""

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
        handles_load=False,
    ),
    recognition=Recognition(
        rank=1,
        from_side=(_ARMS_UP,),
        from_anywhere=(_ARMS_UP,),
        quiet={
            "hip_flexion_deg": _QUIET_HIP_DEG,
            "knee_flexion_deg": _QUIET_KNEE_DEG,
            "trunk_inclination_deg": _QUIET_TRUNK_DEG,
        },
        counts_others=False,
    ),
    shown_first=("shoulder_flexion_deg", "rib_flare_mm", "trunk_inclination_deg"),
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
