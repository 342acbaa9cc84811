"""The terminal: a progress bar where there is one, silence where there is not."""

import contextlib
import sys
from collections.abc import Callable, Iterator

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)

ProgressReport = Callable[[float], None]
"""Called with how far the work is, 0 to 1."""


def say_error(message: str) -> None:
    """Write one sentence to standard error."""
    sys.stderr.write(" ".join(message.split()) + "\n")


@contextlib.contextmanager
def progress(label: str) -> Iterator[ProgressReport]:
    """Show a progress bar on standard error while the block runs, if that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _fraction: None
        return
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=Console(file=sys.stderr),
        transient=True,
    )
    with bar:
        task = bar.add_task(label, total=1.0)
        yield lambda fraction: bar.update(task, completed=min(fraction, 1.0))
