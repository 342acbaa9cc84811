"""Names, numbers and sentences as the pages show them."""

import math
import re
from collections.abc import Sequence
from typing import Final

from posture_lab.analysis.result import TILTED_DEG, Analysis
from posture_lab.metrics.clothing import LOOSE
from posture_lab.metrics.judgement import CriterionResult, Judgement
from posture_lab.metrics.shapes import ShapeName
from posture_lab.movements.record import Movement
from posture_lab.ui.review.start import is_live

PURPOSE: Final = (
    "Education and exercise feedback, not a diagnosis. If something worries you or pain lasts, "
    "see a health professional."
)

AT_THE_START_S: Final = 1.0
"""Up to here a moment is called the clip's start."""

SIGNAL_TITLES: Final = {
    "trunk_inclination_deg": "Trunk lean",
    "hip_flexion_deg": "Hip bend",
    "knee_flexion_deg": "Knee bend",
    "ankle_dorsiflexion_deg": "Ankle bend",
    "shank_inclination_deg": "Shin lean",
    "shoulder_flexion_deg": "Arm raise",
    "head_inclination_deg": "Head lean",
    "pelvic_tilt_deg": "Pelvic tilt",
    "lumbar_flexion_deg": "Low-back bend",
    "thoracic_flexion_deg": "Upper-back bend",
    "rib_flare_mm": "Rib flare",
    "hip_shift_legs": "Hips behind ankles",
}

SHAPES: Final[dict[ShapeName, tuple[str, str]]] = {
    "neutral": ("Neutral", "standing at rest"),
    "hinge": ("Hinge", "hips bend more than the knees"),
    "brace": ("Brace", "back quiet while the limbs move: an estimate"),
}
"""Each shape's name and what is seen of it, in the order in which they are taught."""

VIEW_TITLES: Final = {
    "side": "Side view",
    "oblique": "At an angle",
    "front": "Front or back view",
    "unknown": "Not clear",
}


def signal_title(name: str) -> str:
    """Return a signal's everyday name, "Hip bend" for ``hip_flexion_deg``."""
    return SIGNAL_TITLES.get(name, name.rsplit("_", 1)[0].replace("_", " ").capitalize())


def people(seen: Sequence[tuple[float, float]]) -> list[str]:
    """Return what to call people, ``["1, on the left", "2, on the right, at 0:07.5"]``.

    ``seen`` is for each of them when they are first seen, in seconds, and their place across the
    picture then, 0 at its left edge and 1 at its right.
    """
    thirds = ("on the left", "in the middle", "on the right")
    return [
        f"{number}, {thirds[min(max(int(3 * share), 0), 2)]}"
        + (f", {moment(time_s)}" if time_s > AT_THE_START_S else "")
        for number, (time_s, share) in enumerate(seen, start=1)
    ]


def moment(time_s: float) -> str:
    """Return when something is in the clip, ``"at the start"`` or ``"at 0:07.5"``."""
    return f"at {clock(time_s)}" if time_s > AT_THE_START_S else "at the start"


def clock(time_s: float) -> str:
    """Return a time in the clip as minutes and seconds, ``"1:07.3"``."""
    tenths = round(max(time_s, 0.0) * 10)
    return f"{tenths // 600}:{tenths % 600 // 10:02d}.{tenths % 10}"


def points(criterion: CriterionResult) -> str:
    """Return what a criterion gave, ``"12 of 15"``, or that it was not judged."""
    if criterion.points is None:
        return "not judged"
    return f"{criterion.points:.0f} of {criterion.max_points:.0f}"


def score(judgement: Judgement) -> str:
    """Return ``"86 of 100"`` or ``"not judged"``."""
    if judgement.score is None or not math.isfinite(judgement.score):
        return "not judged"
    return f"{judgement.score:.0f} of 100"


def advice(judgement: Judgement) -> list[str]:
    """Return the sentences to read under a repetition or hold: cues, or why there are none."""
    if judgement.verdict == "cannot_judge":
        return [judgement.reason or "This one could not be judged."]
    if judgement.cues:
        return [cue.text for cue in judgement.cues]
    unseen = sum(criterion.points is None for criterion in judgement.criteria)
    if unseen:
        return [
            "Nothing stands out in what could be seen; "
            f"{unseen} of {len(judgement.criteria)} things looked at could not be judged."
        ]
    return ["Nothing stands out: everything was within its target or too close to call."]


