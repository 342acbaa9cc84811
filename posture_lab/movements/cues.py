"""The cues: what is said when a measure lies outside its band. Calm, and about what to do next."""

from typing import Final

from posture_lab.movements.record import CueText

KNEE_DOMINANT: Final = CueText(
    "knee_dominant",
    "Keep the shins upright and let the hips do more of the bending than the knees.",
    "More hips, less knees",
)
NOT_DEEP_ENOUGH: Final = CueText(
    "not_deep_enough",
    "Go a little further while it feels comfortable.",
    "A little further",
)
SPINE_ROUNDS: Final = CueText(
    "spine_rounds",
    "Keep the chest long over the pelvis and stop where the back starts to round.",
    "Long chest",
)
SPINE_ARCHES: Final = CueText(
    "spine_arches",
    "Let the ribs come down towards the pelvis and keep the gentle curve you stand with.",
    "Ribs down",
)
HEAD_UP: Final = CueText(
    "head_up",
    "Let the gaze follow the floor in front of you, so that the head stays in line with the trunk.",
    "Gaze to the floor",
)
HEAD_DOWN: Final = CueText(
    "head_down",
    "Lengthen the back of the neck and look a little further ahead.",
    "Long neck",
)
HIPS_NOT_BACK: Final = CueText(
    "hips_not_back",
    "Let the hips go further back, as if closing a drawer behind you.",
    "Hips back",
)
LEANS_BACK_AT_TOP: Final = CueText(
    "leans_back_at_top",
    "Finish tall, with the ribs over the pelvis.",
    "Finish tall",
)
TOO_FAST: Final = CueText(
    "too_fast",
    "Take two or three seconds on the way down.",
    "Slower down",
)
UNEVEN_SIDES: Final = CueText(
    "uneven_sides",
    "Share the weight evenly between both feet.",
    "Both feet",
)
HEELS_LIFT: Final = CueText(
    "heels_lift",
    "Keep the heels heavy on the floor; go only as far as they stay down.",
    "Heels heavy",
)
RIB_FLARE: Final = CueText(
    "rib_flare",
    "Breathe out as the arms rise and keep the lower ribs over the pelvis.",
    "Ribs stay down",
)
PELVIS_TIPS_FORWARD: Final = CueText(
    "pelvis_tips_forward",
    "Bring the front of the pelvis a little towards the ribs and keep it there.",
    "Pelvis level",
)
PELVIS_TUCKS: Final = CueText(
    "pelvis_tucks",
    "Stop just above the point where the pelvis tucks under, and build depth from there.",
    "Stop a little higher",
)
TRUNK_MOVES: Final = CueText(
    "trunk_moves",
    "Keep the trunk tall and quiet while the arms move.",
    "Quiet trunk",
)
BREATH_HELD: Final = CueText(
    "breath_held",
    "Let the breath flow out during the effort.",
    "Breathe out",
)

CUES: Final[dict[str, CueText]] = {
    cue.id: cue
    for cue in (
        KNEE_DOMINANT,
        NOT_DEEP_ENOUGH,
        SPINE_ROUNDS,
        SPINE_ARCHES,
        HEAD_UP,
        HEAD_DOWN,
        HIPS_NOT_BACK,
        LEANS_BACK_AT_TOP,
        TOO_FAST,
        UNEVEN_SIDES,
        HEELS_LIFT,
        RIB_FLARE,
        PELVIS_TIPS_FORWARD,
        PELVIS_TUCKS,
        TRUNK_MOVES,
        BREATH_HELD,
    )
}
"""Every cue by its id."""
