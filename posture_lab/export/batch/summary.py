"""``summary.json``: what became of every clip whose result is in the folder."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from posture_lab import __version__
from posture_lab.errors import InputFileError, OutputError
from posture_lab.export.files import write_text
from posture_lab.export.json import json_text, read_object
from posture_lab.export.records import from_plain, to_plain
from posture_lab.metrics.judging.judgement import Verdict

BATCH_SCHEMA: Final = "posture-lab/batch/1"
SUMMARY_NAME: Final = "summary.json"

_MOST_BYTES: Final = 200 * 10**6


@dataclass(frozen=True, slots=True)
class BatchRow:
    """What became of one clip: its result in short, or the sentence why there is none.

    ``json`` is the name of the result file inside the folder; None, with an ``error``, when the
    clip could not be analysed. ``note`` says why the result has another name than usual.
    """

    clip: str
    json: str | None = None
    sha256: str | None = None
    movement: str | None = None
    reps: int | None = None
    partial_reps: int | None = None
    mean_score: float | None = None
    verdict: Verdict | None = None
    reason: str | None = None
    error: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class BatchRows:
    """The rows of a ``summary.json``."""

    clips: tuple[BatchRow, ...]


class Summary:
    """The summary of a folder, written anew after every clip, so that it always holds all so far.

    Rows of earlier batches stay: those whose result this one does not write anew.
    """

    def __init__(self, folder: Path, clips: int) -> None:
        """Read what is there; ``clips`` are to be analysed now.

        Raises
        ------
        OutputError
            If ``summary.json`` is something else than the summary of a batch.
        """
        self._path = folder / SUMMARY_NAME
        self._earlier = list(earlier_rows(self._path))
        self._new: dict[int, BatchRow] = {}
        self._clips = clips

    @property
    def rows(self) -> tuple[BatchRow, ...]:
        """The rows of this batch so far, in the order in which the clips were given."""
        return tuple(self._new[index] for index in sorted(self._new))

    def add(self, index: int, row: BatchRow) -> None:
        """Add what became of the clip at ``index``, and write.

        Raises
        ------
        OutputError
            If it cannot be written.
        """
        self._new[index] = row
        self._earlier = [each for each in self._earlier if not _replaces(row, each)]
        self._write()

    def _write(self) -> None:
        plain = {
            "schema": BATCH_SCHEMA,
            "posture_lab_version": __version__,
            "clips_left": self._clips - len(self._new),
            "clips": [to_plain(row) for row in (*self._earlier, *self.rows)],
        }
        write_text(self._path, json_text(plain))


def earlier_rows(path: Path) -> Sequence[BatchRow]:
    """Return the rows that the summary at ``path`` holds; none if there is no such file.

    Raises
    ------
    OutputError
        If it is something else, which a batch would overwrite.
    """
    if not path.exists():
        return ()
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ValueError("too large")
        plain = read_object(path)
        if plain.get("schema") != BATCH_SCHEMA:
            raise ValueError("another schema")
        rows: BatchRows = from_plain(BatchRows, plain)
    except (InputFileError, OSError, ValueError) as error:
        raise OutputError(
            f"{path} is not the summary of a batch, or it is damaged; it is left as it is: "
            "choose another folder, or move it away."
        ) from error
    return rows.clips


def _replaces(row: BatchRow, earlier: BatchRow) -> bool:
    """A result that was written anew, or another try of a clip that had failed."""
    if earlier.error is not None:
        return earlier.clip == row.clip
    return row.json is not None and earlier.json == row.json
