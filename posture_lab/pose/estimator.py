"""Frames in, PoseSequence out: the one place where clips meet MediaPipe."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from posture_lab.arrays import Floats
from posture_lab.pose.aim import Followed
from posture_lab.pose.follower import Follower
from posture_lab.pose.model import find_model
from posture_lab.pose.rows import Row, Rows
from posture_lab.pose.sequence import PoseSequence, Provenance
from posture_lab.pose.subject import SubjectChoice
from posture_lab.pose.surroundings import Surroundings
from posture_lab.video.frame import Frame


@dataclass(frozen=True, slots=True)
class FrameSeen:
    """What a progress bar's live picture shows of the frame just looked at.

    Attributes
    ----------
    time_s : seconds from the clip's first frame.
    image : (H, W, 3) RGB as read.
    landmarks_px : (33, 2) in ``image`` pixels; None when nobody was found.
    """

    time_s: float
    image: NDArray[np.uint8]
    landmarks_px: Floats | None


def estimate_poses(
    frames: Iterable[Frame],
    size_px: tuple[int, int],
    *,
    model: Path | None = None,
    subject: SubjectChoice | None = None,
    on_frame: Callable[[FrameSeen], None] | None = None,
) -> PoseSequence:
    """Return what is seen of the subject in a clip, cleaned, smoothed, with its view.

    Parameters
    ----------
    frames : the clip's frames in order of time; read once, never held.
    size_px : (width, height) of the upright picture.
    model : a Pose Landmarker ``.task`` file; None takes the usual one (see ``find_model``).
    subject : who is followed; None follows the largest and most central person at the start.
    on_frame : called after every frame; an exception raised in it (``CancelledError``) stops the
        work.

    Returns
    -------
    PoseSequence
        All NaN when nobody is found.

    Raises
    ------
    ModelError
        If the model file is missing or is not a Pose Landmarker.
    """
    # Here, not above: a process that looks at a part of a clip starts twice as fast without SciPy.
    from posture_lab.pose.finish import finish_sequence  # noqa: PLC0415

    # Not kept here in a variable: a long clip's raw arrays go while the finished ones are made.
    return finish_sequence(
        estimate_raw(frames, size_px, model=model, subject=subject, on_frame=on_frame)
    )


def estimate_raw(
    frames: Iterable[Frame],
    size_px: tuple[int, int],
    *,
    model: Path | None = None,
    subject: SubjectChoice | None = None,
    on_frame: Callable[[FrameSeen], None] | None = None,
) -> PoseSequence:
    """Return the unfinished sequence of a clip or a part of it, for ``finish_sequence``.

    Parameters and errors are those of :func:`estimate_poses`. Work on parts of one clip may run
    in several processes; MediaPipe uses one core in each.
    """
    path = find_model(model)
    rows, around = Rows(size_px), Surroundings()
    with Follower(path, subject) as follower:
        for frame in frames:
            seen = follower.see(frame, around.change(frame.time_s, frame.image))
            landmarks_px = None if seen is None else seen.landmarks_px
            rows.add(frame.time_s, None if seen is None else _as_row(frame, seen))
            around.look(frame.time_s, frame.image, landmarks_px, frame.scale)
            if on_frame is not None:
                on_frame(FrameSeen(frame.time_s, frame.image, landmarks_px))
        around.finish()
        follower.finish()
        for start_s, end_s in follower.void_s:
            rows.forget(start_s, end_s)
        provenance = Provenance(model=path.name, warnings=tuple(follower.warnings))
        appearances = follower.appearances
    return rows.sequence(
        provenance,
        around.lines,
        cuts_s=tuple(around.cuts),
        footage=around.footage(appearances),
    )


def _as_row(frame: Frame, followed: Followed) -> Row:
    outline, leg_outline = followed.outlines()
    return Row(
        landmarks_px=followed.landmarks_px / frame.scale,
        world_m=followed.world_m,
        visibility=followed.visibility,
        outline=outline,
        leg_outline=leg_outline,
    )
