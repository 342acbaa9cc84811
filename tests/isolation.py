"""Running a command where it cannot reach the network, or where every socket it opens is seen."""

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

# A new network namespace; other users than root need a user namespace to make one.
NAMESPACE = ("unshare", "--net") if os.geteuid() == 0 else ("unshare", "--map-root-user", "--net")


def without_network(command: Sequence[str | Path]) -> list[str]:
    """Return ``command`` so that it runs with no network interface at all, not even loopback."""
    return [*NAMESPACE, "--", *map(str, command)]


def loopback_only(command: Sequence[str | Path]) -> list[str]:
    """Return ``command`` so that it runs with the loopback interface and no other."""
    up = 'ip link set lo up && exec "$@"'
    return [*NAMESPACE, "--", "sh", "-c", up, "sh", *map(str, command)]


def traced(command: Sequence[str | Path], log: Path) -> list[str]:
    """Return ``command`` so that its network calls, and its children's, are written to ``log``."""
    options = ("-f", "--seccomp-bpf", "-qq", "-e", "trace=network", "-o", str(log))
    return ["strace", *options, *map(str, command)]


@dataclass(frozen=True)
class NetworkCall:
    """One system call of a trace: its name and the whole line."""

    name: str
    line: str


def network_calls(log: Path) -> list[NetworkCall]:
    """Read the calls of a ``traced`` log; resumed halves and signals are left out."""
    calls = []
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        _, _, call = line.partition(" ")
        name, bracket, _ = call.strip().partition("(")
        if bracket and name.isidentifier():
            calls.append(NetworkCall(name, line))
    return calls


def run(command: Sequence[str | Path], **options: object) -> subprocess.CompletedProcess[str]:
    """Run ``command``; its output is captured as text and is part of a failure's message."""
    done: subprocess.CompletedProcess[str] = subprocess.run(
        [str(word) for word in command],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=600,
        **options,  # type: ignore[call-overload]
    )
    return done
