"""What the benchmarks share: rows of a table, and the machine they ran on."""

import os
import platform
import statistics
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


def write_between(page: Path, mark: str, text: str) -> None:
    """Put ``text`` into the place of a Markdown page that begins at ``<!-- mark -->``."""
    begin, end = f"<!-- {mark} -->", "<!-- end -->"
    before, found, rest = page.read_text("utf-8").partition(begin)
    if not found:
        raise SystemExit(f"{page} has no place marked {begin}.")
    after = rest.partition(end)[2]
    page.write_text(f"{before}{begin}\n{text}\n{end}{after}", "utf-8")


def median_and_p95(values_ms: list[float]) -> str:
    """Median and 95th percentile in words."""
    high = statistics.quantiles(values_ms, n=20)[-1]
    return f"{statistics.median(values_ms):.0f} ms (95 % within {high:.0f})"


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