def plain(text: str) -> str:
    """Return ``text`` for Markdown to show as it is, without pictures, links or formulas in it."""
    return re.sub(r"([\\`*_\[<$~|])", r"\\\1", " ".join(text.split()))


def headline(analysis: Analysis, movement: Movement | None) -> str:
    """Return the result in a few words."""
    if analysis.summary.verdict == "cannot_judge":
        return f"This {'set' if is_live(analysis) else 'clip'} cannot be judged as it is"
    what = movement.title if movement is not None else "Movement not recognised"
    if analysis.holds and not analysis.reps:
        return what
    return f"{what}: {_counted(analysis.summary.reps, 'repetition')}"


def figures(analysis: Analysis) -> list[tuple[str, str, str | None]]:
    """Return the clip in a few figures: title, value, and how to read it."""
    summary, view = analysis.summary, analysis.view
    shown: list[tuple[str, str, str | None]] = []
    if summary.mean_score is not None and math.isfinite(summary.mean_score):
        meaning = "0 to 100, the mean over what could be judged. Each score is explained below."
        shown.append(("Score", f"{summary.mean_score:.0f} of 100", meaning))
    # A clip that cannot be judged has an unknown number of repetitions, not none.
    if summary.reps or (summary.verdict == "judged" and not analysis.holds):
        shown.append(("Repetitions", str(summary.reps), None))
    if summary.partial_reps:
        meaning = "Started but not far enough to count; neither counted nor scored."
        shown.append(("Not counted", str(summary.partial_reps), meaning))
    yaw = view.yaw_deg
    seen = []
    if yaw is not None and math.isfinite(yaw):
        seen.append(f"{yaw:.0f}° off a pure side view.")
    if view.roll_deg is not None and abs(view.roll_deg) >= TILTED_DEG:
        seen.append(f"Tilted by {abs(view.roll_deg):.0f}°; the angles allow for it.")
    shown.append(("Camera", VIEW_TITLES[view.kind], " ".join(seen) or None))
    return shown


def notes(analysis: Analysis) -> list[str]:
    """Return what a person should know about this clip: warnings of the file and of the seeing."""
    told = [*analysis.clip.warnings]
    if analysis.poses is not None:
        told += analysis.poses.provenance.warnings
    if analysis.clothing == "loose":
        told.append(LOOSE)
    if analysis.movement.reason:
        told.append(analysis.movement.reason)
    return [note for note in dict.fromkeys(told) if note != analysis.summary.reason]


def method(analysis: Analysis) -> list[str]:
    """Return how the clip was read and measured, a line each."""
    clip, neutral, chosen = analysis.clip, analysis.neutral, analysis.movement
    zero = {
        "clip": "your own standing posture, found before the first repetition",
        "calibration": "your own standing posture from the file you gave",
        "none": "no quiet standing was found, so pelvis and back are not compared with it",
    }[neutral.source]
    sure = "" if chosen.confidence is None else f", {chosen.confidence:.0%} sure"
    how = f"recognised in the clip{sure}" if chosen.chosen_by == "auto" else "as you chose"
    name = "Live camera" if is_live(analysis) else plain(clip.name)
    return [
        f"{name}: {clip.duration_s:.1f} s, {clip.width_px} x {clip.height_px} pixels, "
        f"{clip.frames_read} frames read.",
        f"Movement: {how if chosen.id else 'not recognised'}.",
        f"Neutral: {zero}.",
        "Every value carries its error, a range that holds the true value nine times out of ten. "
        "Advice is given only when a value is outside its target by more than that.",
        "Bracing cannot be seen by a camera; where it appears, it is an estimate.",
    ]


def filming_tips(analysis: Analysis) -> list[str]:
    """Return what to change when filming, the most likely cause first."""
    tips = []
    if analysis.view.kind in ("oblique", "front"):
        tips.append(
            "Turn until the camera sees you exactly from the side: shoulder, hip and ankle "
            "of one side, none of your chest or back."
        )
    tips += [
        "Stand the phone or camera still, at hip height, about three metres away.",
        "Keep the whole body in the picture, from head to feet, with some room around it.",
        "Film in even light, alone in the picture, in clothes that follow the body.",
        "Stand quietly for two seconds before the first repetition.",
    ]
    return tips


def _counted(count: int, one: str) -> str:
    return f"{count} {one}" if count == 1 else f"{count} {one}s"
