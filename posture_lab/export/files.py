"""Writing a file so that it is either complete or not there at all."""

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path

from posture_lab.errors import OutputError
from posture_lab.part_file import PartFile, remove_left_parts

_CAUSES = {
    errno.ENOSPC: "the disk is full; free some space or choose another folder",
    errno.EDQUOT: "the disk quota is used up; free some space or choose another folder",
    errno.EACCES: "there is no permission; choose another folder",
    errno.EPERM: "there is no permission; choose another folder",
    errno.EROFS: "the disk is read-only; choose another folder",
    errno.ENAMETOOLONG: "the name is too long; choose a shorter one",
    errno.EISDIR: "it is a folder; give a file name inside it",
    errno.ENOENT: "its folder does not exist; create the folder first",
    errno.ENOTDIR: "its folder is a file; choose another folder",
}


def output_error(path: Path, error: OSError) -> OutputError:
    """Return the sentence for a failed write to ``path``."""
    cause = _CAUSES.get(error.errno or 0)
    if cause is None:
        cause = f"{error.strerror or error}; choose another folder"
    return OutputError(f"Cannot write {path}: {cause}.")


def check_writable(path: Path) -> None:
    """Find out now whether ``path`` can be written, before any long work.

    An existing file is left as it is; nothing stays behind. What a killed run left in the folder
    is removed.

    Raises
    ------
    OutputError
        If the folder is missing or read-only, or ``path`` is a folder.
    """
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a folder")
        if is_special(path):
            with path.open("ab"):
                return
        PartFile(path).discard()
        remove_left_parts(path.resolve().parent)
    except OSError as error:
        raise output_error(path, error) from error


def is_special(path: Path) -> bool:
    """Tell whether ``path`` is a device or a pipe, which cannot be replaced by a file."""
    return path.exists() and not path.is_file() and not path.is_dir()


@contextlib.contextmanager
def complete_file(path: Path) -> Iterator[Path]:
    """Give a temporary path to write; it becomes ``path`` when the block ends without error.

    On any error or interruption the temporary file, which only its owner can read, is removed and
    an existing ``path`` keeps its content. A device or pipe is written straight.

    Raises
    ------
    OutputError
        For every operating system error inside the block: full disk, no permission, no folder.
    """
    if is_special(path):
        try:
            yield path
        except OSError as error:
            raise output_error(path, error) from error
        return
    part = None
    try:
        part = PartFile(path)
        yield part.path
        # A full disk may show only when the content really reaches it.
        with part.path.open("rb+") as written:
            os.fsync(written.fileno())
        part.finish()
    except OSError as error:
        raise output_error(path, error) from error
    finally:
        if part is not None:
            part.discard()


def write_text(path: Path, text: str) -> None:
    """Write ``text`` to ``path`` as UTF-8, completely or not at all.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    with complete_file(path) as temporary:
        temporary.write_text(text, encoding="utf-8")
