"""Criteria that several movements share. A record may give one another weight."""

from typing import Final

from posture_lab.movements import cues
from posture_lab.movements.record import Criterion

LOW_BACK: Final = Criterion(
    measure="lumbar_flexion_change_deg",
    title="Low back keeps its curve",
    low=-15.0,
    high=25.0,
    margin=20.0,
    weight=18.0,
    source=(
        "Trained people bend there by about 17 to 21 degrees on average in good mornings and "
        "deadlifts (Schellenberg et al. 2013, BMC Sports Sci Med Rehabil 5:27), everybody by about "
        "42 in a free forward bend (Esola et al. 1996, Spine 21:71-78); the limit leaves the "
        "former room. The arching side is a product decision."
    ),
    cue_below=cues.SPINE_ARCHES,
    cue_above=cues.SPINE_ROUNDS,
    essential=True,
    part="the low back",
)
UPPER_BACK: Final = Criterion(
    measure="thoracic_flexion_change_deg",
    title="Upper back keeps its curve",
    low=-15.0,
    high=15.0,
    margin=15.0,
    weight=8.0,
    source=(
        "Product decision: three times the 5 degrees that a goniometer can tell apart, so that "
        "only a plain change counts."
    ),
    cue_below=cues.SPINE_ARCHES,
    cue_above=cues.SPINE_ROUNDS,
    part="the upper back",
)
HEAD: Final = Criterion(
    measure="head_inclination_change_deg",
    title="Head in line with the trunk",
    low=-25.0,
    high=20.0,
    margin=20.0,
    weight=6.0,
    source=(
        "Product decision: the contact of a dowel at the back of the head allows about this much "
        "before it is lost."
    ),
    cue_below=cues.HEAD_UP,
    cue_above=cues.HEAD_DOWN,
    part="the head",
)
GAZE: Final = Criterion(
    measure="head_beyond_gaze_deg",
    title="Head between level gaze and in line",
    low=-25.0,
    high=20.0,
    margin=20.0,
    weight=6.0,
    source=(
        "Gaze straight ahead or slightly upward in squats (Myer et al. 2014, Strength Cond J "
        "36(6):4-27), the head in line with the trunk in lifts: all between is free. How far "
        "beyond is a product decision, as for the head in a hinge."
    ),
    cue_below=cues.HEAD_UP,
    cue_above=cues.HEAD_DOWN,
    part="the head",
)
TEMPO: Final = Criterion(
    measure="lowering_s",
    title="Tempo on the way down",
    low=0.8,
    high=None,
    margin=0.6,
    weight=5.0,
    source=(
        "A moderate pace is 1 to 2 s each way (American College of Sports Medicine 2009, Med Sci "
        "Sports Exerc 41:687-708), less the slow first and last moments, which the measure leaves "
        "out."
    ),
    cue_below=cues.TOO_FAST,
)
SMOOTH: Final = Criterion(
    measure="smoothness_sparc",
    title="Smoothness",
    low=-1.9,
    high=None,
    margin=1.0,
    weight=4.0,
    source=(
        "Half way between one smooth reach (-1.4) and a reach with a full stop in it (-2.3) by the "
        "spectral arc length of Balasubramanian et al. 2015, J NeuroEng Rehabil 12:112."
    ),
)
FINISH_TALL: Final = Criterion(
    measure="trunk_lean_after_deg",
    title="Finishes without leaning back",
    low=-8.0,
    high=None,
    margin=8.0,
    weight=4.0,
    source=(
        "Product decision: twice the error with which the trunk is measured. From upright or from "
        "the own start, whichever is kinder: people who lift well finish 2 to 7 degrees behind "
        "upright."
    ),
    cue_below=cues.LEANS_BACK_AT_TOP,
)
FULL_STAND: Final = Criterion(
    measure="hip_flexion_after_deg",
    title="Stands up fully",
    low=None,
    high=15.0,
    margin=15.0,
    weight=4.0,
    source="Product decision: three times the error with which the hip is measured.",
)
EVEN_SIDES: Final = Criterion(
    measure="side_difference_deg",
    title="Both sides alike",
    low=None,
    high=15.0,
    margin=15.0,
    weight=2.0,
    source="Product decision: three times the 5 degrees that a goniometer can tell apart.",
    cue_above=cues.UNEVEN_SIDES,
)
HEELS: Final = Criterion(
    measure="heel_lift_deg",
    title="Heels stay down",
    low=None,
    high=15.0,
    margin=15.0,
    weight=8.0,
    source=(
        "Heels on the floor throughout: Myer et al. 2014, Strength Cond J 36(6):4-27. The figure "
        "is a product decision."
    ),
    cue_above=cues.HEELS_LIFT,
)
