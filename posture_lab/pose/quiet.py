"""Keeping MediaPipe's notes about itself off the terminal, and nothing else."""

import os
import re
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_CHATTER: Final = re.compile(rb"^(INFO: |[IW]\d{4} |WARNING: All log messages before absl)")
_LOCK: Final = threading.RLock()


@contextmanager
def quiet_stderr() -> Iterator[None]:
    """Hold back what native code writes to standard error inside the block.

    MediaPipe has no setting for it: its C++ parts write to file descriptor 2. Notes and warnings
    of its own (lines that start with ``INFO:``, ``I0000`` or ``W0000``) are dropped; every other
    line, errors above all, is passed on when the block ends.
    """
    with _LOCK, tempfile.TemporaryFile() as held:
        sys.stderr.flush()
        terminal = os.dup(2)
        os.dup2(held.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(terminal, 2)
            held.seek(0)
            for line in held:
                if not _CHATTER.match(line):
                    os.write(terminal, line)
            os.close(terminal)
