"""Standard error without the notes that C++ libraries write about themselves."""

import contextlib
import os
import sys
from collections.abc import Iterator

from posture_lab.pose.quiet import quiet_stderr


@contextlib.contextmanager
def native_notes_held_back() -> Iterator[None]:
    """Let Python alone write to standard error inside the block.

    What native code writes, also in processes started inside, is held back: MediaPipe's threads
    speak whenever they like. When the block ends its notes are dropped and all else is passed on.
    After an interruption nothing native is let through any more: half-started threads still speak
    while the program ends.
    """
    before = sys.stderr
    with os.fdopen(
        os.dup(2), "w", buffering=1, encoding=before.encoding, errors="backslashreplace"
    ) as ours:
        sys.stderr = ours
        try:
            with quiet_stderr():
                yield
        except (KeyboardInterrupt, SystemExit):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 2)
            os.close(nowhere)
            raise
        finally:
            sys.stderr = before
