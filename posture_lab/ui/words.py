"""Names, numbers and sentences as the pages show them."""

import math
import re
from collections.abc import Sequence
from typing import Final

from posture_lab.analysis.result import TILTED_DEG, Analysis
from posture_lab.figures import figure
from posture_lab.metrics.judging.shapes import ShapeName
from posture_lab.movements.record import Movement
from posture_lab.printable import printable
from posture_lab.telling.neutral_words import neutral_words
from posture_lab.telling.numbers import clock, counted
from posture_lab.telling.postures import framing, keep_still, posture_of
from posture_lab.telling.results import is_live, results_of
from posture_lab.telling.score import set_score

PURPOSE: Final = (
    "Education and exercise feedback, not a diagnosis. If something worries you or pain lasts, "
    "see a health professional."
)

_WORD_JOINER: Final = "\u2060"
_SHORTHAND: Final = re.compile(
    r":(?=//|[\w+/-]+:|material|streamlit)|@(?=\w)|\bwww(?=\.)|(?<!\S)(?:<-|[<>~]|-)(?=[->=])", re.I
)
"""Where addresses, emoji, icons and arrows begin that Streamlit makes of plain text."""

AT_THE_START_S: Final = 1.0
"""Up to here a moment is called the clip's start."""

SHAPES: Final[tuple[ShapeName, ...]] = ("neutral", "hinge", "brace")
"""The shapes in the order in which they are taught."""

VIEW_TITLES: Final = {
    "side": "Side view",
    "oblique": "At an angle",
    "front": "Front or back view",
    "unknown": "Not clear",
}


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


def plain(text: str) -> str:
    """Return ``text`` for Markdown to show as it is, on one line.

    Nothing in it becomes a link, a picture, a formula, an icon or a colour. Backslashes see to what
    Markdown itself reads; addresses, emoji, icons and arrows are looked for in the text that is
    left, and are broken by a character that is not seen.
    """
    broken = _SHORTHAND.sub(r"\g<0>" + _WORD_JOINER, printable(text))
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", broken)


def title(analysis: Analysis, movement: Movement | None) -> str:
    """Return the result in a few words: what was done and how often."""
    results = results_of(analysis)
    what = movement.title if movement is not None else "Movement not recognised"
    if not results and analysis.summary.verdict == "cannot_judge":
        return f"This {'set' if is_live(analysis) else 'clip'} cannot be judged as it is"
    if analysis.holds and not analysis.reps:
        return what
    return f"{what}: {counted(analysis.summary.reps, 'repetition')}"


def facts(analysis: Analysis) -> list[str]:
    """Return the clip in a few figures: score with how much it stands on, counts, camera."""
    summary, view = analysis.summary, analysis.view
    score = set_score(analysis)
    told = [] if score is None else [score.text]
    if summary.partial_reps:
        told.append(f"{summary.partial_reps} begun, not counted")
    told.append(VIEW_TITLES[view.kind])
    if view.yaw_deg is not None and math.isfinite(view.yaw_deg):
        told[-1] += f", {figure(view.yaw_deg)}° off the side"
    if view.roll_deg is not None and abs(view.roll_deg) >= TILTED_DEG:
        told[-1] += f", tilted by {figure(abs(view.roll_deg))}° (allowed for)"
    return told


def method(analysis: Analysis) -> list[str]:
    """Return how the clip was read and measured, a line each."""
    clip, chosen = analysis.clip, analysis.movement
    sure = "" if chosen.confidence is None else f", {figure(100 * chosen.confidence)}% sure"
    how = f"recognised in the clip{sure}" if chosen.chosen_by == "auto" else "as you chose"
    name = "Live camera" if is_live(analysis) else plain(clip.name)
    return [
        f"{name}: {figure(clip.duration_s, 1)} s, {clip.width_px} x {clip.height_px} pixels, "
        f"{clip.frames_read} frames read.",
        f"Movement: {how if chosen.id else 'not recognised'}.",
        f"Neutral, the zero of pelvis and back: {plain(neutral_words(analysis))}.",
        "A score is 0 to 100, the mean over the repetitions that have one. Beside it stands how "
        "much of what is looked at could be judged; where that is too little, there is no score.",
        "Every value carries its error, a range that holds the true value nine times out of ten. "
        "Advice is given when the true value lies outside its target with a probability of 90 % "
        "or more; from 70 % on it begins with “Perhaps”.",
        "Bracing cannot be seen by a camera; where it appears, it is an estimate.",
    ]


def filming_tips(analysis: Analysis) -> list[str]:
    """Return what to change when filming, the most likely cause first."""
    tips, posture = [], posture_of(analysis)
    if analysis.view.kind in ("oblique", "front"):
        tips.append(
            "Turn until the camera sees you exactly from the side: shoulder, hip and ankle "
            "of one side, none of your chest or back."
        )
    tips += [
        "Put the phone or camera down at hip height, about three metres away.",
        framing(posture),
        "Film in even light, alone in the picture, in clothes that follow the body.",
        keep_still(posture),
    ]
    return tips
