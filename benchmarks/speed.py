"""How fast, how small, how quick to start: the whole analysis beside the least that could do it.

    python benchmarks/speed.py                    every figure, about half an hour
    python benchmarks/speed.py --seconds 20 --repeats 1 --memory-minutes 0.5 2
    python benchmarks/speed.py --write docs/speed.md

The reference is a bare loop: decode a frame with PyAV, hand it to MediaPipe, forget the answer.
Reference and product take turns on the same clip and the same frames in one process, so that a
machine that is busy for a while slows both. Ratios are of the same turn; the median is shown.
The clip is a sample, repeated to the length asked for (needs ffmpeg).
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import av
import mediapipe as mp
import numpy as np
from mediapipe.tasks.python import BaseOptions, vision
from numpy.typing import NDArray

from posture_lab.analysis.options import AnalysisOptions
from posture_lab.analysis.pipeline import analyse_clip
from posture_lab.pose.landmarker import TIME_STEP_MS
from posture_lab.pose.model import find_model
from posture_lab.pose.quiet import quiet_stderr

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "sample_videos" / "hinge_clean.mp4"
BARE, BARE_NO_MASK, DECODE = "bare loop", "bare loop, no mask", "decode alone"
ONE_WORKER, TWO_WORKERS = "whole analysis", "whole analysis, --workers 2"


@dataclass(frozen=True)
class Row:
    """One line of the table; ``goal`` is empty when the figure has none."""

    what: str
    figure: str
    goal: str = ""


def decoded(clip: Path) -> Iterator[NDArray[np.uint8]]:
    """Yield every picture of the clip as (H, W, 3) RGB, as anyone would write it."""
    with av.open(str(clip)) as container:
        for frame in container.decode(video=0):
            yield np.asarray(frame.to_ndarray(format="rgb24"), dtype=np.uint8)


def decode_alone(clip: Path) -> int:
    return sum(1 for _ in decoded(clip))


def bare_loop(clip: Path, *, masks: bool) -> int:
    """Decode and run MediaPipe on every frame; return how many there were."""
    options = vision.PoseLandmarkerOptions(
        base_options=BaseOptions(model_asset_path=str(find_model())),
        running_mode=vision.RunningMode.VIDEO,
        output_segmentation_masks=masks,
    )
    frames = 0
    with quiet_stderr(), vision.PoseLandmarker.create_from_options(options) as landmarker:
        for image in decoded(clip):
            frames += 1
            picture = mp.Image(mp.ImageFormat.SRGB, image)
            landmarker.detect_for_video(picture, frames * TIME_STEP_MS)
    return frames


def whole_analysis(clip: Path, *, workers: int = 1) -> int:
    """Run the product's analysis; return how many frames it read."""
    return analyse_clip(clip, AnalysisOptions(workers=workers)).clip.frames_read


@contextmanager
def inference_timed() -> Iterator[list[float]]:
    """Collect the seconds spent in each call of MediaPipe inside the block."""
    spent: list[float] = []
    originals = {name: getattr(vision.PoseLandmarker, name) for name in _INFERENCE}

    def timed(original: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object) -> object:
            start = time.perf_counter()
            try:
                return original(*arguments)
            finally:
                spent.append(time.perf_counter() - start)

        return call

    for name, original in originals.items():
        setattr(vision.PoseLandmarker, name, timed(original))
    try:
        yield spent
    finally:
        for name, original in originals.items():
            setattr(vision.PoseLandmarker, name, original)


_INFERENCE = ("detect", "detect_for_video")


@dataclass(frozen=True)
class Turn:
    """The seconds each contestant took in one turn, and how much of the product's was inference."""

    seconds: dict[str, float]
    inference_s: float

    def ratio(self, name: str) -> float:
        return self.seconds[name] / self.seconds[BARE]

    @property
    def own_share(self) -> float:
        """Share of the analysis that is neither inference nor what a bare decode takes."""
        own = self.seconds[ONE_WORKER] - self.inference_s - self.seconds[DECODE]
        return own / self.seconds[ONE_WORKER]


