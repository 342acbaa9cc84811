"""A file while it is being written: a hidden neighbour that only its owner can read.

It is locked for as long as it is being written. What a killed process left behind is locked by
nobody, which tells it from the file of another process, also of one on another computer.
"""

import contextlib
import os
import re
import secrets
import stat
from pathlib import Path
from typing import Final

try:
    import fcntl
except ImportError:  # Windows has no such lock: there, nothing is taken for left behind.
    fcntl = None  # type: ignore[assignment]

_PRIVATE: Final = 0o600
_NAME: Final = re.compile(r"\..+\.[0-9a-f]{8}\.part(\.[^.]+)?", re.DOTALL)
_LONGEST_STEM: Final = 40
"""Letters: of up to four bytes each, and a name has at most 255 of them."""


def _read_umask() -> int:
    # It can only be read by setting it; for that moment new files are rather too private.
    umask = os.umask(0o077)
    os.umask(umask)
    return umask


_UMASK: Final = _read_umask()  # once, before there are threads


class PartFile:
    """The file that grows beside ``target`` and takes its place in one step.

    Attributes
    ----------
    path : where to write, with the suffix of ``target``; it exists, is empty, and is 0600.
    target : what it will become; a link is followed.

    Raises
    ------
    OSError
        If it cannot be made; nothing stays behind.
    """

    def __init__(self, target: Path) -> None:
        self.target = target.resolve()
        while True:
            mark = f"{secrets.token_hex(4)}.part"
            name = f".{self.target.stem[:_LONGEST_STEM]}.{mark}{self.target.suffix}"
            self.path = self.target.with_name(name)
            self._lock: int | None = os.open(
                self.path, os.O_CREAT | os.O_EXCL | os.O_RDWR, _PRIVATE
            )
            _lock(self._lock)
            if self.path.exists():
                break
            # Another process took it for left behind in the moment before it was locked.
            os.close(self._lock)
        if fcntl is None:  # An open file cannot be renamed there.
            self._unlock()

    def finish(self) -> None:
        """Become ``target``, with the permissions of the file that was there or the usual ones.

        Raises
        ------
        OSError
            If that is not possible; the part file is still there.
        """
        self.path.chmod(_permissions(self.target))
        self.path.replace(self.target)
        self._unlock()

    def discard(self) -> None:
        """Remove what was written. Calling it again, or after ``finish``, does nothing."""
        if self._lock is not None or fcntl is None:
            self.path.unlink(missing_ok=True)
        self._unlock()

    def _unlock(self) -> None:
        descriptor, self._lock = self._lock, None
        if descriptor is not None:
            os.close(descriptor)


def remove_left_parts(folder: Path) -> None:
    """Remove part files of this user in ``folder`` that no process is writing any more.

    One that cannot be looked at or removed is left where it is.
    """
    if fcntl is None:
        return
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if _NAME.fullmatch(path.name):
                with contextlib.suppress(OSError):
                    _remove_if_left(path)


def _remove_if_left(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        found = os.fstat(descriptor)
        if stat.S_ISREG(found.st_mode) and found.st_uid == os.getuid():
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> None:
    if fcntl is not None:
        # A file system without locks has no left files removed either: the lock fails there, too.
        with contextlib.suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _permissions(target: Path) -> int:
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except OSError:
        return 0o666 & ~_UMASK
