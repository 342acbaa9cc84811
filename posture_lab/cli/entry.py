"""Entry point: runs a command and turns every way it can end into an exit code."""

import argparse
import contextlib
import io
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from importlib import import_module
from types import FrameType
from typing import Final, NoReturn

from posture_lab.cli.arguments import (
    EXIT_DONE,
    EXIT_FAILED,
    EXIT_INTERRUPTED,
    build_parser,
)
from posture_lab.cli.native import native_notes_held_back

_SIGNALLED: Final = 128
"""A process that a signal ended exits with this and the signal's number."""

DEBUG_VARIABLE = "POSTURE_LAB_DEBUG"
"""Set to 1 to see the traceback of a defect instead of one sentence."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``posture-lab`` with ``arguments`` (default: the process's own); return its exit code.

    0 done; 1 the clip could not be read, nobody is in it, or a result could not be written;
    2 wrong arguments; 130 interrupted.
    """
    try:
        return _main(arguments)
    except SystemExit as ended:
        if arguments is None and _was_signalled(ended.code):
            _leave(int(ended.code or 0))
        raise


def _main(arguments: Sequence[str] | None) -> int:
    _prepare_streams()
    parsed = build_parser().parse_args(arguments)
    if threading.current_thread() is threading.main_thread():
        _end_tidily_on(signal.SIGTERM)
        if hasattr(signal, "SIGHUP"):
            _end_tidily_on(signal.SIGHUP)
    try:
        return _run(parsed)
    except KeyboardInterrupt:
        if arguments is None:
            _leave(EXIT_INTERRUPTED)
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        return EXIT_DONE  # The reader of our output (e.g. "| head") has had enough.
    except Exception as error:
        if os.environ.get(DEBUG_VARIABLE):
            raise
        sys.stderr.write(
            f"posture-lab: stopped on a defect of its own ({type(error).__name__}: {error}); "
            f"set {DEBUG_VARIABLE}=1 and run it again to see where, and please report it.\n"
        )
        return EXIT_FAILED


def _prepare_streams() -> None:
    """Make sure that writing to standard output and error cannot end the work."""
    # Either is None when it was closed by whoever started us.
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A file name with letters that the terminal does not know is still printed.
            stream.reconfigure(errors="backslashreplace")


def _run(arguments: argparse.Namespace) -> int:
    # Only the command that is wanted is imported: the others' libraries would slow --help.
    module = import_module(f"posture_lab.cli.{arguments.command}")
    run: Callable[[argparse.Namespace], int] = module.run
    if arguments.command == "app":  # runs until it is stopped: nothing may be held back
        return run(arguments)
    with native_notes_held_back():
        return run(arguments)


def _end_tidily_on(number: signal.Signals) -> None:
    """Let a polite kill or a closed terminal unwind like Ctrl-C: nothing half-written is left."""
    if signal.getsignal(number) == signal.SIG_DFL:  # left alone under nohup
        signal.signal(number, _end)


def _was_signalled(code: object) -> bool:
    return isinstance(code, int) and code > _SIGNALLED


def _leave(code: int) -> NoReturn:
    """End this process at once; everything of ours has been tidied up by now.

    A thread of MediaPipe's that was being started when the interruption came is waited for for
    ever by Python's own way out.
    """
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def _end(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)
