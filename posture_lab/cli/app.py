"""``posture-lab app``: the web app, on this computer only unless a host is given."""

import argparse
import sys
from pathlib import Path

from posture_lab.cli.arguments import EXIT_ARGUMENTS, EXIT_DONE, EXIT_FAILED
from posture_lab.cli.terminal import say_error
from posture_lab.errors import InputFileError, PostureLabError
from posture_lab.printable import printable
from posture_lab.ui.login.passwords import open_to_others, read_password_file
from posture_lab.ui.server import LOOPBACK, Serving
from posture_lab.ui.server import run as serve
from posture_lab.ui.serving.certificate import check_certificate
from posture_lab.ui.serving.names import name_of


def run(arguments: argparse.Namespace) -> int:
    """Serve the app until it is stopped; return the exit code."""
    try:
        _check(arguments)
    except InputFileError as error:
        say_error(str(error))
        return EXIT_ARGUMENTS
    _warn_of_open_files(arguments)
    serving = Serving(
        host=arguments.host or LOOPBACK,
        port=arguments.port,
        open_browser=not arguments.no_browser,
        ssl_cert=arguments.ssl_cert,
        ssl_key=arguments.ssl_key,
        password_file=arguments.password_file,
        names=tuple(arguments.name),
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
    if arguments.ssl_cert is not None:
        check_certificate(arguments.ssl_cert, arguments.ssl_key)
    for name in arguments.name:
        if name_of(name) is None:
            raise InputFileError(
                f"{name!r} is no name to be reached by: give one such as posture.clinic.example, "
                "with :PORT after it where it has a port of its own."
            )
    if arguments.password_file is not None:
        read_password_file(arguments.password_file)


def _warn_of_open_files(arguments: argparse.Namespace) -> None:
    for path, what in ((arguments.password_file, "password file"), (arguments.ssl_key, "key")):
        if path is not None and open_to_others(path):
            _warn(
                f"Others on this computer may read or change the {what} {path}: make it its "
                f"owner's only with 'chmod 600 {path}'."
            )


def _warn(sentence: str) -> None:
    sys.stderr.write(f"posture-lab: warning: {printable(sentence)}\n")
