"""The app as a process of its own, started by any command from any folder."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.ui.browser import ROOT, free_port, wait_until_open


@dataclass(frozen=True)
class App:
    """A running app."""

    url: str
    process: "subprocess.Popen[bytes]"


def memory_mb(pid: int) -> float:
    """The memory that a process holds."""
    lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    return next(float(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:"))


@contextlib.contextmanager
def started(folder: Path, *command: str) -> Iterator[App]:
    """Run the app from ``folder``."""
    port = free_port()
    home = {"HOME": str(folder / "home"), "PYTHONPATH": str(ROOT)}
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, *command, str(port)],
            cwd=folder,
            env={**os.environ, **home},
            stdout=log,
            stderr=log,
        )
        try:
            wait_until_open(server, port, folder / "log")
            yield App(f"http://127.0.0.1:{port}", server)
        finally:
            server.terminate()
            server.wait(20)
