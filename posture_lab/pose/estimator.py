"""Frames in, PoseSequence out: the one place where clips meet MediaPipe."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from posture_lab.pose.finish import finish_sequence
from posture_lab.pose.follower import Followed, Follower
from posture_lab.pose.landmarks import LANDMARK_COUNT
from posture_lab.pose.model import find_model
from posture_lab.pose.outline import trace_outline
from posture_lab.pose.sequence import OUTLINE_STATIONS, PoseSequence, Provenance
from posture_lab.pose.subject import SubjectChoice
from posture_lab.video.frame import Frame

Floats = NDArray[np.float64]


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
    raw = estimate_raw(frames, size_px, model=model, subject=subject, on_frame=on_frame)
    return finish_sequence(raw)


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
    rows = _Rows(size_px)
    with Follower(path, subject) as follower:
        for frame in frames:
            seen = follower.see(frame)
            rows.add(frame, seen)
            if on_frame is not None:
                on_frame(
                    FrameSeen(
                        frame.time_s, frame.image, None if seen is None else seen.landmarks_px
                    )
                )
        for start_s, end_s in follower.void_s:
            rows.forget(start_s, end_s)
        warnings = tuple(follower.warnings)
    return rows.sequence(Provenance(model=path.name, warnings=warnings))


class _Rows:
    """Collects frames one by one into the arrays of a PoseSequence."""

    def __init__(self, size_px: tuple[int, int]) -> None:
        self._size_px = size_px
        self._times: list[float] = []
        self._rows: list[tuple[Floats, Floats, Floats, Floats]] = []

    def add(self, frame: Frame, followed: Followed | None) -> None:
        self._times.append(frame.time_s)
        if followed is None:
            self._rows.append(_NOBODY)
            return
        seen = followed.seen
        outline = _NOBODY[3] if seen.mask is None else trace_outline(seen.mask, seen.landmarks_px)
        landmarks_px = followed.landmarks_px / frame.scale
        self._rows.append((landmarks_px, seen.world_m, seen.visibility, outline))

    def forget(self, start_s: float, end_s: float) -> None:
        """Make the frames from ``start_s`` up to but without ``end_s`` frames with nobody."""
        for index, time_s in enumerate(self._times):
            if start_s <= time_s < end_s:
                self._rows[index] = _NOBODY

    def sequence(self, provenance: Provenance) -> PoseSequence:
        def column(index: int) -> Floats:
            rows = [row[index] for row in self._rows]
            return np.array(rows, dtype=np.float64).reshape(-1, *_NOBODY[index].shape)

        return PoseSequence(
            time_s=np.array(self._times, dtype=np.float64),
            landmarks_px=column(0),
            world_m=column(1),
            visibility=column(2),
            outline=column(3),
            image_size_px=self._size_px,
            provenance=provenance,
        )


_NOBODY = (
    np.full((LANDMARK_COUNT, 2), np.nan),
    np.full((LANDMARK_COUNT, 3), np.nan),
    np.full(LANDMARK_COUNT, np.nan),
    np.full((len(OUTLINE_STATIONS), 2), np.nan),
)
