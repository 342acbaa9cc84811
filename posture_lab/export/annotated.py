"""The annotated clip: the clip again, with what was found drawn in, as browser-playable H.264."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from posture_lab.analysis.options import SAMPLE_FPS
from posture_lab.analysis.result import Analysis
from posture_lab.export.overlay import Overlay
from posture_lab.video.limits import ClipLimits
from posture_lab.video.reader import ClipReader
from posture_lab.video.writer import ClipWriter

MAX_SIDE_PX: Final = 1920
"""Larger pictures are shrunk: every browser plays this size smoothly."""


def write_annotated(
    clip: Path,
    analysis: Analysis,
    path: Path,
    *,
    limits: ClipLimits | None = None,
    sample_fps: float = SAMPLE_FPS,
    on_progress: Callable[[float], None] | None = None,
) -> None:
    """Write ``clip`` with skeleton, outline, angle arcs, counter and cues to ``path`` (MP4).

    The clip is read a second time, frame by frame; every frame keeps its own time. Nothing is
    left when it fails or is cancelled.

    Parameters
    ----------
    analysis : of the same clip, with poses and signals.
    sample_fps : frames per second, those of the analysis.
    on_progress : called with 0 to 1; an exception raised in it (``CancelledError``) stops the work.

    Raises
    ------
    ClipError
        If the clip cannot be read.
    OutputError
        If the file cannot be written.
    """
    overlay = Overlay(analysis)
    duration_s = max(analysis.clip.duration_s, 1e-3)
    with (
        ClipReader(clip, sample_fps=sample_fps, limits=limits or ClipLimits()) as reader,
        ClipWriter(path) as writer,
    ):
        for frame in reader:
            height, width = frame.image.shape[:2]
            shrink = min(1.0, MAX_SIDE_PX / max(height, width))
            if shrink < 1.0:
                size = (round(width * shrink), round(height * shrink))
                picture = np.asarray(
                    cv2.resize(frame.image, size, interpolation=cv2.INTER_AREA), dtype=np.uint8
                )
            else:
                picture = np.array(frame.image)
            overlay.draw(picture, frame.time_s, frame.scale * shrink)
            writer.write(picture, frame.time_s)
            if on_progress is not None:
                on_progress(frame.time_s / duration_s)
