"""One long clip looked at by several processes, a stretch of time each.

MediaPipe uses one processor, so this is what makes a second one useful. The parts overlap a
little: where they meet, both must have seen the same person.
"""

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from posture_lab.analysis.options import AnalysisOptions
from posture_lab.analysis.part import (
    REPORT_EVERY_S,
    Part,
    PartSeen,
    PartTask,
    see_part,
    see_part_task,
)
from posture_lab.analysis.processes import Done, Progress, Worker, next_events
from posture_lab.errors import ClipError, PostureLabError
from posture_lab.pose.estimator import FrameSeen
from posture_lab.pose.finish import finish_sequence
from posture_lab.pose.seam import someone_else_at
from posture_lab.pose.sequence import PoseSequence
from posture_lab.pose.subject import SubjectChoice
from posture_lab.video.facts import ClipFacts

MIN_PART_S: Final = 4.0
"""Below this, starting a process costs more than it saves."""

HEAD_START_S: Final = 1.5
"""How much longer the first part is: it begins at once, the others when their process is up."""


def split(duration_s: float | None, workers: int, from_s: float = 0.0) -> tuple[Part, ...]:
    """Return at most ``workers`` parts that cover the clip; one part if it is short.

    What comes before ``from_s`` is not looked at and costs nothing: it belongs to the first part.

    Example
    -------
    >>> split(22.0, 2)
    (Part(start_s=0.0, end_s=11.75), Part(start_s=11.75, end_s=None))
    """
    first_s = from_s + HEAD_START_S
    shared_s = max((duration_s or 0.0) - first_s, 0.0)
    count = max(1, min(workers, int(shared_s / MIN_PART_S)))
    bounds = [first_s + shared_s * number / count for number in range(1, count)]
    starts = [0.0, *bounds]
    return tuple(Part(start, end) for start, end in zip(starts, [*bounds, None], strict=True))


def see_in_parts(
    clip: Path,
    options: AnalysisOptions,
    parts: Sequence[Part],
    *,
    duration_s: float | None = None,
    on_frame: Callable[[FrameSeen], None] | None = None,
    on_progress: Callable[[float], None] | None = None,
) -> tuple[PoseSequence, ClipFacts]:
    """Look at the first part here and at the others in processes; join what was seen.

    ``duration_s`` of the whole clip is what progress is measured by. Errors are those of
    ``analyse_clip``.
    """
    progress = _PartsProgress(parts, duration_s, on_progress)
    with contextlib.ExitStack() as stack:
        others = _Others()
        for number, part in enumerate(parts[1:], start=1):
            worker = stack.enter_context(Worker(see_part_task))
            worker.give(_task(clip, options, part, None))
            others.numbers[worker] = number

        listened_s = 0.0

        def on_own_frame(seen: FrameSeen) -> None:
            nonlocal listened_s
            if on_frame is not None:
                on_frame(seen)
            progress.report(0, seen.time_s)
            if seen.time_s - listened_s >= REPORT_EVERY_S:
                listened_s = seen.time_s
                # Reports that nobody takes would fill the pipes and halt the other processes.
                others.listen(progress, clip, timeout_s=0.0)

        first = see_part(_task(clip, options, parts[0], options.subject), on_own_frame)
        while others.numbers:
            others.listen(progress, clip, timeout_s=REPORT_EVERY_S)
            progress.report(0, parts[0].start_s)  # lets the listener cancel in the meantime
    later = [others.found[number] for number in range(1, len(parts))]
    return _joined(clip, options, parts, [first, *later])


class _PartsProgress:
    """How far all parts are together, 0 to 1."""

    def __init__(
        self,
        parts: Sequence[Part],
        duration_s: float | None,
        on_progress: Callable[[float], None] | None,
    ) -> None:
        self._parts = parts
        self._done_s = [0.0] * len(parts)
        self._whole_s = max(duration_s or parts[-1].start_s, 1e-3)
        self._on_progress = on_progress

    def report(self, number: int, time_s: float) -> None:
        """Part ``number`` has come to ``time_s`` of the clip."""
        done_s = max(time_s - self._parts[number].start_s, 0.0)
        self._done_s[number] = max(self._done_s[number], done_s)
        if self._on_progress is not None:
            self._on_progress(min(sum(self._done_s) / self._whole_s, 1.0))


class _Others:
    """The processes that look at the other parts, and what they have found."""

    def __init__(self) -> None:
        self.numbers: dict[Worker, int] = {}
        self.found: dict[int, PartSeen] = {}

    def listen(self, progress: _PartsProgress, clip: Path, timeout_s: float) -> None:
        """Take what they report, waiting up to ``timeout_s`` for something."""
        for worker, event in next_events(list(self.numbers), timeout_s):
            number = self.numbers[worker]
            if isinstance(event, Progress):
                progress.report(number, event.value)
            elif isinstance(event, Done):
                self.found[number] = event.result
                del self.numbers[worker]
            else:
                raise _named(clip, event.error)


def _joined(
    clip: Path, options: AnalysisOptions, parts: Sequence[Part], seen: Sequence[PartSeen]
) -> tuple[PoseSequence, ClipFacts]:
    whole_s = max(each.facts.duration_s for each in seen)
    checked: list[PartSeen] = []
    for part, first_look in zip(parts, seen, strict=True):
        point = someone_else_at(checked[-1].poses, first_look.poses) if checked else None
        if point is None:
            checked.append(first_look)
        else:
            subject = SubjectChoice(time_s=part.start_s, point_px=point)
            checked.append(see_part(_task(clip, options, part, subject)))
        if first_look.facts.duration_s < whole_s:
            break  # The picture changes its shape in this part; nothing after it is read.
    poses = finish_sequence(*(each.poses for each in checked))
    return poses, _joined_facts([each.facts for each in checked])


def _task(
    clip: Path, options: AnalysisOptions, part: Part, subject: SubjectChoice | None
) -> PartTask:
    return PartTask(
        clip, part, options.sample_fps, options.limits, model=options.model, subject=subject
    )


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
