"""The terminal: a progress bar where there is one, silence where there is not."""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)

from posture_lab.export.files import output_error
from posture_lab.printable import printable

ProgressReport = Callable[[float], None]
"""Called with how far the work is, 0 to 1."""


def say_error(message: str) -> None:
    """Write one sentence to standard error, whatever the names in it hold."""
    sys.stderr.write(printable(message) + "\n")


def say(message: str) -> None:
    """Write one line to standard output, whatever the names in it hold."""
    sys.stdout.write(printable(message) + "\n")


@contextlib.contextmanager
def standard_output() -> Iterator[None]:
    """Results are written inside the block; they have reached standard output when it ends.

    Raises
    ------
    OutputError
        If standard output is a file on a full disk.
    BrokenPipeError
        If its reader has gone.
    """
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_standard_output()
        raise
    except OSError as error:
        _forget_standard_output()
        raise output_error(Path("standard output"), error) from error


def _forget_standard_output() -> None:
    """Let nothing try to write the rest when Python ends."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextlib.contextmanager
def progress(label: str) -> Iterator[ProgressReport]:
    """Show a progress bar on standard error while the block runs, if that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _fraction: None
        return
    bar = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=Console(file=sys.stderr),
        transient=True,
    )
    with bar:
        task = bar.add_task(printable(label), total=1.0)
        yield lambda fraction: bar.update(task, completed=min(fraction, 1.0))
