"""``posture-lab doctor``: the installation's checks on the terminal."""

import argparse
import sys

from posture_lab.cli.arguments import EXIT_DONE, EXIT_FAILED
from posture_lab.doctor import run_checks


def run(_arguments: argparse.Namespace) -> int:
    """Print every check and what to do; return 0 if all is well, 1 otherwise."""
    failed = 0
    for check in run_checks():
        print(f"{'ok     ' if check.works else 'problem'}  {check.title}: {check.detail}")
        if not check.works:
            failed += 1
            print(f"         {check.remedy}")
        sys.stdout.flush()
    if failed:
        print(f"{failed} thing{'s' * (failed != 1)} to put right.")
        return EXIT_FAILED
    print("Everything works. Nothing was sent anywhere.")
    return EXIT_DONE
