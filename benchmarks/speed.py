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
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import av
import mediapipe as mp
import numpy as np
from mediapipe.tasks.python import BaseOptions, vision
from numpy.typing import NDArray
from processes import ROOT, memory_rows, repeated, startup_rows
from report import Row, as_markdown, machine

from posture_lab.analysis.options import AnalysisOptions
from posture_lab.analysis.pipeline import analyse_clip
from posture_lab.pose.landmarker import TIME_STEP_MS
from posture_lab.pose.model import find_model
from posture_lab.pose.quiet import quiet_stderr

SAMPLE = ROOT / "sample_videos" / "hinge_clean.mp4"
BARE, BARE_NO_MASK, DECODE = "bare loop", "bare loop, no mask", "decode alone"
ONE_WORKER, TWO_WORKERS = "whole analysis", "whole analysis, --workers 2"


def decoded(clip: Path) -> Iterator[NDArray[np.uint8]]:
    """Yield every picture of the clip as (H, W, 3) RGB, as anyone would write it."""
    with av.open(str(clip)) as container:
        for frame in container.decode(video=0):
            # Rows may be padded, and MediaPipe reads an image without its strides.
            yield np.ascontiguousarray(frame.to_ndarray(format="rgb24"), dtype=np.uint8)


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
    """Collect the processor seconds spent in each call of MediaPipe inside the block."""
    spent: list[float] = []
    originals = {name: getattr(vision.PoseLandmarker, name) for name in _INFERENCE}

    def timed(original: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object) -> object:
            start = time.process_time()
            try:
                return original(*arguments)
            finally:
                spent.append(time.process_time() - start)

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
    """What each contestant took in one turn.

    ``seconds`` are by the clock, ``cpu_s`` of this process's processor time, ``inference_cpu_s``
    the part of it that the whole analysis spent inside MediaPipe.
    """

    seconds: dict[str, float]
    cpu_s: dict[str, float]
    inference_cpu_s: float

    def ratio(self, name: str) -> float:
        return self.seconds[name] / self.seconds[BARE]

    def cpu_ratio(self, name: str) -> float:
        return self.cpu_s[name] / self.cpu_s[BARE]

    @property
    def own_share(self) -> float:
        """Share of the analysis that is neither inference nor what a bare decode takes."""
        own = self.cpu_s[ONE_WORKER] - self.inference_cpu_s - self.cpu_s[DECODE]
        return own / self.cpu_s[ONE_WORKER]


def take_turn(clip: Path) -> Turn:
    """Let every contestant run once on ``clip``."""
    contestants: dict[str, Callable[[], int]] = {
        BARE: lambda: bare_loop(clip, masks=True),
        ONE_WORKER: lambda: whole_analysis(clip),
        TWO_WORKERS: lambda: whole_analysis(clip, workers=2),
        BARE_NO_MASK: lambda: bare_loop(clip, masks=False),
        DECODE: lambda: decode_alone(clip),
    }
    seconds, cpu_s, frames, inference_cpu_s = {}, {}, {}, 0.0
    for name, contestant in contestants.items():
        with inference_timed() as spent:
            start, cpu_start = time.perf_counter(), time.process_time()
            frames[name] = contestant()
            cpu_s[name] = time.process_time() - cpu_start
            seconds[name] = time.perf_counter() - start
        if name == ONE_WORKER:
            inference_cpu_s = sum(spent)
        took = f"{seconds[name]:.2f} s by the clock, {cpu_s[name]:.2f} s of this process"
        print(f"  {name}: {frames[name]} frames, {took}", file=sys.stderr)
    if len(set(frames.values())) > 1:
        raise SystemExit(f"The contestants did not see the same frames: {frames}")
    return Turn(seconds, cpu_s, inference_cpu_s)


def speed_rows(clip: Path, repeats: int) -> list[Row]:
    whole_analysis(clip)  # Warms the disk cache and the lazy imports, for both.
    turns = [take_turn(clip) for _ in range(repeats)]
    frames = decode_alone(clip)

    def per_frame(name: str) -> str:
        seconds = statistics.median(turn.seconds[name] for turn in turns)
        return f"{1000 * seconds / frames:.2f} ms a frame"

    def ratio(name: str) -> str:
        return f"{statistics.median(turn.ratio(name) for turn in turns):.3f} x"

    cpu_ratio = statistics.median(turn.cpu_ratio(ONE_WORKER) for turn in turns)
    own = statistics.median(turn.own_share for turn in turns)
    return [
        Row("bare loop: decode + MediaPipe with mask", per_frame(BARE)),
        Row("bare loop without the mask", f"{per_frame(BARE_NO_MASK)}, {ratio(BARE_NO_MASK)}"),
        Row(
            "whole analysis",
            f"{per_frame(ONE_WORKER)}, {ratio(ONE_WORKER)} ({cpu_ratio:.3f} x the processor time)",
            "at most 1.10 x the bare loop",
        ),
        Row(
            "whole analysis, `--workers 2`",
            f"{per_frame(TWO_WORKERS)}, {ratio(TWO_WORKERS)}",
            "at most 0.6 x on two cores",
        ),
        Row("own work in it: neither decoding nor inference", f"{own:.1%}", "under 8 %"),
    ]


PAGE = """\
# Speed, memory, start-up

The last run of `python benchmarks/speed.py --write docs/speed.md`, on {machine}.
The clip is `sample_videos/{sample}` repeated to {seconds:g} s; {repeats} turns, medians.

{table}

The reference is a loop anyone would write: decode with PyAV, give the frame to MediaPipe (the same
model, video mode, one person, with mask), forget the answer. Both read every frame of the same clip
in the same process and take turns. "Own work" is the processor time of the whole analysis
less that inside MediaPipe's calls and less that of decoding the clip alone.
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
