"""AnalysisOptions: what can be chosen about an analysis."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from posture_lab.metrics.signals.neutral import Neutral
from posture_lab.pose.subject import SubjectChoice
from posture_lab.video.limits import ClipLimits

SAMPLE_FPS: Final = 30.0
"""Frames analysed per second of clip; enough for the fastest exercise, as in a webcam."""


@dataclass(frozen=True, slots=True)
class AnalysisOptions:
    """What can be chosen about an analysis; the defaults suit a phone clip of an exercise.

    Attributes
    ----------
    movement : id of the movement to judge, None to recognise it.
    neutral : the person's own neutral from an earlier calibration, None to find it in the clip.
    model : another Pose Landmarker ``.task`` file.
    subject : who is analysed, None for the largest and most central person at the start.
    limits : how long, large and heavy a clip may be.
    sample_fps : frames analysed per second.
    workers : processes that share the clip, at least 1.
    """

    movement: str | None = None
    neutral: Neutral | None = None
    model: Path | None = None
    subject: SubjectChoice | None = None
    limits: ClipLimits = field(default_factory=ClipLimits)
    sample_fps: float = SAMPLE_FPS
    workers: int = 1
