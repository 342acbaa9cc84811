"""``posture-lab app``: the web app, on this computer only."""

import argparse

from posture_lab.cli.arguments import EXIT_DONE
from posture_lab.ui.server import run as serve


def run(arguments: argparse.Namespace) -> int:
    """Serve the app on 127.0.0.1 until it is stopped; return the exit code."""
    serve(port=arguments.port, open_browser=not arguments.no_browser)
    return EXIT_DONE
