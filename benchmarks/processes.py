"""Figures of whole processes: peak memory of an analysis, time until the command line answers."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from report import Row

ROOT = Path(__file__).resolve().parent.parent


def memory_rows(sample: Path, minutes: Iterable[float], folder: Path) -> list[Row]:
    """Peak memory of the command on clips of different length."""
    peaks = []
    rows = []
    for length in minutes:
        clip = repeated(sample, 60 * length, folder)
        command = (sys.executable, "-m", "posture_lab", "analyse", str(clip), "--json", os.devnull)
        peaks.append(peak_megabytes(command))
        rows.append(Row(f"peak memory, {length:g}-minute clip", f"{peaks[-1]:.0f} MB"))
    growth = max(peaks) / peaks[0] - 1
    return [*rows, Row("growth with the clip's length", f"{growth:+.1%}", "within 10 %")]


_PEAK = """\
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(done.returncode)
"""


def peak_megabytes(command: tuple[str, ...]) -> float:
    """Return the peak resident memory of ``command``.

    A small process starts it: a child's peak counts from the size its parent had when it began,
    and this one may be larger than what is to be measured.
    """
    starter = (sys.executable, "-c", _PEAK, *command)
    child = subprocess.run(starter, check=False, stdout=subprocess.PIPE, cwd=ROOT, text=True)
    if child.returncode != 0:
        raise SystemExit(f"{' '.join(command)} ended with {child.returncode}.")
    # Kilobytes on Linux, bytes on macOS.
    return int(child.stdout) / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def startup_rows(repeats: int = 15) -> list[Row]:
    """Start of the command beside the start of Python with NumPy, taking turns."""
    tasks = {
        "`posture-lab --help`": (sys.executable, "-m", "posture_lab", "--help"),
        "`python -c 'import numpy'`": (sys.executable, "-c", "import numpy"),
    }
    seconds: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(repeats):
        for name, command in tasks.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
            seconds[name].append(time.perf_counter() - start)
    goals = iter(("under 0.5 s", ""))
    return [
        Row(f"start-up, {name}", f"{statistics.median(times):.3f} s", next(goals))
        for name, times in seconds.items()
    ]


def repeated(sample: Path, seconds: float, folder: Path) -> Path:
    """Return a clip of about ``seconds`` made of the sample over and over, without re-encoding."""
    clip = folder / f"{sample.stem}-{seconds:g}s.mp4"
    source = ("-stream_loop", "-1", "-i", str(sample), "-t", str(seconds))
    subprocess.run(
        ("ffmpeg", "-v", "error", "-y", *source, "-map", "0:v:0", "-c", "copy", str(clip)),
        check=True,
    )
    return clip
