"""A set that has ended, as an Analysis like that of a clip."""

from dataclasses import replace
from typing import Final

from posture_lab.analysis.options import AnalysisOptions
from posture_lab.analysis.pipeline import analyse_poses
from posture_lab.analysis.result import Analysis, RepetitionResult
from posture_lab.analysis.summary import summarise
from posture_lab.metrics.counting.reps import PartialRepetition
from posture_lab.metrics.signals.neutral import Neutral
from posture_lab.movements.record import Movement
from posture_lab.pose.sequence import PoseSequence
from posture_lab.video.facts import ClipFacts

NAME: Final = "camera"


def analyse_set(
    poses: PoseSequence,
    movement: Movement,
    neutral: Neutral,
    reps: tuple[RepetitionResult, ...],
    partial_reps: tuple[PartialRepetition, ...],
) -> Analysis:
    """Analyse the finished poses of a set; the repetitions are those that were counted live.

    Each is measured and judged anew where the poses still hold it, now that what came after it is
    known too: exactly as in a clip. Times are seconds since the page's first camera frame.
    """
    found = analyse_poses(
        poses, _facts(poses), AnalysisOptions(movement=movement.id, neutral=neutral)
    )
    if movement.kind == "hold":
        return found
    reps = tuple(
        replace(_seen_whole(rep, found.reps), index=index)
        for index, rep in enumerate(reps, start=1)
    )
    summary = summarise(reps, partial_reps, found.holds, None if reps else _why_none(partial_reps))
    return replace(found, reps=reps, partial_reps=partial_reps, summary=summary)


def _why_none(partial_reps: tuple[PartialRepetition, ...]) -> str:
    """What to say of a set without a repetition, to somebody who stands before the camera."""
    if partial_reps:
        return f"No repetition was completed. The first one begun: {partial_reps[0].reason}"
    return "The set was stopped before its first repetition."


def _seen_whole(live: RepetitionResult, recorded: tuple[RepetitionResult, ...]) -> RepetitionResult:
    """Return the same repetition as found in the whole set; ``live`` when it is not there."""
    same = (rep for rep in recorded if live.start_s <= rep.turn_s <= live.end_s)
    return next(same, live)


def _facts(poses: PoseSequence) -> ClipFacts:
    width, height = poses.image_size_px
    return ClipFacts(
        name=NAME,
        sha256="",
        width_px=width,
        height_px=height,
        duration_s=float(poses.time_s[-1] - poses.time_s[0]),
        frames_read=len(poses),
        frames_declared=None,
        rotation_deg=0,
        variable_frame_rate=True,
    )
