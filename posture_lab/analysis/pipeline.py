"""From a clip, or from poses, to an Analysis."""

import math
from dataclasses import replace
from pathlib import Path

import numpy as np

from posture_lab.analysis.judging import Seen, judged_holds, judged_repetitions
from posture_lab.analysis.options import AnalysisOptions
from posture_lab.analysis.result import Analysis, ViewFacts
from posture_lab.analysis.seeing import OnFrame, OnProgress, see_clip
from posture_lab.analysis.stretches import clip_parts, view_remarks
from posture_lab.analysis.summary import summarise
from posture_lab.errors import ClipError
from posture_lab.metrics.closer_view import with_closer_view
from posture_lab.metrics.clothing import judge_clothing
from posture_lab.metrics.compute import raw_signals
from posture_lab.metrics.context import with_context
from posture_lab.metrics.find_neutral import find_neutral
from posture_lab.metrics.in_view import reasons, why_missing
from posture_lab.metrics.neutral import relative_to_neutral
from posture_lab.metrics.recognise import MovementChoice, recognise
from posture_lab.metrics.reps import PartialRepetition
from posture_lab.metrics.shapes import find_shapes
from posture_lab.metrics.signals import Signals
from posture_lab.movements.catalogue import movement as movement_by_id
from posture_lab.movements.record import Movement
from posture_lab.pose.sequence import PoseSequence
from posture_lab.video.facts import ClipFacts

MIN_SEEN_S = 0.2
"""A person seen for less than this altogether is a flicker of the pose model, not somebody."""

_MOSTLY = 0.5


def analyse_clip(
    path: Path,
    options: AnalysisOptions | None = None,
    on_frame: OnFrame | None = None,
    *,
    on_progress: OnProgress | None = None,
) -> Analysis:
    """Analyse one clip: see, measure, count, score, cue.

    Memory does not grow with the clip's length, but for a few kilobytes a frame.

    Parameters
    ----------
    path : the video file.
    options : what can be chosen; None for the defaults.
    on_frame : called with what was seen after every frame (with several workers, after every
        frame of the first part); an exception raised in it (``CancelledError``) stops the work.
    on_progress : called with how far the work is, 0 to 1; may raise in the same way.

    Returns
    -------
    Analysis
        With poses and signals. What cannot be judged says so, with the reason.

    Raises
    ------
    ClipError
        If the clip cannot be read, is outside the limits, or shows nobody.
    ModelError
        If the pose model cannot be used.
    InputFileError
        If the chosen movement is not known.
    """
    options = options or AnalysisOptions()
    if options.movement is not None:
        movement_by_id(options.movement)
    poses, facts = see_clip(path, options, on_frame=on_frame, on_progress=on_progress)
    if _seen_frames(poses) < _needed_frames(poses):
        raise ClipError(
            f"Nobody can be seen in {path.name}; film one person from head to feet, in good "
            "light, from the side."
        )
    return analyse_poses(poses, facts, options)


def analyse_poses(
    poses: PoseSequence, clip: ClipFacts, options: AnalysisOptions | None = None
) -> Analysis:
    """Analyse finished poses; pure, and the same for recorded clips and live sets.

    Raises
    ------
    InputFileError
        If the chosen movement is not known.
    """
    options = options or AnalysisOptions()
    poses = with_closer_view(poses)
    raw = raw_signals(poses)
    neutral = options.neutral or find_neutral(poses, raw)
    signals = relative_to_neutral(raw, neutral)
    in_context = with_context(signals, poses)
    choice = _choose(options.movement, in_context, poses)
    movement = None if choice.id is None else movement_by_id(choice.id)
    if movement is not None and movement.posture == "sitting" and options.neutral is None:
        neutral = find_neutral(poses, raw, posture="sitting")
        signals = relative_to_neutral(raw, neutral)
        in_context = with_context(signals, poses)
    seen = Seen(poses, in_context, neutral, reasons(poses, neutral))
    reps, partial_reps, like = judged_repetitions(seen, movement)
    holds = judged_holds(seen, movement)
    reason = None
    if not (reps or holds):
        reason = _why_nothing(poses, signals, movement, choice, partial_reps)
    parts = clip_parts(poses)
    return Analysis(
        clip=_with_warnings(clip, poses),
        view=_view_facts(poses),
        neutral=neutral,
        movement=choice,
        reps=reps,
        partial_reps=partial_reps,
        holds=holds,
        shapes=find_shapes(signals, neutral, held=bool(holds and not reps)),
        summary=summarise(reps, partial_reps, holds, reason),
        remarks=(*view_remarks(poses, clip, parts), *like),
        parts=parts,
        clothing=judge_clothing(poses),
        poses=poses,
        signals=signals,
    )


def _choose(movement_id: str | None, signals: Signals, poses: PoseSequence) -> MovementChoice:
    if movement_id is not None:
        return MovementChoice(movement_id, "user", None)
    return recognise(signals, poses.view)


def _why_nothing(
    poses: PoseSequence,
    signals: Signals,
    movement: Movement | None,
    choice: MovementChoice,
    partial_reps: tuple[PartialRepetition, ...],
) -> str | None:
    """Why neither a repetition nor a hold was found."""
    name = "trunk_inclination_deg"
    if movement is not None and movement.drive is not None:
        name = movement.drive.signal
    if len(poses) < 2:
        return "The clip is a single picture; a movement needs a clip of a few seconds."
    unseen = ~np.isfinite(signals[name].values)
    if unseen.mean() > _MOSTLY:
        return _why_unseen(poses, name)
    if movement is None:
        return choice.reason
    if movement.kind == "hold":
        return "No still moment was seen; hold the posture for a few seconds."
    if partial_reps:
        return f"No repetition was completed. The first one begun: {partial_reps[0].reason}"
    return (
        f"No full repetition of {movement.title.lower()} was seen; "
        "film two or more, and keep still for a second before the first."
    )


def _why_unseen(poses: PoseSequence, signal: str) -> str | None:
    left_out = _seen_frames(poses) < _MOSTLY * len(poses)
    if left_out and poses.provenance.warnings:  # e.g. others came too near
        return poses.provenance.warnings[-1]
    return why_missing(poses, signal)


def _view_facts(poses: PoseSequence) -> ViewFacts:
    view = poses.view
    if view is None:
        return ViewFacts("unknown", None, None, None)
    yaw = view.yaw_deg if math.isfinite(view.yaw_deg) else None
    level = poses.level
    roll, error = (None, None) if level is None else (level.roll_deg, level.stated_error_deg)
    yaw_error = None if yaw is None else view.yaw_error_deg
    return ViewFacts(view.kind, view.facing, yaw, view.near_side, roll, error, yaw_error)


def _with_warnings(clip: ClipFacts, poses: PoseSequence) -> ClipFacts:
    notes = tuple(dict.fromkeys((*clip.warnings, *poses.provenance.warnings)))
    return replace(clip, warnings=notes)


def _seen_frames(poses: PoseSequence) -> int:
    return int(np.isfinite(poses.landmarks_px[..., 0]).any(axis=1).sum())


def _needed_frames(poses: PoseSequence) -> int:
    if len(poses) < 2:
        return 1
    usual_s = float(np.median(np.diff(poses.time_s)))
    return max(1, min(len(poses), round(MIN_SEEN_S / usual_s)))
