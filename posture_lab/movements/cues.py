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
STAND_OVER_FEET: Final = CueText(
    "leans_back_at_top",
    "Let the ribs come forward over the pelvis until the weight rests on the whole foot.",
    "Ribs over the pelvis",
)
GROW_TALL: Final = CueText(
    "trunk_moves",
    "Grow tall until the shoulders rest over the hips.",
    "Grow tall",
)
LOOK_AHEAD_UP: Final = CueText(
    "head_down",
    "Let the back of the head float up and look straight ahead.",
    "Look ahead",
)
LOOK_AHEAD_DOWN: Final = CueText(
    "head_up",
    "Let the chin come down a little and look straight ahead.",
    "Look ahead",
)
PELVIS_UNTUCK: Final = CueText(
    "pelvis_tucks",
    "Let the pelvis roll forward a little, to where it rests when you are at ease.",
    "Pelvis forward a little",
)
REACH_HIGHER: Final = CueText(
    "not_deep_enough",
    "Reach a little higher while the ribs stay quiet.",
    "A little higher",
)
TRUNK_STAYS_UP: Final = CueText(
    "trunk_moves",
    "Sit down between the feet and keep the chest a little taller.",
    "Chest a little taller",
)
SIT_TALL: Final = CueText(
    "trunk_moves",
    "Slide back in the chair, grow tall for a few breaths, then change position again.",
    "Grow tall, then vary",
)
SCREEN_HIGHER: Final = CueText(
    "head_down",
    "Raise the screen towards eye level, so that the head can rest over the trunk.",
    "Screen higher",
)
SCREEN_LOWER: Final = CueText(
    "head_up",
    "Lower the screen a little, so that the chin can come down.",
    "Screen lower",
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
"""Every cue by its id, in its most common wording. A record may word one for its movement."""
