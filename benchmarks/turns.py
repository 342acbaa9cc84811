"""Who takes part in the comparison of speed, and what one turn of each costs."""

import resource
import sys
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

    ``seconds`` are by the clock, ``cpu_s`` of processor time in the busier one of this process and
    those it started, ``inference_cpu_s`` the part that the whole analysis spent inside MediaPipe.
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


def _others_cpu_s() -> float:
    """Processor time of the processes that this one has started and that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


CONTESTANTS: dict[str, Callable[[Path], int]] = {
    BARE: lambda clip: bare_loop(clip, masks=True),
    ONE_WORKER: whole_analysis,
    TWO_WORKERS: lambda clip: whole_analysis(clip, workers=2),
    BARE_NO_MASK: lambda clip: bare_loop(clip, masks=False),
    DECODE: decode_alone,
}


def take_turn(clip: Path, names: Iterable[str] = tuple(CONTESTANTS)) -> Turn:
    """Let every contestant of these names run once on ``clip``."""
    seconds, cpu_s, frames, inference_cpu_s = {}, {}, {}, 0.0
    for name in names:
        with inference_timed() as spent:
            start, own, others = time.perf_counter(), time.process_time(), _others_cpu_s()
            frames[name] = CONTESTANTS[name](clip)
            cpu_s[name] = max(time.process_time() - own, _others_cpu_s() - others)
            seconds[name] = time.perf_counter() - start
        if name == ONE_WORKER:
            inference_cpu_s = sum(spent)
        took = f"{seconds[name]:.2f} s by the clock, {cpu_s[name]:.2f} s of processor time"
        print(f"  {name}: {frames[name]} frames, {took}", file=sys.stderr)
    if len(set(frames.values())) > 1:
        raise SystemExit(f"The contestants did not see the same frames: {frames}")
    return Turn(seconds, cpu_s, inference_cpu_s)
