"""The words over a clip: repetition counter above, cue below."""

import math
from dataclasses import dataclass

from posture_lab.analysis.result import Analysis, HoldResult, RepetitionResult
from posture_lab.export.overlay.strokes import Picture
from posture_lab.export.overlay.style import ANGLE_COLOURS, BACK_EDGE, NEAR, PAPER, Sizes
from posture_lab.export.overlay.text import Line, panel, paste, wrap
from posture_lab.figures import figure
from posture_lab.telling.cue_words import is_sure, sure_first, to_read
from posture_lab.telling.headline import headline
from posture_lab.telling.neutral_words import taken_at
from posture_lab.telling.results import has_score, is_judged, is_scored, results_of
from posture_lab.telling.score import not_scored, score_text

CUE_AFTER_S = 2.5
"""How long the words about a repetition stay after it has ended, unless the next one begins."""

MAX_CUES = 2
"""Nobody follows more than two sentences while watching."""


EDGE_KEY = (("line: back", BACK_EDGE), ("line: front", PAPER))
"""What the lines along the trunk are, each written in its own colour."""

NEUTRAL_HERE = "Your own neutral is taken from here."


@dataclass(frozen=True, slots=True)
class Caption:
    """What is written at one moment: large count, small line under it, sentences below.

    ``count`` is empty where nothing can be counted: that is not the same as none. ``cues`` is how
    many of the sentences, from the first, are cues that are sure.
    """

    count: str
    under: str
    sentences: tuple[str, ...]
    cues: int = 0

    @property
    def is_cue(self) -> bool:
        """Whether a cue that is sure is among the sentences."""
        return self.cues > 0


def caption_at(analysis: Analysis, time_s: float) -> Caption:
    """Return the words for a moment of the clip, in seconds."""
    sentences, cues = _sentences(analysis, time_s)
    if analysis.holds:
        held = sum(
            min(time_s, hold.end_s) - hold.start_s
            for hold in analysis.holds
            if time_s > hold.start_s
        )
        return Caption(figure(held), "seconds held", sentences, cues)
    if analysis.summary.verdict == "cannot_judge" and not (analysis.reps or analysis.partial_reps):
        return Caption("", "", sentences, cues)
    done = sum(rep.end_s <= time_s for rep in analysis.reps)
    partial = sum(rep.end_s <= time_s for rep in analysis.partial_reps)
    under = "repetition" if done == 1 else "repetitions"
    if partial:
        under += f", {partial} partial"
    return Caption(str(done), under, sentences, cues)


def _sentences(analysis: Analysis, time_s: float) -> tuple[tuple[str, ...], int]:
    """The sentences of a moment, and how many of them are cues that are sure.

    A repetition has its own words. After the last one comes the word on the whole set; where
    nothing has a score, that it is so stands there from the beginning.
    """
    results = results_of(analysis)
    if not results:
        told = analysis.summary.verdict == "cannot_judge"
        return ((analysis.summary.reason or "",) if told else ()), 0
    if not is_judged(analysis):
        return (not_scored(results[0].judgement.reason),), 0
    current = _current(analysis, time_s)
    if current is not None:
        return _words(current, analysis, time_s)
    if time_s > max(result.end_s for result in results):
        return (headline(analysis),), 0
    return _between(analysis, time_s), 0


def _between(analysis: Analysis, time_s: float) -> tuple[str, ...]:
    """What is said while no repetition is talked about."""
    if taken_at(analysis.neutral, time_s):
        return (NEUTRAL_HERE,)
    first = results_of(analysis)[0]
    if not is_scored(analysis) and time_s < first.start_s:
        return (not_scored(first.judgement.reason),)
    return ()


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
        (words, letter, BACK_EDGE if index < caption.cues else PAPER)
        for index, sentence in enumerate(caption.sentences)
        for words in wrap(sentence, letter, room)
    )
    stamp = panel(lines, sizes.margin, centred=True)
    h, w = stamp.shape[:2]
    paste(picture, stamp, (width - w) // 2, height - h - sizes.margin)


def draw_readout(
    picture: Picture, angles: dict[str, float], sizes: Sizes, *, with_edges: bool = False
) -> None:
    """Draw the angles, in degrees, at the top right in the colours of their arcs; NaN as "-".

    ``with_edges`` adds the key to the lines along the trunk, in their colours.
    """
    lines: tuple[Line, ...] = tuple(
        (f"{name} {figure(angle)}°" if math.isfinite(angle) else f"{name} -", sizes.letter, colour)
        for name, colour in ANGLE_COLOURS.items()
        for angle in (angles.get(name, math.nan),)
    )
    if with_edges:
        small = round(sizes.letter * 0.85)
        lines += tuple((words, small, colour) for words, colour in EDGE_KEY)
    # As wide as it will ever be, so that it does not twitch with the number of digits.
    stamp = panel(lines, sizes.margin, width=sizes.letter * 6)
    paste(picture, stamp, picture.shape[1] - stamp.shape[1] - sizes.margin, sizes.margin)


def _current(analysis: Analysis, time_s: float) -> RepetitionResult | HoldResult | None:
    """The repetition or hold that has most recently turned (or begun) and is still talked about."""
    for rep in reversed(analysis.reps):
        later = [other.start_s for other in analysis.reps if other.start_s > rep.start_s]
        # After the last one there has to be time for the word on the whole set.
        left_s = max(analysis.clip.duration_s - rep.end_s, 0.0)
        until = min([rep.end_s + min(CUE_AFTER_S, left_s / 2), *later])
        if rep.turn_s <= time_s <= until:
            return rep
    for hold in reversed(analysis.holds):
        if hold.start_s <= time_s <= hold.end_s:
            return hold
    return None


def _words(
    result: RepetitionResult | HoldResult, analysis: Analysis, time_s: float
) -> tuple[tuple[str, ...], int]:
    judgement = result.judgement
    if judgement.cues:
        shown = sure_first(judgement.cues)[:MAX_CUES]
        return tuple(to_read(cue) for cue in shown), sum(is_sure(cue) for cue in shown)
    if not has_score(judgement):
        return (not_scored(judgement.reason),), 0
    if time_s >= result.end_s and isinstance(result, RepetitionResult):
        score = score_text(judgement, analysis.movement.id)
        return (f"Repetition {result.index}: {score}",), 0
    return (), 0
