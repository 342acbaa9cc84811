"""``posture-lab analyse``: one clip in, table and files out."""

import argparse
import sys
from pathlib import Path

from posture_lab.analysis.options import AnalysisOptions
from posture_lab.analysis.pipeline import analyse_clip
from posture_lab.analysis.result import Analysis
from posture_lab.cli.arguments import EXIT_ARGUMENTS, EXIT_DONE, EXIT_FAILED, LIST_PEOPLE
from posture_lab.cli.people import list_people, with_person
from posture_lab.cli.settings import analysis_options
from posture_lab.cli.table import print_analysis
from posture_lab.cli.terminal import progress, say_error, standard_output
from posture_lab.errors import OutputError, PostureLabError
from posture_lab.export.annotated import write_annotated
from posture_lab.export.files import check_writable
from posture_lab.export.json import to_text, write_json
from posture_lab.export.timeseries import SUFFIXES, write_timeseries

STANDARD_OUTPUT = "-"


def run(arguments: argparse.Namespace) -> int:
    """Analyse one clip; return the exit code."""
    try:
        _check_outputs(arguments)
        options = analysis_options(arguments)
    except PostureLabError as error:
        say_error(str(error))
        return EXIT_ARGUMENTS
    try:
        if arguments.subject == LIST_PEOPLE:
            list_people(arguments.clip, options)
            return EXIT_DONE
        if isinstance(arguments.subject, int):
            options = with_person(arguments.clip, options, arguments.subject)
        _analyse(arguments, options)
    except PostureLabError as error:
        say_error(str(error))
        return EXIT_FAILED
    return EXIT_DONE


def _check_outputs(arguments: argparse.Namespace) -> None:
    """Find what would fail at the end of a long analysis before it begins."""
    suffixes = {"timeseries": SUFFIXES, "annotated": (".mp4",)}
    outputs: dict[Path, str] = {}
    for name in ("json", "timeseries", "annotated"):
        given = getattr(arguments, name)
        if given is None or given == STANDARD_OUTPUT:
            continue
        path = Path(given)
        if name in suffixes and path.suffix.lower() not in suffixes[name]:
            endings = " or ".join(suffixes[name])
            raise OutputError(f"Cannot write {path}: the name given to --{name} ends in {endings}.")
        check_writable(path)
        place = path.resolve()
        if place == arguments.clip.resolve():
            raise OutputError(
                f"--{name} would replace the clip {path} itself; choose another name."
            )
        if place in outputs:
            raise OutputError(
                f"--{outputs[place]} and --{name} both name {path}; choose two names."
            )
        outputs[place] = name


def _analyse(arguments: argparse.Namespace, options: AnalysisOptions) -> None:
    with progress(f"Analysing {arguments.clip.name}") as report:
        analysis = analyse_clip(arguments.clip, options, on_progress=report)
    _write_files(arguments, options, analysis)
    with standard_output():
        if arguments.json == STANDARD_OUTPUT:
            sys.stdout.write(to_text(analysis))
        else:
            print_analysis(analysis)


def _write_files(
    arguments: argparse.Namespace, options: AnalysisOptions, analysis: Analysis
) -> None:
    if arguments.json not in (None, STANDARD_OUTPUT):
        write_json(analysis, Path(arguments.json))
    if arguments.timeseries is not None and analysis.signals is not None:
        write_timeseries(analysis.signals, arguments.timeseries)
    if arguments.annotated is not None:
        with progress("Drawing the annotated clip") as report:
            write_annotated(
                arguments.clip,
                analysis,
                arguments.annotated,
                limits=options.limits,
                on_progress=report,
            )
