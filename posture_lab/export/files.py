"""Writing a file so that it is either complete or not there at all."""

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from posture_lab.errors import OutputError

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

    An existing file is left as it is; nothing stays behind.

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
        probe = temporary_neighbour(path)
        probe.touch(exist_ok=False)
        probe.unlink()
    except OSError as error:
        raise output_error(path, error) from error


def is_special(path: Path) -> bool:
    """Tell whether ``path`` is a device or a pipe, which cannot be replaced by a file."""
    return path.exists() and not path.is_file() and not path.is_dir()


def temporary_neighbour(path: Path) -> Path:
    """Return an unused name beside the file that ``path`` is or points to, same suffix."""
    target = path.resolve()
    return target.with_name(f".{target.stem[:80]}.{secrets.token_hex(4)}.part{target.suffix}")


@contextlib.contextmanager
def complete_file(path: Path) -> Iterator[Path]:
    """Give a temporary path to write; it becomes ``path`` when the block ends without error.

    On any error or interruption the temporary file is removed and an existing ``path`` keeps its
    content. A device or pipe is written straight.

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
    temporary = temporary_neighbour(path)
    try:
        yield temporary
        # A full disk may show only when the content really reaches it.
        with temporary.open("rb+") as written:
            os.fsync(written.fileno())
        temporary.replace(path.resolve())
    except OSError as error:
        raise output_error(path, error) from error
    finally:
        temporary.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write ``text`` to ``path`` as UTF-8, completely or not at all.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    with complete_file(path) as temporary:
        temporary.write_text(text, encoding="utf-8")
