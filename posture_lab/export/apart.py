"""Reading a file that somebody handed over, in a process of its own.

Python reads JSON in one go, during which nothing else in the process runs: 30 MB take a second and
some 400 MB. In another process that is nobody else's second.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal

from posture_lab.analysis.processes import Done, Failed, Worker, next_events
from posture_lab.analysis.result import Analysis
from posture_lab.errors import InputFileError
from posture_lab.export.json import MAX_BYTES, parse_analysis, too_large
from posture_lab.export.neutral_file import parse_neutral
from posture_lab.metrics.signals.neutral import Neutral

SMALL_BYTES: Final = 2**18
"""Read where it is: that takes less than starting a process, and no more than 30 ms."""

PATIENCE_S: Final = 60.0
"""Longest reading of one file: ten times what the largest result takes on a slow machine."""

_turns = threading.BoundedSemaphore(1)  # so that ten large files need no more memory than one


@dataclass(frozen=True, slots=True)
class _Task:
    kind: Literal["analysis", "neutral"]
    content: bytes
    name: str


def analysis_apart(content: bytes, name: str) -> Analysis:
    """Do what ``parse_analysis`` does, without holding up this process.

    Raises
    ------
    InputFileError
        If it is not such an analysis, or is too large.
    """
    found = _read(_Task("analysis", content, name))
    assert isinstance(found, Analysis)
    return found


def neutral_apart(content: bytes, name: str) -> Neutral:
    """Do what ``parse_neutral`` does, without holding up this process.

    Raises
    ------
    InputFileError
        If it holds no neutral of the person's own, or is too large.
    """
    found = _read(_Task("neutral", content, name))
    assert isinstance(found, Neutral)
    return found


def _read(task: _Task) -> object:
    if len(task.content) > MAX_BYTES:
        raise too_large(task.name)
    if len(task.content) <= SMALL_BYTES:
        return _work(task, lambda _: None)
    with _turns, Worker(_work) as worker:
        worker.give(task)
        for _, event in next_events([worker], PATIENCE_S):
            if isinstance(event, Done):
                return event.result
            if isinstance(event, Failed) and isinstance(event.error, InputFileError):
                raise event.error
    raise InputFileError(
        f"{task.name} could not be read; close other programs to free some memory and try again."
    )


def _work(task: _Task, _report: Callable[[float], None]) -> Any:
    """Work of one process: what a file holds to a record."""
    parse = {"analysis": parse_analysis, "neutral": parse_neutral}[task.kind]
    return parse(task.content, task.name)
