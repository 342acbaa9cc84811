"""``posture-lab password``: add somebody to a clinic's password file, or change a password."""

import argparse
import getpass
import sys

from posture_lab.cli.arguments import EXIT_ARGUMENTS, EXIT_DONE, EXIT_FAILED
from posture_lab.cli.terminal import say, say_error
from posture_lab.errors import InputFileError, PostureLabError
from posture_lab.ui.login.passwords import set_password


def run(arguments: argparse.Namespace) -> int:
    """Ask for a password and write its salted hash; return the exit code."""
    try:
        set_password(arguments.file, arguments.user, _ask())
    except InputFileError as error:
        say_error(str(error))
        return EXIT_ARGUMENTS
    except PostureLabError as error:
        say_error(str(error))
        return EXIT_FAILED
    say(f"{arguments.user} can log in with the password file {arguments.file}.")
    return EXIT_DONE


def _ask() -> str:
    """Ask twice on a terminal; take one line from a pipe."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass("Password: ")
    if getpass.getpass("The same again: ") != password:
        raise InputFileError("The two passwords differ: nothing was changed, try again.")
    return password
