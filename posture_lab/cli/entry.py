"""Entry point: runs a command and turns every way it can end into an exit code."""

import argparse
import contextlib
import io
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NoReturn

from posture_lab.cli.arguments import (
    EXIT_DONE,
    EXIT_FAILED,
    EXIT_INTERRUPTED,
    build_parser,
)
from posture_lab.cli.interrupts import Interrupts, was_signalled
from posture_lab.cli.native import native_notes_held_back
from posture_lab.printable import printable

DEBUG_VARIABLE = "POSTURE_LAB_DEBUG"
"""Set to 1 to see the traceback of a defect instead of one sentence."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``posture-lab`` with ``arguments`` (default: the process's own); return its exit code.

    0 done; 1 the clip could not be read, nobody is in it, or a result could not be written;
    2 wrong arguments; 130 interrupted.
    """
    try:
        return _main(arguments)
    except KeyboardInterrupt:
        if arguments is None:
            _leave(EXIT_INTERRUPTED)
        return EXIT_INTERRUPTED
    except SystemExit as ended:
        if arguments is None and was_signalled(ended.code):
            _leave(int(ended.code or 0))
        raise


def _main(arguments: Sequence[str] | None) -> int:
    _prepare_streams()
    parsed = build_parser().parse_args(arguments)
    # The app's server listens itself, and ends at the first Ctrl-C.
    Interrupts().listen(with_ctrl_c=parsed.command != "app")
    try:
        return _run(parsed)
    except BrokenPipeError:
        return EXIT_DONE  # The reader of our output (e.g. "| head") has had enough.
    except Exception as error:
        if os.environ.get(DEBUG_VARIABLE):
            raise
        told = printable(f"{type(error).__name__}: {error}")
        sys.stderr.write(
            f"posture-lab: stopped on a defect of its own ({told}); "
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


def _leave(code: int) -> NoReturn:
    """End this process at once; everything of ours has been tidied up by now.

    A thread of MediaPipe's that was being started when the interruption came is waited for for
    ever by Python's own way out.
    """
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)
