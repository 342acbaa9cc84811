"""Worker processes: results, progress, errors, crashes, and an end that leaves nobody behind."""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess

import pytest

from posture_lab.analysis.processes import Done, Event, Failed, Progress, Worker, next_events
from posture_lab.errors import ClipError


def work(task: object, report: Callable[[float], None]) -> object:
    if task == "clip error":
        raise ClipError("a.mp4 is empty; record it again.")
    if task == "defect":
        raise ZeroDivisionError("by hand")
    if task == "crash":
        os.kill(os.getpid(), signal.SIGKILL)
    if task == "sleep":
        time.sleep(60)
    for number in range(5000 if task == "talk" else 1):
        report(0.5 + number)
    return f"{task} done"


def events_of(worker: Worker, task: str) -> list[Event]:
    worker.give(task)
    found: list[Event] = []
    while not found or isinstance(found[-1], Progress):
        found += [event for _, event in next_events([worker], timeout_s=30)]
    return found


def test_one_process_does_task_after_task() -> None:
    with Worker(work) as worker:
        assert events_of(worker, "first") == [Progress(0.5), Done("first done")]
        failed = events_of(worker, "clip error")[-1]
        assert isinstance(failed, Failed)
        assert isinstance(failed.error, ClipError)
        assert str(failed.error) == "a.mp4 is empty; record it again."
        defect = events_of(worker, "defect")[-1]
        assert isinstance(defect, Failed)
        assert "ZeroDivisionError: by hand" in str(defect.error)
        assert events_of(worker, "second")[-1] == Done("second done")


def test_a_process_that_dies_is_a_failed_task() -> None:
    with Worker(work) as worker:
        failed = events_of(worker, "crash")[-1]
        assert isinstance(failed, Failed)
        assert "stopped (exit code -9)" in str(failed.error)
        assert not worker.is_alive()


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_leaving_early_ends_the_process(error: type[BaseException]) -> None:
    started: list[BaseProcess] = []

    def leave_early() -> None:
        with Worker(work) as worker:
            worker.give("sleep")
            started.extend(multiprocessing.active_children())
            raise error

    with pytest.raises(error):
        leave_early()
    assert started
    assert not any(child.is_alive() for child in started)


def test_more_reports_than_a_pipe_holds_halt_nobody() -> None:
    with Worker(work) as worker:
        found = events_of(worker, "talk")
    assert len(found) == 5001
    assert found[-1] == Done("talk done")


def test_a_worker_does_not_see_ctrl_c() -> None:
    with Worker(work) as worker:
        assert events_of(worker, "first")[-1] == Done("first done")
        for child in multiprocessing.active_children():
            assert child.pid is not None
            os.kill(child.pid, signal.SIGINT)
        assert events_of(worker, "second")[-1] == Done("second done")
