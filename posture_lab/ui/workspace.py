"""The private folder in which one clip is analysed, and its certain removal."""

import os
import re
import shutil
import tempfile
import weakref
from pathlib import Path
from typing import IO, Final

from posture_lab.errors import OutputError

_PREFIX: Final = "posture-lab-"
_COPY_CHUNK: Final = 1 << 20


class Workspace:
    """A 0700 folder for one clip and what is made from it; its files are 0600.

    It is removed by :meth:`close`, and otherwise when the object is no longer used or when Python
    exits. What a killed process left behind is removed by :func:`remove_leftovers`.

    Raises
    ------
    OutputError
        When the temporary directory cannot be written.
    """

    def __init__(self) -> None:
        try:
            self.folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
        except OSError as error:
            raise OutputError(_no_room(Path(tempfile.gettempdir()), error)) from error
        _OPEN.add(self)
        self._remove = weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)

    def store(self, source: IO[bytes], name: str) -> Path:
        """Copy ``source`` into the folder piece by piece and return the copy's path.

        The copy keeps a harmless form of ``name``, because messages about the clip use it.

        Raises
        ------
        OutputError
            When the copy does not fit or cannot be written; nothing is left behind.
        """
        target = self.folder / _harmless(name)
        try:
            with open(target, "xb", opener=_private) as copy:
                shutil.copyfileobj(source, copy, _COPY_CHUNK)
        except OSError as error:
            target.unlink(missing_ok=True)
            raise OutputError(_no_room(self.folder, error)) from error
        return target

    def made(self, name: str) -> Path:
        """Return the path for a file that is made here, in a folder apart from the clip."""
        folder = self.folder / "made"
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder / name

    def discard(self, path: Path) -> None:
        """Delete one file, if it lies in the folder; a file elsewhere is never touched."""
        if path.is_relative_to(self.folder):
            path.unlink(missing_ok=True)

    def close(self) -> None:
        """Remove the folder and everything in it. Calling it again does nothing."""
        self._remove()

    @property
    def closed(self) -> bool:
        """Whether the folder has been removed."""
        return not self._remove.alive


_OPEN: Final[weakref.WeakSet[Workspace]] = weakref.WeakSet()


def close_all() -> None:
    """Remove every folder of this process: a server that a signal ends has no other chance."""
    for workspace in list(_OPEN):
        workspace.close()


def remove_leftovers() -> None:
    """Remove folders of this user whose process has ended without cleaning up."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        found = re.fullmatch(rf"{_PREFIX}(\d+)-.+", folder.name)
        if found and _is_my_folder(folder) and not _is_running(int(found[1])):
            shutil.rmtree(folder, ignore_errors=True)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _harmless(name: str) -> str:
    """Return the last part of a path from any system, without control signs, not too long."""
    last = re.split(r"[/\\\\]", name)[-1]
    return re.sub(r"[^\w .()+-]", "_", last).lstrip(". ")[-60:] or "clip"


def _no_room(where: Path, error: OSError) -> str:
    cause = error.strerror or "it cannot be written"
    return (
        f"There is no room for a private copy of the clip in {where} ({cause.lower()}); "
        "free some space there or set TMPDIR to another folder and try again."
    )


def _is_my_folder(path: Path) -> bool:
    if path.is_symlink() or not path.is_dir():
        return False
    return not hasattr(os, "getuid") or path.stat().st_uid == os.getuid()


def _is_running(process_id: int) -> bool:
    if process_id == os.getpid():
        return True
    if os.name == "nt":  # there, os.kill would end the process instead of asking
        return True
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
