"""``posture-lab batch``: many clips in, one JSON file each and a summary out."""

import argparse
import sys
from pathlib import Path

from posture_lab.cli.arguments import EXIT_ARGUMENTS, EXIT_DONE, EXIT_FAILED
from posture_lab.cli.settings import analysis_options
from posture_lab.cli.terminal import progress, say_error, standard_output
from posture_lab.errors import PostureLabError
from posture_lab.export.batch import SUMMARY_NAME, analyse_to_folder
from posture_lab.export.files import check_writable, output_error


def run(arguments: argparse.Namespace) -> int:
    """Analyse the clips; return 0 if all were done, 1 if any failed, 2 for wrong arguments."""
    try:
        options = analysis_options(arguments)
        _prepare_folder(arguments.out)
    except PostureLabError as error:
        say_error(str(error))
        return EXIT_ARGUMENTS
    try:
        with progress(f"Analysing {len(arguments.clips)} clips") as report:
            rows = analyse_to_folder(
                arguments.clips,
                arguments.out,
                options,
                workers=arguments.workers,
                on_progress=report,
            )
    except PostureLabError as error:
        say_error(str(error))
        return EXIT_FAILED
    failed = [row for row in rows if row.error is not None]
    for row in failed:
        say_error(row.error or "")
    with standard_output():
        sys.stdout.write(
            f"{len(rows) - len(failed)} of {len(rows)} clips analysed; "
            f"see {arguments.out / SUMMARY_NAME}\n"
        )
    return EXIT_FAILED if failed else EXIT_DONE


def _prepare_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise output_error(folder, error) from error
    check_writable(folder / SUMMARY_NAME)