def take_turn(clip: Path) -> Turn:
    """Let every contestant run once on ``clip``."""
    contestants: dict[str, Callable[[], int]] = {
        BARE: lambda: bare_loop(clip, masks=True),
        ONE_WORKER: lambda: whole_analysis(clip),
        TWO_WORKERS: lambda: whole_analysis(clip, workers=2),
        BARE_NO_MASK: lambda: bare_loop(clip, masks=False),
        DECODE: lambda: decode_alone(clip),
    }
    seconds, frames, inference_s = {}, {}, 0.0
    for name, contestant in contestants.items():
        with inference_timed() as spent:
            start = time.perf_counter()
            frames[name] = contestant()
            seconds[name] = time.perf_counter() - start
        if name == ONE_WORKER:
            inference_s = sum(spent)
        print(f"  {name}: {frames[name]} frames, {seconds[name]:.2f} s", file=sys.stderr)
    if len(set(frames.values())) > 1:
        raise SystemExit(f"The contestants did not see the same frames: {frames}")
    return Turn(seconds, inference_s)


def speed_rows(clip: Path, repeats: int) -> list[Row]:
    whole_analysis(clip)  # Warms the disk cache and the lazy imports, for both.
    turns = [take_turn(clip) for _ in range(repeats)]
    frames = decode_alone(clip)

    def per_frame(name: str) -> str:
        seconds = statistics.median(turn.seconds[name] for turn in turns)
        return f"{1000 * seconds / frames:.2f} ms a frame"

    def ratio(name: str) -> str:
        return f"{statistics.median(turn.ratio(name) for turn in turns):.3f} x"

    own = statistics.median(turn.own_share for turn in turns)
    return [
        Row("bare loop: decode + MediaPipe with mask", per_frame(BARE)),
        Row("bare loop without the mask", f"{per_frame(BARE_NO_MASK)}, {ratio(BARE_NO_MASK)}"),
        Row(
            "whole analysis",
            f"{per_frame(ONE_WORKER)}, {ratio(ONE_WORKER)}",
            "at most 1.10 x the bare loop",
        ),
        Row(
            "whole analysis, `--workers 2`",
            f"{per_frame(TWO_WORKERS)}, {ratio(TWO_WORKERS)}",
            "at most 0.6 x on two cores",
        ),
        Row("own work in it: neither decoding nor inference", f"{own:.1%}", "under 8 %"),
    ]


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


def peak_megabytes(command: tuple[str, ...]) -> float:
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise SystemExit(f"{' '.join(command)} ended with {child.returncode}.")
    # Kilobytes on Linux, bytes on macOS.
    return usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


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


PAGE = """\
# Speed, memory, start-up

The last run of `python benchmarks/speed.py --write docs/speed.md`, on {machine}.
The clip is `sample_videos/{sample}` repeated to {seconds:g} s; {repeats} turns, medians.

{table}

The reference is a loop anyone would write: decode with PyAV, give the frame to MediaPipe (the same
model, video mode, one person, with mask), forget the answer. Both read every frame of the same clip
in the same process and take turns. "Own work" is the time of the whole analysis less the time
inside MediaPipe's calls and less the time of decoding the clip alone.
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sample", type=Path, default=SAMPLE)
    parser.add_argument("--seconds", type=float, default=60, help="length of the speed clip")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--memory-minutes", type=float, nargs="+", default=[1, 10])
    parser.add_argument("--write", type=Path, help="also write the page kept in docs/")
    arguments = parser.parse_args()
    here = machine()
    with tempfile.TemporaryDirectory(prefix="posture-lab-speed-") as folder:
        clip = repeated(arguments.sample, arguments.seconds, Path(folder))
        rows = speed_rows(clip, arguments.repeats)
        rows += memory_rows(arguments.sample, arguments.memory_minutes, Path(folder))
    rows += startup_rows()
    table = as_markdown(rows)
    print(table)
    if arguments.write:
        page = PAGE.format(
            machine=here,
            sample=arguments.sample.name,
            seconds=arguments.seconds,
            repeats=arguments.repeats,
            table=table,
        )
        arguments.write.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
