"""One long clip looked at by several processes, a stretch of time each.

MediaPipe uses one processor, so this is what makes a second one useful. The parts overlap a
little: where they meet, both must have seen the same person.
"""

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from posture_lab.analysis.options import AnalysisOptions
from posture_lab.analysis.processes import Done, Progress, Worker, next_events
from posture_lab.errors import ClipError, PostureLabError
from posture_lab.pose.estimator import FrameSeen, estimate_raw
from posture_lab.pose.finish import finish_sequence
from posture_lab.pose.landmarks import Landmark
from posture_lab.pose.sequence import Floats, PoseSequence
from posture_lab.pose.subject import SubjectChoice
from posture_lab.video.facts import ClipFacts
from posture_lab.video.reader import ClipReader

MIN_PART_S: Final = 4.0
"""Below this, starting a process costs more than it saves."""

HEAD_START_S: Final = 1.0
"""How much longer the first part is: it begins at once, the others when their process is up."""

OVERLAP_S: Final = 0.5
"""How much of the part before a part sees again, to find the person and to check who it is."""

_SAME_PERSON = 0.5
"""Middle of the trunk, nearer than this many trunk lengths: one person, seen twice."""

_REPORT_EVERY_S = 0.5

_TRUNK = [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER, Landmark.LEFT_HIP, Landmark.RIGHT_HIP]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the clip in seconds; ``end_s`` None reads to the end."""

    start_s: float
    end_s: float | None


@dataclass(frozen=True, slots=True)
class _Task:
    clip: Path
    part: Part
    options: AnalysisOptions


@dataclass(frozen=True, slots=True)
class _PartSeen:
    poses: PoseSequence
    facts: ClipFacts


def split(duration_s: float | None, workers: int) -> tuple[Part, ...]:
    """Return at most ``workers`` parts that cover the clip; one part if it is short.

    Example
    -------
    >>> split(21.0, 2)
    (Part(start_s=0.0, end_s=11.0), Part(start_s=11.0, end_s=None))
    """
    shared_s = max((duration_s or 0.0) - HEAD_START_S, 0.0)
    count = max(1, min(workers, int(shared_s / MIN_PART_S)))
    bounds = [HEAD_START_S + shared_s * number / count for number in range(1, count)]
    starts = [0.0, *bounds]
    return tuple(Part(start, end) for start, end in zip(starts, [*bounds, None], strict=True))


def see_in_parts(
    clip: Path,
    options: AnalysisOptions,
    parts: Sequence[Part],
    *,
    on_frame: Callable[[FrameSeen], None] | None = None,
    on_progress: Callable[[float], None] | None = None,
) -> tuple[PoseSequence, ClipFacts]:
    """Look at the first part here and at the others in processes; join what was seen.

    Raises
    ------
    ClipError
        If a part cannot be read; the clip may still be readable from start to end.
    """
    ends = [part.end_s or part.start_s for part in parts]
    done_s = [0.0] * len(parts)

    def report(number: int, time_s: float) -> None:
        done_s[number] = max(done_s[number], time_s - parts[number].start_s)
        if on_progress is not None:
            on_progress(min(sum(done_s) / max(*ends, 1e-3), 1.0))

    def on_own_frame(seen: FrameSeen) -> None:
        if on_frame is not None:
            on_frame(seen)
        report(0, seen.time_s)

    with contextlib.ExitStack() as stack:
        workers = {}
        for number, part in enumerate(parts[1:], start=1):
            worker = stack.enter_context(Worker(_see_part_task))
            worker.give(_Task(clip, part, replace(options, subject=None)))
            workers[worker] = number
        found = {0: _see_part(_Task(clip, parts[0], options), on_own_frame)}
        while workers:
            for worker, event in next_events(list(workers), timeout_s=_REPORT_EVERY_S):
                number = workers[worker]
                if isinstance(event, Progress):
                    report(number, event.value)
                    continue
                del workers[worker]
                if not isinstance(event, Done):
                    raise _named(clip, event.error)
                found[number] = event.result
            report(0, done_s[0])  # lets the listener cancel while only the others are busy
    in_order = [found[number] for number in range(len(parts))]
    return _joined(clip, options, parts, in_order)


def _joined(
    clip: Path, options: AnalysisOptions, parts: Sequence[Part], seen: Sequence[_PartSeen]
) -> tuple[PoseSequence, ClipFacts]:
    whole_s = max(each.facts.duration_s for each in seen)
    checked: list[_PartSeen] = []
    for part, first_look in zip(parts, seen, strict=True):
        point = someone_else_at(checked[-1].poses, first_look.poses) if checked else None
        if point is None:
            checked.append(first_look)
        else:
            subject = SubjectChoice(time_s=part.start_s, point_px=point)
            checked.append(_see_part(_Task(clip, part, replace(options, subject=subject)), None))
        if first_look.facts.duration_s < whole_s:
            break  # The picture changes its shape in this part; nothing after it is read.
    poses = finish_sequence(*(each.poses for each in checked))
    return poses, _joined_facts([each.facts for each in checked])


def _see_part_task(task: _Task, report: Callable[[float], None]) -> _PartSeen:
    reported_s = task.part.start_s

    def on_frame(seen: FrameSeen) -> None:
        nonlocal reported_s
        if seen.time_s - reported_s >= _REPORT_EVERY_S:
            reported_s = seen.time_s
            report(seen.time_s)

    return _see_part(task, on_frame)


def _see_part(task: _Task, on_frame: Callable[[FrameSeen], None] | None) -> _PartSeen:
    part, options = task.part, task.options
    with ClipReader(
        task.clip,
        sample_fps=options.sample_fps,
        limits=options.limits,
        start_s=part.start_s or None,
        end_s=part.end_s,
        lead_s=OVERLAP_S,
    ) as reader:
        poses = estimate_raw(
            reader, reader.size_px, model=options.model, subject=options.subject, on_frame=on_frame
        )
        return _PartSeen(poses, reader.facts())


def someone_else_at(earlier: PoseSequence, later: PoseSequence) -> tuple[float, float] | None:
    """Where the earlier part's person stands at the seam if the later part saw another one.

    None when both saw the same person, or when they cannot be compared.
    """
    _, first, second = np.intersect1d(
        np.round(earlier.time_s, 4), np.round(later.time_s, 4), return_indices=True
    )
    here, there = (_trunk_middle(p)[i] for p, i in ((earlier, first), (later, second)))
    apart = np.linalg.norm(here - there, axis=1) / _trunk_px(earlier)
    known = np.isfinite(apart)
    if not known.any() or np.median(apart[known]) < _SAME_PERSON:
        return None
    x, y = here[known][-1]
    return float(x), float(y)


def _trunk_middle(poses: PoseSequence) -> Floats:
    middle: Floats = poses.landmarks_px[:, _TRUNK].mean(axis=1)
    return middle


def _trunk_px(poses: PoseSequence) -> float:
    points = poses.landmarks_px[:, _TRUNK]
    lengths = np.linalg.norm(points[:, :2].mean(axis=1) - points[:, 2:].mean(axis=1), axis=1)
    return float(np.nanmax(lengths, initial=1.0))


def _joined_facts(facts: Sequence[ClipFacts]) -> ClipFacts:
    return replace(
        facts[0],
        duration_s=min(each.duration_s for each in facts),
        frames_read=sum(each.frames_read for each in facts),
        warnings=tuple(dict.fromkeys(note for each in facts for note in each.warnings)),
    )


def _named(clip: Path, error: PostureLabError) -> PostureLabError:
    if isinstance(error, ClipError):
        return error
    return PostureLabError(f"{clip.name} could not be analysed: {error}")
