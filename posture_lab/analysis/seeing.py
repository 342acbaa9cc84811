"""A clip to its PoseSequence: in this process, or its parts shared by several."""

from collections.abc import Callable
from pathlib import Path

from posture_lab.analysis.options import AnalysisOptions
from posture_lab.analysis.parts import see_in_parts, split
from posture_lab.pose.estimator import FrameSeen, estimate_poses
from posture_lab.pose.sequence import PoseSequence
from posture_lab.video.facts import ClipFacts
from posture_lab.video.reader import ClipReader

OnFrame = Callable[[FrameSeen], None]
OnProgress = Callable[[float], None]


def see_clip(
    clip: Path,
    options: AnalysisOptions,
    *,
    on_frame: OnFrame | None = None,
    on_progress: OnProgress | None = None,
) -> tuple[PoseSequence, ClipFacts]:
    """Return the finished poses of a clip and the facts about its file.

    With ``options.workers`` above 1 a clip that is long enough is split into parts that are
    looked at in processes of their own. Parameters and errors are those of ``analyse_clip``.
    """
    with ClipReader(clip, sample_fps=options.sample_fps, limits=options.limits) as reader:
        from_s = 0.0 if options.subject is None else options.subject.time_s
        parts = split(reader.duration_s, options.workers, from_s)
        if len(parts) > 1:
            return see_in_parts(
                clip,
                options,
                parts,
                duration_s=reader.duration_s,
                on_frame=on_frame,
                on_progress=on_progress,
            )
        poses = estimate_poses(
            reader,
            reader.size_px,
            model=options.model,
            subject=options.subject,
            on_frame=frame_listener(on_frame, on_progress, reader.duration_s),
        )
        return poses, reader.facts()


def frame_listener(
    on_frame: OnFrame | None, on_progress: OnProgress | None, duration_s: float | None
) -> OnFrame | None:
    """Return one listener that serves both; None when nobody listens."""
    if on_progress is None or not duration_s:
        return on_frame

    def listen(seen: FrameSeen) -> None:
        if on_frame is not None:
            on_frame(seen)
        on_progress(min(seen.time_s / duration_s, 1.0))

    return listen
