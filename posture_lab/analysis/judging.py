"""The one door for judging: from what was seen and a window of it to a judged result."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from posture_lab.analysis.circumstances import Remark
from posture_lab.analysis.result import HoldResult, RepetitionResult
from posture_lab.figures import figure
from posture_lab.metrics.counting.holds import hold_windows
from posture_lab.metrics.counting.repetition import Hold, PartialRepetition, Repetition
from posture_lab.metrics.counting.reps import find_repetitions
from posture_lab.metrics.judging.from_here import why_not_from_here
from posture_lab.metrics.judging.judgement import Judgement
from posture_lab.metrics.judging.measures import Findings, measure_hold, measure_repetition
from posture_lab.metrics.judging.scoring import judge, looks_like
from posture_lab.metrics.judging.seen import Seen
from posture_lab.metrics.judging.straighten import straighten
from posture_lab.metrics.signals.in_view import reasons
from posture_lab.movements.record import Lookalike, Movement

MIN_HELD_SHARE: Final = 0.5
"""A posture held for less of the clip is a moment of it, not the clip's."""

_MOSTLY: Final = 0.5

Window = Repetition | Hold


@dataclass(frozen=True, slots=True)
class Judged:
    """One window as judged.

    ``like`` is the movement that it looks like instead, if any; ``from_here`` whether its form
    could be judged from where the camera was.
    """

    judgement: Judgement
    like: Lookalike | None = None
    from_here: bool = True


def judge_windows(seen: Seen, movement: Movement, windows: Sequence[Window]) -> tuple[Judged, ...]:
    """Judge repetitions or holds as a movement; whoever judges anything comes through here.

    ``windows`` are in order of time: the standing after one ends where the next begins. What a
    camera at an angle cannot judge says so.
    """
    why_not = why_not_from_here(seen.sight)
    starts = [*(window.start_s for window in windows[1:]), None]
    judged = []
    for window, next_start_s in zip(windows, starts, strict=False):
        if isinstance(window, Hold):
            judged.append(_judge_hold(seen, movement, window))
        elif (unseen := why_not(window.start_s, window.end_s)) is not None:
            judged.append(_not_from_here(movement, unseen))
        else:
            judged.append(_judge_repetition(seen, movement, window, next_start_s))
    return tuple(judged)


def _not_from_here(movement: Movement, why: str) -> Judged:
    nothing = judge(Findings({}, dict.fromkeys(movement.measures, why)), movement)
    return Judged(replace(nothing, reason=why), from_here=False)


def _judge_repetition(
    seen: Seen, movement: Movement, window: Repetition, next_start_s: float | None
) -> Judged:
    findings = straighten(
        measure_repetition(
            seen.signals,
            window,
            movement,
            neutral=seen.neutral,
            next_start_s=next_start_s,
            why_missing=reasons(seen.sight, seen.neutral),
        )
    )
    return Judged(judge(findings, movement), looks_like(findings, movement))


def _judge_hold(seen: Seen, movement: Movement, window: Hold) -> Judged:
    findings = measure_hold(
        seen.signals,
        window.start_s,
        window.end_s,
        movement,
        neutral=seen.neutral,
        why_missing=reasons(seen.sight, seen.neutral),
    )
    return Judged(judge(straighten(findings), movement))


Repetitions = tuple[tuple[RepetitionResult, ...], tuple[PartialRepetition, ...], tuple[Remark, ...]]


def judged_repetitions(seen: Seen, movement: Movement | None) -> Repetitions:
    """Count and judge the repetitions of the movement that was chosen.

    Returns the repetitions, the partial ones, and a remark where most of them look like another
    movement; they are judged as the one that was chosen all the same.
    """
    if movement is None:
        return (), (), ()
    own = seen.neutral if seen.neutral.is_own else None
    found, partial_reps = find_repetitions(seen.signals, movement, own)
    judged = judge_windows(seen, movement, found)
    results = tuple(
        RepetitionResult(
            index, window.start_s, window.turn_s, window.end_s, each.judgement, window.side
        )
        for index, (window, each) in enumerate(zip(found, judged, strict=True), start=1)
    )
    return results, partial_reps, _remarks([each.like for each in judged if each.from_here])


def judged_holds(seen: Seen, movement: Movement | None) -> tuple[HoldResult, ...]:
    """Find and judge the held postures of a posture check; none for any other movement.

    Held for less than MIN_HELD_SHARE of the clip altogether, a posture has no score.
    """
    if movement is None or movement.held is None:
        return ()
    windows = [Hold(*times) for times in hold_windows(seen.signals, movement.held)]
    held_s = sum(window.end_s - window.start_s for window in windows)
    time_s = seen.signals.time_s
    clip_s = float(time_s[-1] - time_s[0]) if len(time_s) > 1 else 0.0
    results = []
    for index, (window, each) in enumerate(
        zip(windows, judge_windows(seen, movement, windows), strict=True), start=1
    ):
        judgement = each.judgement
        if held_s < MIN_HELD_SHARE * clip_s:
            judgement = _unscored(judgement, held_s, clip_s)
        results.append(HoldResult(index, window.start_s, window.end_s, judgement, window.side))
    return tuple(results)


def _unscored(judgement: Judgement, held_s: float, clip_s: float) -> Judgement:
    return replace(
        judgement,
        score=None,
        verdict="cannot_judge",
        reason=(
            f"Not scored: the posture was seen still for only {figure(held_s, 1)} of "
            f"{figure(clip_s, 1)} seconds; stay in it for most of the clip, seen from the side."
        ),
    )


def _remarks(like: Sequence[Lookalike | None]) -> tuple[Remark, ...]:
    """What most of the judged repetitions look like, where that is another movement."""
    others = [other for other in like if other is not None]
    if not others or len(others) <= _MOSTLY * len(like):
        return ()
    other = others[0]
    return (Remark(f"looks_like_{other.movement}", other.text),)
