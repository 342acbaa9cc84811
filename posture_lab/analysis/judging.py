"""From what was seen of a clip to its judged repetitions and holds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from posture_lab.analysis.result import HoldResult, Remark, RepetitionResult
from posture_lab.metrics.from_here import why_not_from_here
from posture_lab.metrics.holds import hold_windows
from posture_lab.metrics.judgement import Judgement
from posture_lab.metrics.measures import Findings, WhyMissing, measure_hold, measure_repetition
from posture_lab.metrics.neutral import Neutral
from posture_lab.metrics.repetition import PartialRepetition, Repetition
from posture_lab.metrics.reps import find_repetitions
from posture_lab.metrics.scoring import judge, looks_like
from posture_lab.metrics.signals import Signals
from posture_lab.metrics.straighten import straighten
from posture_lab.movements.record import Lookalike, Movement
from posture_lab.pose.sequence import PoseSequence

Repetitions = tuple[tuple[RepetitionResult, ...], tuple[PartialRepetition, ...], tuple[Remark, ...]]

MIN_HELD_SHARE: Final = 0.5
"""A posture held for less of the clip is a moment of it, not the clip's."""

_MOSTLY: Final = 0.5


@dataclass(frozen=True, slots=True)
class Seen:
    """A clip before it is judged: signals relative to the neutral, with context, and reasons."""

    poses: PoseSequence
    signals: Signals
    neutral: Neutral
    why_missing: WhyMissing


def judged_repetitions(seen: Seen, movement: Movement | None) -> Repetitions:
    """Count and judge the repetitions of the movement that was chosen.

    Returns the repetitions, the partial ones, and a remark where most of them look like another
    movement; they are judged as the one that was chosen all the same.
    """
    if movement is None:
        return (), (), ()
    own = seen.neutral if seen.neutral.is_own else None
    found, partial_reps = find_repetitions(seen.signals, movement, own)
    why_not = why_not_from_here(seen.poses)
    results, like = [], []
    for index, window in enumerate(found, start=1):
        next_start_s = found[index].start_s if index < len(found) else None
        unseen = why_not(window.start_s, window.end_s)
        if unseen is None:
            findings = _measured(seen, window, movement, next_start_s)
            judgement = judge(findings, movement)
            like.append(looks_like(findings, movement))
        else:
            nothing = Findings({}, dict.fromkeys(movement.measures, unseen))
            judgement = replace(judge(nothing, movement), reason=unseen)
        results.append(
            RepetitionResult(index, window.start_s, window.turn_s, window.end_s, judgement)
        )
    return tuple(results), partial_reps, _remarks(like)


def _measured(
    seen: Seen, window: Repetition, movement: Movement, next_start_s: float | None
) -> Findings:
    return straighten(
        measure_repetition(
            seen.signals,
            window,
            movement,
            neutral=seen.neutral,
            next_start_s=next_start_s,
            why_missing=seen.why_missing,
        )
    )


def judged_holds(seen: Seen, movement: Movement | None) -> tuple[HoldResult, ...]:
    """Find and judge the held postures of a posture check; none for any other movement.

    Held for less than MIN_HELD_SHARE of the clip altogether, a posture has no score.
    """
    if movement is None or movement.held is None:
        return ()
    windows = hold_windows(seen.signals, movement.held)
    held_s = sum(end_s - start_s for start_s, end_s in windows)
    time_s = seen.signals.time_s
    clip_s = float(time_s[-1] - time_s[0]) if len(time_s) > 1 else 0.0
    results = []
    for index, (start_s, end_s) in enumerate(windows, start=1):
        findings = measure_hold(
            seen.signals,
            start_s,
            end_s,
            movement,
            neutral=seen.neutral,
            why_missing=seen.why_missing,
        )
        judgement = judge(straighten(findings), movement)
        if held_s < MIN_HELD_SHARE * clip_s:
            judgement = _unscored(judgement, held_s, clip_s)
        results.append(HoldResult(index, start_s, end_s, judgement))
    return tuple(results)


def _unscored(judgement: Judgement, held_s: float, clip_s: float) -> Judgement:
    return replace(
        judgement,
        score=None,
        verdict="cannot_judge",
        reason=(
            f"Not scored: the posture was seen still for only {held_s:.1f} of {clip_s:.1f} "
            "seconds; stay in it for most of the clip, seen from the side."
        ),
    )


def _remarks(like: Sequence[Lookalike | None]) -> tuple[Remark, ...]:
    """What most of the repetitions look like, where that is another movement."""
    others = [other for other in like if other is not None]
    if not others or len(others) <= _MOSTLY * len(like):
        return ()
    other = others[0]
    return (Remark(f"looks_like_{other.movement}", other.text),)
