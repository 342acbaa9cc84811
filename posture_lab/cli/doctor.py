"""``posture-lab doctor``: the installation's checks on the terminal."""

import argparse
import sys

from posture_lab.cli.arguments import EXIT_DONE, EXIT_FAILED
from posture_lab.doctor import run_checks
from posture_lab.printable import printable


def run(_arguments: argparse.Namespace) -> int:
    """Print every check and what to do; return 0 if all is well, 1 otherwise."""
    failed = 0
    for check in run_checks():
        told = printable(f"{check.title}: {check.detail}")
        print(f"{'ok     ' if check.works else 'problem'}  {told}")
        if not check.works:
            failed += 1
            print(f"         {printable(check.remedy)}")
        sys.stdout.flush()
    if failed:
        print(f"{failed} thing{'s' * (failed != 1)} to put right.")
        return EXIT_FAILED
    print("Everything works. Nothing was sent anywhere.")
    return EXIT_DONE
