"""How fast, how small, how quick to start: the whole analysis beside the least that could do it.

    python benchmarks/speed.py                    every figure, about half an hour
    python benchmarks/speed.py --seconds 20 --repeats 1 --memory-minutes 0.5 2
    python benchmarks/speed.py --only memory --write docs/speed.md

The reference is a bare loop: decode a frame with PyAV, hand it to MediaPipe, forget the answer.
Reference and product take turns on the same clip and the same frames in one process. What is shown
is each one's quickest turn, which whatever else runs on the machine has disturbed least.
The clip is a sample, repeated to the length asked for (needs ffmpeg).
"""

import argparse
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path

from processes import ROOT, memory_rows, repeated, startup_rows
from report import Row, as_markdown, machine, write_between
from turns import (
    BARE,
    BARE_NO_MASK,
    ONE_WORKER,
    TWO_WORKERS,
    Turn,
    decode_alone,
    take_turn,
    whole_analysis,
)

SAMPLE = ROOT / "sample_videos" / "hinge_clean.mp4"


def speed_rows(clip: Path, repeats: int) -> list[Row]:
    """Every contestant, taking turns on one clip."""
    whole_analysis(clip)  # Warms the disk cache and the lazy imports, for both.
    turns = [take_turn(clip) for _ in range(repeats)]
    frames = decode_alone(clip)

    def per_frame(name: str) -> str:
        return f"{1000 * quickest(turns, name) / frames:.2f} ms a frame"

    own = statistics.median(turn.own_share for turn in turns)
    slim, one, two = (ratio(turns, name) for name in (BARE_NO_MASK, ONE_WORKER, TWO_WORKERS))
    return [
        Row("bare loop: decode + MediaPipe with mask", per_frame(BARE)),
        Row("bare loop without the mask", f"{per_frame(BARE_NO_MASK)}, {slim}"),
        Row(
            "whole analysis",
            f"{per_frame(ONE_WORKER)}, {one}",
            "at most 1.10 x the bare loop",
        ),
        Row(
            "whole analysis, `--workers 2`",
            f"{per_frame(TWO_WORKERS)}, {two}",
            "at most 0.6 x on two cores",
        ),
        Row("own work in it: neither decoding nor inference", f"{own:.1%}", "under 8 %"),
    ]


def two_workers_row(clip: Path, seconds: float, repeats: int) -> Row:
    """Two processes beside the bare loop on a clip of this length."""
    whole_analysis(clip, workers=2)
    turns = [take_turn(clip, (BARE, TWO_WORKERS)) for _ in range(repeats)]
    return Row(
        f"whole analysis, `--workers 2`, {seconds:g}-second clip",
        ratio(turns, TWO_WORKERS),
        "at most 0.6 x on two cores",
    )


def quickest(turns: list[Turn], name: str) -> float:
    """Seconds of the contestant's least disturbed turn."""
    return min(turn.seconds[name] for turn in turns)


def ratio(turns: list[Turn], name: str) -> str:
    """Ratios to the bare loop: of the quickest turns, of the single turns, of processor time."""
    found = sorted(turn.ratio(name) for turn in turns)
    best = quickest(turns, name) / quickest(turns, BARE)
    cpu = statistics.median(turn.cpu_ratio(name) for turn in turns)
    singly = f" (single turns {found[0]:.2f} to {found[-1]:.2f})" if len(found) > 1 else ""
    return f"{best:.2f} x{singly}, {cpu:.2f} x the processor time"


PARTS = ("speed", "length", "memory", "start-up")
"""The parts of the benchmark; the page has a place marked for each."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--only", choices=PARTS, nargs="+", default=PARTS)
    parser.add_argument("--sample", type=Path, default=SAMPLE)
    parser.add_argument("--seconds", type=float, default=30, help="length of the speed clip")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--lengths", type=float, nargs="+", default=[15, 120], help="in seconds")
    parser.add_argument("--memory-minutes", type=float, nargs="+", default=[1, 10])
    parser.add_argument("--write", type=Path, help="the page with a place for each table")
    arguments = parser.parse_args()
    sample, seconds, repeats = arguments.sample, arguments.seconds, arguments.repeats
    with tempfile.TemporaryDirectory(prefix="posture-lab-speed-") as name:
        folder = Path(name)
        rows_of: dict[str, Callable[[], list[Row]]] = {
            "speed": lambda: speed_rows(repeated(sample, seconds, folder), repeats),
            "length": lambda: [
                two_workers_row(repeated(sample, length, folder), length, repeats)
                for length in arguments.lengths
            ],
            "memory": lambda: memory_rows(sample, arguments.memory_minutes, folder),
            "start-up": startup_rows,
        }
        for part in arguments.only:
            here = machine()
            table = as_markdown(rows_of[part]())
            print(f"\n{table}", flush=True)
            if arguments.write:
                write_between(arguments.write, f"speed.py {part}", f"On {here}.\n\n{table}")


if __name__ == "__main__":
    main()
