"""Many clips, one JSON file each, shared by several processes."""

import contextlib
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from posture_lab.analysis.options import AnalysisOptions
from posture_lab.analysis.pipeline import analyse_clip
from posture_lab.analysis.processes import Done, Failed, Progress, Worker, next_events
from posture_lab.export.batch.places import Places, expect_free
from posture_lab.export.batch.summary import BatchRow, Summary
from posture_lab.export.json import write_json


@dataclass(frozen=True, slots=True)
class _Task:
    index: int
    clip: Path
    result: Path
    note: str | None
    options: AnalysisOptions


@dataclass(slots=True)
class _Batch:
    """The clips that wait, and what has become of the others."""

    waiting: deque[tuple[int, Path]]
    places: Places
    summary: Summary
    options: AnalysisOptions
    on_row: Callable[[BatchRow], None] | None

    def next_task(self) -> _Task:
        """The next clip with its place: looked for now, as it may ask for the clip's checksum."""
        index, clip = self.waiting.popleft()
        place = self.places.place_for(clip)
        return _Task(index, clip, place.path, place.why, self.options)

    def done(self, task: _Task, event: Done | Failed) -> None:
        """Write what became of a clip into the summary, and tell whoever wants to know."""
        row = _row(task, event)
        self.summary.add(task.index, row)
        if self.on_row is not None:
            self.on_row(row)


def analyse_to_folder(
    clips: Sequence[Path],
    folder: Path,
    options: AnalysisOptions,
    *,
    workers: int = 1,
    on_progress: Callable[[float], None] | None = None,
    on_row: Callable[[BatchRow], None] | None = None,
) -> tuple[BatchRow, ...]:
    """Analyse ``clips`` with ``workers`` processes; write their JSON and ``summary.json``.

    A clip that fails, even one that ends its process, does not stop the others. Another clip's
    result that is in the folder already is never replaced, and keeps its row in the summary.

    Parameters
    ----------
    folder : exists and can be written.
    on_progress : called with 0 to 1 over all clips.
    on_row : called for every clip that is done, when the summary has it.

    Returns
    -------
    tuple of BatchRow
        One row a clip, in the given order; ``summary.json`` holds the same rows.

    Raises
    ------
    OutputError
        If ``summary.json`` cannot be written, or is something else.
    """
    summary = Summary(folder, len(clips))
    alone = replace(options, workers=1)
    batch = _Batch(deque(enumerate(clips)), Places(folder), summary, alone, on_row)
    _run(batch, min(workers, len(clips)), on_progress)
    return summary.rows


def _run(batch: _Batch, workers: int, on_progress: Callable[[float], None] | None) -> None:
    total = len(batch.waiting)
    shares: dict[int, float] = {}
    with contextlib.ExitStack() as stack:
        busy: dict[Worker, _Task] = {}

        def give_next(worker: Worker) -> None:
            if batch.waiting:
                busy[worker] = task = batch.next_task()
                worker.give(task)

        for _ in range(workers):
            give_next(stack.enter_context(Worker(_analyse_to_file)))
        while busy:
            for worker, event in next_events(list(busy), timeout_s=None):
                task = busy[worker]
                if isinstance(event, Progress):
                    shares[task.index] = event.value
                else:
                    batch.done(task, event)
                    shares[task.index] = 1.0
                    del busy[worker]
                    if worker.is_alive():
                        give_next(worker)
                    elif batch.waiting:
                        give_next(stack.enter_context(Worker(_analyse_to_file)))
                if on_progress is not None:
                    on_progress(sum(shares.values()) / total)


def _row(task: _Task, event: Done | Failed) -> BatchRow:
    if isinstance(event, Failed):
        sentence = str(event.error)
        if str(task.clip) not in sentence and task.clip.name not in sentence:
            sentence = f"{task.clip}: {sentence}"
        return BatchRow(clip=str(task.clip), error=sentence)
    assert isinstance(event.result, BatchRow)
    return event.result


def _analyse_to_file(task: _Task, report: Callable[[float], None]) -> BatchRow:
    """Work of one process: a clip to its JSON file."""
    analysis = analyse_clip(task.clip, task.options, on_progress=report)
    expect_free(task.result, analysis.clip.sha256)
    write_json(analysis, task.result)
    summary = analysis.summary
    return BatchRow(
        clip=str(task.clip),
        json=task.result.name,
        sha256=analysis.clip.sha256,
        movement=analysis.movement.id,
        reps=summary.reps,
        partial_reps=summary.partial_reps,
        mean_score=summary.mean_score,
        verdict=summary.verdict,
        reason=summary.reason,
        note=task.note,
    )
