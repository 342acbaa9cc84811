"""What the benchmarks share: rows of a table, and the machine they ran on."""

import os
import platform
from dataclasses import dataclass
from pathlib import Path

import mediapipe as mp


@dataclass(frozen=True)
class Row:
    """One line of the table; ``goal`` is empty when the figure has none."""

    what: str
    figure: str
    goal: str = ""


def as_markdown(rows: list[Row]) -> str:
    lines = ["| | measured | goal |", "|---|---|---|"]
    lines += [f"| {row.what} | {row.figure} | {row.goal} |" for row in rows]
    return "\n".join(lines)


def machine() -> str:
    model = "an unnamed processor"
    if (cpuinfo := Path("/proc/cpuinfo")).exists():
        names = [line for line in cpuinfo.read_text().splitlines() if line.startswith("model name")]
        model = names[0].partition(": ")[2] if names else model
    busy = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} cores ({model}), {platform.system()}, Python "
        f"{platform.python_version()}, MediaPipe {mp.__version__}, load at the start {busy:.1f}"
    )
