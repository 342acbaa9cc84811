"""Which file of the folder each clip's result goes to: never one that holds something else."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from posture_lab.analysis.result import SCHEMA
from posture_lab.errors import InputFileError, OutputError
from posture_lab.export.batch.summary import SUMMARY_NAME
from posture_lab.export.json import read_object
from posture_lab.video.checksum import sha256_of

_MOST_BYTES: Final = 200 * 10**6
"""A larger file is no result, and is not looked into."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a clip's result goes; ``why`` is a sentence where that is not the usual name."""

    path: Path
    why: str | None = None


class Places:
    """Gives every clip of a batch a file in ``folder``, in the order in which it is asked.

    A file that is there already is taken only for the clip whose result it holds, which its
    checksum tells: so the same batch once more gives the same names, and other clips of the same
    names get others.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        # Compared without case: some file systems take A.json and a.json for one.
        self._taken = {SUMMARY_NAME}

    def place_for(self, clip: Path) -> Place:
        """Return the place of ``clip``, which from now on is taken.

        It is the first of ``squat.json``, ``squat.mp4.json``, ``squat.mp4-2.json`` ... that is free
        or holds this clip's own result of an earlier batch.
        """
        sha256: str | None = None
        for path in self._candidates(clip):
            if path.name.lower() in self._taken:
                continue
            if _is_there(path):
                sha256 = sha256 or _checksum(clip)
                if not holds_result_of(path, sha256):
                    continue
            self._taken.add(path.name.lower())
            return Place(path, self._why(clip, path))
        raise AssertionError("there is no end of names")

    def _candidates(self, clip: Path) -> Iterator[Path]:
        yield self._folder / f"{clip.stem}.json"
        yield self._folder / f"{clip.name}.json"
        number = 2
        while True:
            yield self._folder / f"{clip.name}-{number}.json"
            number += 1

    def _why(self, clip: Path, path: Path) -> str | None:
        usual = f"{clip.stem}.json"
        if path.name == usual:
            return None
        if usual.lower() == SUMMARY_NAME:
            cause = "is kept for the summary"
        elif usual.lower() in self._taken:
            cause = "belongs to another clip of this batch"
        else:
            cause = f"in {self._folder} holds something else and is left as it is"
        return f"The result of {clip} is in {path.name}, because {usual} {cause}."


def holds_result_of(path: Path, sha256: str | None) -> bool:
    """Tell whether the file at ``path`` is the analysis of the clip with this checksum."""
    if sha256 is None:
        return False
    try:
        if not path.is_file() or path.stat().st_size > _MOST_BYTES:
            return False
        plain = read_object(path)
    except (InputFileError, OSError):
        return False
    clip = plain.get("clip")
    return plain.get("schema") == SCHEMA and isinstance(clip, dict) and clip.get("sha256") == sha256


def expect_free(path: Path, sha256: str) -> None:
    """Find out, right before it is written, that nobody else has taken the place meanwhile.

    Raises
    ------
    OutputError
        If ``path`` holds something else than a result of the clip with this checksum.
    """
    if _is_there(path) and not holds_result_of(path, sha256):
        raise OutputError(
            f"{path} was written by another program in the meantime and is left as it is; "
            "analyse the clip again."
        )


def _is_there(path: Path) -> bool:
    return os.path.lexists(path)  # also for a name that is too long, which writing will say


def _checksum(clip: Path) -> str | None:
    try:
        return sha256_of(clip) if clip.is_file() else None
    except OSError:
        return None  # the analysis will say why the clip cannot be read
