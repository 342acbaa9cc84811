"""Worker processes: a task goes in by a pipe, progress and the result come back."""

import contextlib
import multiprocessing
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from types import FrameType, ModuleType, TracebackType
from typing import Any, Self

from posture_lab.errors import PostureLabError

Work = Callable[[Any, Callable[[float], None]], Any]
"""What a worker does: called with a task and a function that reports progress as a number."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A worker's own figure of how far it is."""

    value: float


@dataclass(frozen=True, slots=True)
class Done:
    """A worker's result."""

    result: Any


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a task gave no result."""

    error: PostureLabError


Event = Progress | Done | Failed

_PATIENCE_S = 5.0
"""How long a process may take to tidy up before it is killed."""


class Worker:
    """One process that does one task after another.

    It is started afresh, not forked: a copy of a process with MediaPipe's threads in it may hang.
    ``work`` must be a function at the top of a module that can be imported; only that module and
    what it needs is loaded, not the program that asks.
    """

    def __init__(self, work: Work) -> None:
        context = multiprocessing.get_context("spawn")
        # Two plain pipes: a two-way one would be a socket, and this program opens none.
        tasks, self._tasks = context.Pipe(duplex=False)
        self._events, events = context.Pipe(duplex=False)
        self._process = context.Process(target=_serve, args=(tasks, events, work), daemon=True)
        self._busy = False
        with _interrupts_ignored(), _program_not_loaded():
            self._process.start()
        tasks.close()
        events.close()

    @property
    def connection(self) -> Connection:
        """What ``next_events`` waits on."""
        return self._events

    def give(self, task: Any) -> None:
        """Hand over a task; its events follow, ending in Done or Failed."""
        self._busy = True
        # A worker that died shows as a failed task on the next event.
        with contextlib.suppress(BrokenPipeError):
            self._tasks.send(task)

    def event(self) -> Event:
        """Return the next event, waiting for it."""
        try:
            event = self._events.recv()
        except (EOFError, ConnectionError):
            self._process.join(_PATIENCE_S)
            return Failed(
                PostureLabError(
                    "the process that worked on it stopped "
                    f"(exit code {self._process.exitcode}); free some memory or use fewer "
                    "--workers."
                )
            )
        assert isinstance(event, Progress | Done | Failed)
        self._busy = isinstance(event, Progress)
        return event

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the process, whatever it is doing."""
        self._tasks.close()
        self._events.close()
        if self._busy:
            self._process.terminate()
            self._process.join(_PATIENCE_S)
        # One that has nothing to do has nothing to tidy up either.
        self._process.kill()
        self._process.join()

    def is_alive(self) -> bool:
        """Tell whether the process can take another task."""
        return self._process.is_alive()


def next_events(workers: list[Worker], timeout_s: float | None) -> Iterator[tuple[Worker, Event]]:
    """Yield one event of each worker that has one, waiting up to ``timeout_s`` for the first."""
    by_connection = {worker.connection: worker for worker in workers}
    for ready in wait(list(by_connection), timeout_s):
        worker = by_connection[ready]  # type: ignore[index]
        yield worker, worker.event()


def _serve(tasks: Connection, events: Connection, work: Work) -> None:
    """Do tasks until the other end goes away."""
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _end_once)
    with contextlib.suppress(EOFError, ConnectionError):
        while True:
            task = tasks.recv()
            try:
                event: Event = Done(work(task, lambda value: events.send(Progress(value))))
            except PostureLabError as error:
                event = Failed(error)
            except ConnectionError:
                raise
            except Exception as error:  # noqa: BLE001  (told to the parent process)
                event = Failed(
                    PostureLabError(f"a defect stopped it ({type(error).__name__}: {error}).")
                )
            events.send(event)


def _end_once(_number: int, _frame: FrameType | None) -> None:
    """Let being ended unwind like an exception, so that temporary files are removed.

    It is heard once: a terminal sends it to the whole group, and the parent once more.
    """
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    sys.exit(1)


@contextlib.contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Processes started inside do not see Ctrl-C: their parent decides what happens to them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextlib.contextmanager
def _program_not_loaded() -> Iterator[None]:
    """Processes started inside do not import the running program, as they otherwise would.

    That takes as long as the program's own start, and runs it anew if it is a script without
    ``if __name__ == "__main__"``.
    """
    program = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = program
