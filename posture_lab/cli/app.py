"""``posture-lab app``: the web app, on this computer only unless a host is given."""

import argparse
import sys
from pathlib import Path

from posture_lab.cli.arguments import EXIT_ARGUMENTS, EXIT_DONE, EXIT_FAILED
from posture_lab.cli.terminal import say_error
from posture_lab.errors import InputFileError, PostureLabError
from posture_lab.ui.login.passwords import read_password_file
from posture_lab.ui.server import LOOPBACK, Serving
from posture_lab.ui.server import run as serve


def run(arguments: argparse.Namespace) -> int:
    """Serve the app until it is stopped; return the exit code."""
    try:
        _check(arguments)
    except InputFileError as error:
        say_error(str(error))
        return EXIT_ARGUMENTS
    serving = Serving(
        host=arguments.host or LOOPBACK,
        port=arguments.port,
        open_browser=not arguments.no_browser,
        ssl_cert=arguments.ssl_cert,
        ssl_key=arguments.ssl_key,
        password_file=arguments.password_file,
    )
    try:
        serve(serving, warn=_warn)
    except PostureLabError as error:
        say_error(str(error))
        return EXIT_FAILED
    return EXIT_DONE


def _check(arguments: argparse.Namespace) -> None:
    """Find what would fail later, when somebody is already waiting."""
    if (arguments.ssl_cert is None) != (arguments.ssl_key is None):
        raise InputFileError("--ssl-cert and --ssl-key go together: give both or neither.")
    for path in (arguments.ssl_cert, arguments.ssl_key):
        if path is not None and not Path(path).is_file():
            raise InputFileError(f"There is no file {path}: check the name.")
    if arguments.password_file is not None:
        read_password_file(arguments.password_file)


def _warn(sentence: str) -> None:
    sys.stderr.write(f"posture-lab: warning: {sentence}\n")
