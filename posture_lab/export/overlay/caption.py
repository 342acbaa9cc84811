"""The words over a clip: repetition counter above, cue below."""

import math
from dataclasses import dataclass

from posture_lab.analysis.result import Analysis, HoldResult, RepetitionResult
from posture_lab.export.overlay.strokes import Picture
from posture_lab.export.overlay.style import ANGLE_COLOURS, BACK_EDGE, NEAR, PAPER, Sizes
from posture_lab.export.overlay.text import Line, panel, paste, wrap

CUE_AFTER_S = 2.5
"""How long the words about a repetition stay after it has ended, unless the next one begins."""

MAX_CUES = 2
"""Nobody follows more than two sentences while watching."""


@dataclass(frozen=True, slots=True)
class Caption:
    """What is written at one moment: large count, small line under it, sentences below.

    ``count`` is empty where nothing can be counted: that is not the same as none.
    """

    count: str
    under: str
    sentences: tuple[str, ...]
    is_cue: bool


def caption_at(analysis: Analysis, time_s: float) -> Caption:
    """Return the words for a moment of the clip, in seconds."""
    result = _current(analysis, time_s)
    if analysis.summary.verdict == "cannot_judge":
        sentences: tuple[str, ...] = (analysis.summary.reason or "",)
        is_cue = False
    else:
        sentences, is_cue = _words(result, time_s) if result else ((), False)
    if analysis.holds:
        held = sum(
            min(time_s, hold.end_s) - hold.start_s
            for hold in analysis.holds
            if time_s > hold.start_s
        )
        return Caption(f"{held:.0f}", "seconds held", sentences, is_cue)
    if analysis.summary.verdict == "cannot_judge" and not (analysis.reps or analysis.partial_reps):
        return Caption("", "", sentences, is_cue)
    done = sum(rep.end_s <= time_s for rep in analysis.reps)
    partial = sum(rep.end_s <= time_s for rep in analysis.partial_reps)
    under = "repetition" if done == 1 else "repetitions"
    if partial:
        under += f", {partial} partial"
    return Caption(str(done), under, sentences, is_cue)


def draw_caption(picture: Picture, caption: Caption, sizes: Sizes) -> None:
    """Draw the counter at the top left and the sentences at the bottom."""
    height, width = picture.shape[:2]
    if caption.count:
        counter: tuple[Line, ...] = (
            (caption.count, sizes.big_letter, PAPER),
            (caption.under, sizes.letter, NEAR),
        )
        paste(picture, panel(counter, sizes.margin), sizes.margin, sizes.margin)
    if not caption.sentences:
        return
    room = width - 4 * sizes.margin
    letter = round(sizes.letter * 1.15)
    lines: tuple[Line, ...] = tuple(
        (words, letter, BACK_EDGE if caption.is_cue else PAPER)
        for sentence in caption.sentences
        for words in wrap(sentence, letter, room)
    )
    stamp = panel(lines, sizes.margin, centred=True)
    h, w = stamp.shape[:2]
    paste(picture, stamp, (width - w) // 2, height - h - sizes.margin)


def draw_readout(picture: Picture, angles: dict[str, float], sizes: Sizes) -> None:
    """Draw the angles, in degrees, at the top right in the colours of their arcs; NaN as "-"."""
    lines: tuple[Line, ...] = tuple(
        (f"{name} {angle:.0f}°" if math.isfinite(angle) else f"{name} -", sizes.letter, colour)
        for name, colour in ANGLE_COLOURS.items()
        for angle in (angles.get(name, math.nan),)
    )
    # As wide as it will ever be, so that it does not twitch with the number of digits.
    stamp = panel(lines, sizes.margin, width=sizes.letter * 6)
    paste(picture, stamp, picture.shape[1] - stamp.shape[1] - sizes.margin, sizes.margin)


def _current(analysis: Analysis, time_s: float) -> RepetitionResult | HoldResult | None:
    """The repetition or hold that has most recently turned (or begun) and is still talked about."""
    for rep in reversed(analysis.reps):
        later = [other.start_s for other in analysis.reps if other.start_s > rep.start_s]
        until = min([rep.end_s + CUE_AFTER_S, *later])
        if rep.turn_s <= time_s <= until:
            return rep
    for hold in reversed(analysis.holds):
        if hold.start_s <= time_s <= hold.end_s:
            return hold
    return None


def _words(result: RepetitionResult | HoldResult, time_s: float) -> tuple[tuple[str, ...], bool]:
    judgement = result.judgement
    if judgement.cues:
        return tuple(cue.text for cue in judgement.cues[:MAX_CUES]), True
    if judgement.verdict == "cannot_judge":
        return (judgement.reason or "This one cannot be judged.",), False
    over = time_s >= result.end_s
    if over and isinstance(result, RepetitionResult) and judgement.score is not None:
        return (f"Repetition {result.index}: {judgement.score:.0f} of 100",), False
    return (), False
