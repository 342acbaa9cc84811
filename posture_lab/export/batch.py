"""Many clips, one JSON file each, shared by several processes."""

import contextlib
import json
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from posture_lab import __version__
from posture_lab.analysis.options import AnalysisOptions
from posture_lab.analysis.pipeline import analyse_clip
from posture_lab.analysis.processes import Done, Failed, Progress, Worker, next_events
from posture_lab.export.files import write_text
from posture_lab.export.json import write_json
from posture_lab.export.records import to_plain
from posture_lab.metrics.judgement import Verdict

BATCH_SCHEMA: Final = "posture-lab/batch/1"
SUMMARY_NAME: Final = "summary.json"


@dataclass(frozen=True, slots=True)
class BatchRow:
    """What became of one clip: its result in short, or the sentence why there is none.

    ``json`` is the name of the result file inside the folder; None, with an ``error``, when the
    clip could not be analysed.
    """

    clip: str
    json: str | None = None
    movement: str | None = None
    reps: int | None = None
    partial_reps: int | None = None
    mean_score: float | None = None
    verdict: Verdict | None = None
    reason: str | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class _Task:
    index: int
    clip: Path
    result: Path
    options: AnalysisOptions


def analyse_to_folder(
    clips: Sequence[Path],
    folder: Path,
    options: AnalysisOptions,
    *,
    workers: int = 1,
    on_progress: Callable[[float], None] | None = None,
) -> tuple[BatchRow, ...]:
    """Analyse ``clips`` with ``workers`` processes; write their JSON and ``summary.json``.

    A clip that fails, even one that ends its process, does not stop the others.

    Parameters
    ----------
    folder : exists and can be written.
    on_progress : called with 0 to 1 over all clips.

    Returns
    -------
    tuple of BatchRow
        One row a clip, in the given order; the same rows are in ``summary.json``.

    Raises
    ------
    OutputError
        If ``summary.json`` cannot be written.
    """
    each = replace(options, workers=1)
    names = result_names(clips)
    tasks = deque(
        _Task(index, clip, folder / name, each)
        for index, (clip, name) in enumerate(zip(clips, names, strict=True))
    )
    rows = _run(tasks, min(workers, len(tasks)), on_progress)
    ordered = tuple(rows[index] for index in sorted(rows))
    plain = {
        "schema": BATCH_SCHEMA,
        "posture_lab_version": __version__,
        "clips": [to_plain(row) for row in ordered],
    }
    write_text(folder / SUMMARY_NAME, json.dumps(plain, indent=2, ensure_ascii=False) + "\n")
    return ordered


def result_names(clips: Sequence[Path]) -> tuple[str, ...]:
    """Return a JSON file name for each clip, all different and none that of the summary.

    Example
    -------
    >>> result_names([Path("a/squat.mp4"), Path("b/squat.mp4"), Path("hinge.mov")])
    ('squat.json', 'squat.mp4.json', 'hinge.json')
    """
    names: list[str] = []
    # Compared without case: some file systems take A.json and a.json for one.
    taken = {SUMMARY_NAME}
    for clip in clips:
        candidates = [f"{clip.stem}.json", f"{clip.name}.json"]
        candidates += [f"{clip.name}-{number}.json" for number in range(2, len(clips) + 2)]
        name = next(each for each in candidates if each.lower() not in taken)
        taken.add(name.lower())
        names.append(name)
    return tuple(names)


def _run(
    waiting: "deque[_Task]", workers: int, on_progress: Callable[[float], None] | None
) -> dict[int, BatchRow]:
    total = len(waiting)
    rows: dict[int, BatchRow] = {}
    shares: dict[int, float] = {}
    with contextlib.ExitStack() as stack:
        busy: dict[Worker, _Task] = {}

        def give_next(worker: Worker) -> None:
            if waiting:
                busy[worker] = task = waiting.popleft()
                worker.give(task)

        for _ in range(workers):
            give_next(stack.enter_context(Worker(_analyse_to_file)))
        while busy:
            for worker, event in next_events(list(busy), timeout_s=None):
                task = busy[worker]
                if isinstance(event, Progress):
                    shares[task.index] = event.value
                else:
                    rows[task.index] = _row(task, event)
                    shares[task.index] = 1.0
                    del busy[worker]
                    if worker.is_alive():
                        give_next(worker)
                    elif waiting:
                        give_next(stack.enter_context(Worker(_analyse_to_file)))
                if on_progress is not None:
                    on_progress(sum(shares.values()) / total)
    return rows


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
    write_json(analysis, task.result)
    summary = analysis.summary
    return BatchRow(
        clip=str(task.clip),
        json=task.result.name,
        movement=analysis.movement.id,
        reps=summary.reps,
        partial_reps=summary.partial_reps,
        mean_score=summary.mean_score,
        verdict=summary.verdict,
        reason=summary.reason,
    )
