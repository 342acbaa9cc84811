"""The command line's arguments. Standard library only, so that ``--help`` is instant."""

import argparse
import math
from dataclasses import dataclass
from pathlib import Path

from posture_lab import __version__
from posture_lab.cli.parser import Parser
from posture_lab.movements.catalogue import MOVEMENTS

EXIT_DONE = 0
EXIT_FAILED = 1
EXIT_ARGUMENTS = 2
EXIT_INTERRUPTED = 130


def whole_number_above_zero(text: str) -> int:
    """Read a count such as ``--workers 2``."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number of at least 1")
    return number


def port_number(text: str) -> int:
    """Read a TCP port, 1 to 65535."""
    number = whole_number_above_zero(text)
    if number > 65535:
        raise argparse.ArgumentTypeError(f"'{text}' is not a port between 1 and 65535")
    return number


LIST_PEOPLE = "list"


@dataclass(frozen=True)
class Pointed:
    """The person at a point in picture pixels, ``time_s`` seconds from the clip's first frame."""

    x: float
    y: float
    time_s: float


def subject(text: str) -> str | int | Pointed:
    """Read who is meant: ``list``, the number of a person in that list, ``X,Y`` or ``X,Y@S``."""
    if text == LIST_PEOPLE:
        return text
    point, _, moment = text.partition("@")
    try:
        if text.isdecimal() and int(text) > 0:
            return int(text)
        x, y = (float(part) for part in point.split(","))
        time_s = float(moment or 0)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"'{text}' is neither a point such as 320,240 or 320,240@7.5 (picture pixels, seconds) "
            f"nor a number that '{LIST_PEOPLE}' shows"
        ) from None
    if not (0 <= x < 1e5 and 0 <= y < 1e5 and 0 <= time_s < math.inf):
        raise argparse.ArgumentTypeError(f"'{text}' lies outside any clip")
    return Pointed(x, y, time_s)


def build_parser() -> Parser:
    """Return the parser of every command."""
    parser = Parser(
        prog="posture-lab",
        description="Posture and movement analysis from a video clip, honest about its own "
        "error. Education and exercise feedback, not a diagnosis.",
    )
    parser.add_argument("--version", action="version", version=f"posture-lab {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_analyse(commands)
    _add_batch(commands)
    _add_app(commands)
    _add_password(commands)
    commands.add_parser(
        "doctor",
        help="check the installation and say what to do",
        description="Check what is installed and what works, and say what to do about the rest.",
    )
    return parser


def _add_shared(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--movement",
        default="auto",
        metavar="ID",
        help=f"{', '.join(MOVEMENTS)}; auto recognises it (default)",
    )
    command.add_argument(
        "--neutral",
        type=Path,
        metavar="FILE.json",
        help="the person's own neutral, or an earlier analysis of the same person",
    )
    command.add_argument(
        "--model", type=Path, metavar="FILE", help="another Pose Landmarker .task file"
    )
    command.add_argument(
        "--workers",
        type=whole_number_above_zero,
        default=1,
        metavar="N",
        help="processes to use (default 1)",
    )


def _add_analyse(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser(
        "analyse",
        help="analyse one clip",
        description="Analyse one clip: measure, count, score and cue the movement in it.",
    )
    command.add_argument("clip", type=Path, metavar="CLIP", help="the video file")
    _add_shared(command)
    command.add_argument(
        "--json", metavar="FILE|-", help="write the result as JSON; - for standard output"
    )
    command.add_argument(
        "--timeseries",
        type=Path,
        metavar="FILE.csv|.parquet",
        help="write every signal over time, with its error",
    )
    command.add_argument(
        "--annotated",
        type=Path,
        metavar="FILE.mp4",
        help="write the clip with skeleton, angles, counter and cues drawn in",
    )
    command.add_argument(
        "--subject",
        type=subject,
        metavar="WHO",
        help="follow the person at a point of the first picture, X,Y in pixels, or of the picture "
        "at S seconds, X,Y@S; or a person by the number that '--subject list' shows",
    )


def _add_batch(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser(
        "batch",
        help="analyse many clips",
        description="Analyse many clips: one JSON file each, and a summary.json that grows with "
        "them. A result of another clip that is in the folder already is never replaced.",
    )
    command.add_argument(
        "clips",
        nargs="+",
        type=Path,
        metavar="CLIP",
        help="the video files, or a folder for the clips in it (not in folders below), by name",
    )
    command.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="folder for the results"
    )
    _add_shared(command)


def _add_app(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser(
        "app",
        help="start the web app on this computer",
        description="Start the web app. Without --host it listens on 127.0.0.1 only: no other "
        "computer can reach it.",
    )
    command.add_argument(
        "--host",
        metavar="ADDRESS",
        help="listen on this address of the computer, for a clinic's own network",
    )
    command.add_argument(
        "--name",
        action="append",
        default=[],
        metavar="NAME",
        help="a further name that leads here, such as that of a web server that hands the app on; "
        "may be given again",
    )
    command.add_argument("--ssl-cert", type=Path, metavar="FILE", help="certificate, for https")
    command.add_argument("--ssl-key", type=Path, metavar="FILE", help="its private key")
    command.add_argument(
        "--password-file",
        type=Path,
        metavar="FILE",
        help="ask for a name and password in this file (see 'posture-lab password')",
    )
    command.add_argument(
        "--port", type=port_number, metavar="N", help="port (default 8501, or the next free one)"
    )
    command.add_argument("--no-browser", action="store_true", help="do not open a browser window")


def _add_password(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser(
        "password",
        help="add somebody to a password file",
        description="Add somebody to a password file for 'posture-lab app --password-file', or "
        "change their password. It is asked for, or read from a pipe; only a salted hash is kept.",
    )
    command.add_argument("file", type=Path, metavar="FILE", help="made if it does not exist")
    command.add_argument("--user", default="clinic", metavar="NAME", help="default: clinic")
