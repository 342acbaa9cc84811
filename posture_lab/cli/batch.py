"""``posture-lab batch``: many clips in, one JSON file each and a summary out."""

import argparse
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from posture_lab.analysis.options import AnalysisOptions
from posture_lab.cli.arguments import EXIT_ARGUMENTS, EXIT_DONE, EXIT_FAILED
from posture_lab.cli.settings import analysis_options
from posture_lab.cli.terminal import progress, say, say_error, standard_output
from posture_lab.errors import InputFileError, PostureLabError
from posture_lab.export.batch.running import analyse_to_folder
from posture_lab.export.batch.summary import SUMMARY_NAME, BatchRow, earlier_rows
from posture_lab.export.files import check_writable, output_error
from posture_lab.telling.numbers import counted
from posture_lab.video.suffixes import CLIP_SUFFIXES, RARER_SUFFIXES

_MOST_NAMED: Final = 5
"""Clips that are named when the work is stopped; of the others is said how many there are."""


def run(arguments: argparse.Namespace) -> int:
    """Analyse the clips; return 0 if all were done, 1 if any failed, 2 for wrong arguments."""
    try:
        options = analysis_options(arguments)
        clips = clips_of(arguments.clips)
        _prepare_folder(arguments.out)
    except PostureLabError as error:
        say_error(str(error))
        return EXIT_ARGUMENTS
    rows: list[BatchRow] = []
    try:
        _analyse(clips, arguments, options, rows)
    except PostureLabError as error:
        say_error(str(error))
        return EXIT_FAILED
    except (KeyboardInterrupt, SystemExit):
        _say_what_is_left(clips, rows, arguments.out)
        raise
    failed = _say_rows(rows)
    with standard_output():
        say(
            f"{len(rows) - failed} of {len(rows)} clips analysed; "
            f"see {arguments.out / SUMMARY_NAME}"
        )
    return EXIT_FAILED if failed else EXIT_DONE


def clips_of(given: Sequence[Path]) -> list[Path]:
    """Return the clips that are given, and those in the folders that are given, each once.

    Of a folder they are the files in it, not in folders below, whose names end as those of clips
    do, by name.

    Raises
    ------
    InputFileError
        If there is no clip in a folder, or it cannot be looked into.
    """
    clips: dict[Path, Path] = {}
    for path in given:
        for clip in _clips_in(path) if _is_folder(path) else [path]:
            clips.setdefault(clip.absolute(), clip)
    return list(clips.values())


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False  # a name that is too long, or no permission: the reader says so


def _clips_in(folder: Path) -> list[Path]:
    known = (*CLIP_SUFFIXES, *RARER_SUFFIXES)
    try:
        found = sorted(
            path
            for path in folder.iterdir()
            if path.suffix.lower() in known
            and not path.name.startswith(".")
            and stat.S_ISREG(path.stat().st_mode)
        )
    except OSError as error:
        raise InputFileError(
            f"Cannot look into the folder {folder}: {error.strerror or error}; name its clips."
        ) from error
    if not found:
        raise InputFileError(
            f"There is no clip in the folder {folder} (folders inside it are not looked into); "
            f"a clip's name ends in {', '.join(CLIP_SUFFIXES)} or the like."
        )
    return found


def _analyse(
    clips: Sequence[Path],
    arguments: argparse.Namespace,
    options: AnalysisOptions,
    rows: list[BatchRow],
) -> None:
    """Fill ``rows`` as clips are done."""
    with progress(f"Analysing {counted(len(clips), 'clip')}") as report:
        analyse_to_folder(
            clips,
            arguments.out,
            options,
            workers=arguments.workers,
            on_progress=report,
            on_row=rows.append,
        )


def _say_rows(rows: Sequence[BatchRow]) -> int:
    """Say what a person should know of the clips that are done; return how many failed."""
    for row in rows:
        for sentence in (row.error, row.note):
            if sentence is not None:
                say_error(sentence)
    return sum(row.error is not None for row in rows)


def _say_what_is_left(clips: Sequence[Path], rows: Sequence[BatchRow], folder: Path) -> None:
    """Say what an interruption has left undone, in one sentence."""
    _say_rows(rows)
    done = {row.clip for row in rows}
    left = [str(clip) for clip in clips if str(clip) not in done]
    named = ", ".join(left[:_MOST_NAMED])
    if len(left) > _MOST_NAMED:
        named += f" and {len(left) - _MOST_NAMED} more"
    where = f", see {folder / SUMMARY_NAME}" if rows else ""
    say_error(
        f"Stopped: {len(rows)} of {counted(len(clips), 'clip')} done{where}; "
        f"not done: {named or 'none'}."
    )


def _prepare_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise output_error(folder, error) from error
    summary = folder / SUMMARY_NAME
    check_writable(summary)
    earlier_rows(summary)
