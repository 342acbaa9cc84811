"""From a clip, or from poses, to an Analysis."""

from pathlib import Path

import numpy as np

from posture_lab.analysis.judging import judged_holds, judged_repetitions
from posture_lab.analysis.measured import Measured, measure
from posture_lab.analysis.options import AnalysisOptions
from posture_lab.analysis.result import Analysis
from posture_lab.analysis.seeing import OnFrame, OnProgress, see_clip
from posture_lab.analysis.summary import summarise
from posture_lab.analysis.why_nothing import why_nothing
from posture_lab.errors import ClipError
from posture_lab.metrics.judging.recognise import MovementChoice, recognise
from posture_lab.metrics.judging.shapes import find_shapes
from posture_lab.metrics.signals.signal import shown
from posture_lab.movements.catalogue import movement as movement_by_id
from posture_lab.pose.sequence import PoseSequence
from posture_lab.video.facts import ClipFacts

MIN_SEEN_S = 0.2
"""A person seen for less than this altogether is a flicker of the pose model, not somebody."""


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
    poses, facts = see(path, options, on_frame, on_progress=on_progress)
    return analyse_poses(poses, facts, options)


def see(
    path: Path,
    options: AnalysisOptions | None = None,
    on_frame: OnFrame | None = None,
    *,
    on_progress: OnProgress | None = None,
) -> tuple[PoseSequence, ClipFacts]:
    """Return the finished poses of one clip and the facts about its file.

    Parameters and errors are those of ``analyse_clip``.
    """
    options = options or AnalysisOptions()
    poses, facts = see_clip(path, options, on_frame=on_frame, on_progress=on_progress)
    if _seen_frames(poses) < _needed_frames(poses):
        raise ClipError(
            f"Nobody can be seen in {path.name}; film one person from head to feet, in good "
            "light, from the side."
        )
    return poses, facts


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
    return judge(measure(poses, clip, options.neutral), options.movement)


def judge(measured: Measured, movement_id: str | None = None) -> Analysis:
    """Count and judge what was measured, as the movement chosen or as the one it is seen to be.

    The same record gives the same result, also after it was saved and read again.

    Raises
    ------
    InputFileError
        If the chosen movement is not known.
    """
    choice = _choose(movement_id, measured)
    movement = None if choice.id is None else movement_by_id(choice.id)
    seen = measured.seen_as(movement)
    reps, partial_reps, like = judged_repetitions(seen, movement)
    holds = judged_holds(seen, movement)
    reason = None
    if not (reps or holds):
        reason = why_nothing(measured, movement, choice, partial_reps)
    return Analysis(
        clip=measured.clip,
        view=measured.view,
        neutral=seen.neutral,
        movement=choice,
        reps=reps,
        partial_reps=partial_reps,
        holds=holds,
        shapes=find_shapes(seen.signals, seen.neutral, held=bool(holds and not reps)),
        summary=summarise(reps, partial_reps, holds, reason),
        remarks=(*measured.remarks, *like),
        parts=measured.parts,
        clothing=measured.clothing,
        poses=measured.poses,
        signals=shown(seen.signals),
        measured=measured,
    )


def _choose(movement_id: str | None, measured: Measured) -> MovementChoice:
    if movement_id is not None:
        return MovementChoice(movement_id, "user", None)
    return recognise(measured.seen_as(None).signals, measured.view.kind)


def _seen_frames(poses: PoseSequence) -> int:
    return int(np.isfinite(poses.landmarks_px[..., 0]).any(axis=1).sum())


def _needed_frames(poses: PoseSequence) -> int:
    if len(poses) < 2:
        return 1
    usual_s = float(np.median(np.diff(poses.time_s)))
    return max(1, min(len(poses), round(MIN_SEEN_S / usual_s)))
