"""One part of a clip looked at, in this process or in one of its own.

Only what a process needs to look at pictures is imported: it is what starting one costs.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from posture_lab.pose.estimator import FrameSeen, estimate_raw
from posture_lab.pose.sequence import PoseSequence
from posture_lab.pose.subject import SubjectChoice
from posture_lab.video.facts import ClipFacts
from posture_lab.video.limits import ClipLimits
from posture_lab.video.reader import ClipReader

OVERLAP_S: Final = 0.3
"""How much of the part before a part sees again, to find the person and to check who it is;
time enough to look twice for somebody small."""

REPORT_EVERY_S: Final = 0.5
"""Seconds of clip between two reports of progress."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the clip in seconds; ``end_s`` None reads to the end."""

    start_s: float
    end_s: float | None


@dataclass(frozen=True, slots=True)
class PartTask:
    """A part and how to look at it; the fields are those of AnalysisOptions."""

    clip: Path
    part: Part
    sample_fps: float
    limits: ClipLimits
    model: Path | None
    subject: SubjectChoice | None


@dataclass(frozen=True, slots=True)
class PartSeen:
    """The raw poses of a part, with its run-up, and what is known of the file."""

    poses: PoseSequence
    facts: ClipFacts


def see_part(task: PartTask, on_frame: Callable[[FrameSeen], None] | None = None) -> PartSeen:
    """Look at one part. Errors are those of ClipReader and ``estimate_raw``."""
    with ClipReader(
        task.clip,
        sample_fps=task.sample_fps,
        limits=task.limits,
        start_s=task.part.start_s or None,
        end_s=task.part.end_s,
        lead_s=OVERLAP_S,
    ) as reader:
        poses = estimate_raw(
            reader, reader.size_px, model=task.model, subject=task.subject, on_frame=on_frame
        )
        return PartSeen(poses, reader.facts())


def see_part_task(task: PartTask, report: Callable[[float], None]) -> PartSeen:
    """Work of a process of its own: reports the time it has come to, in seconds of the clip."""
    reported_s = task.part.start_s

    def on_frame(seen: FrameSeen) -> None:
        nonlocal reported_s
        if seen.time_s - reported_s >= REPORT_EVERY_S:
            reported_s = seen.time_s
            report(seen.time_s)

    return see_part(task, on_frame)
