"""How far off: every signal, count and cue beside the truth of rendered people.

    python benchmarks/accuracy.py render --clips DIR --count 48      needs the groundtruth extra
    python benchmarks/accuracy.py render --clips HARD --counted --count 200
    python benchmarks/accuracy.py render --clips FAULTS --faults --count 86
    python benchmarks/accuracy.py render --clips UNSTILL --unstill --count 100
    python benchmarks/accuracy.py render --clips SIDES --every-side --count 120
    python benchmarks/accuracy.py render --clips HAND --second-hand --count 100
    python benchmarks/accuracy.py measure --clips DIR HARD FAULTS UNSTILL SIDES HAND \
        --write docs/accuracy.md
    python benchmarks/accuracy.py measure --clips DIR --also-model lite=pose_landmarker_lite.task
    python benchmarks/accuracy.py straighten --clips CALIBRATE FAULTS_OF_CALIBRATE
    python benchmarks/accuracy.py readings --clips CALIBRATE FAULTS_OF_CALIBRATE

Clips that are there already are not drawn again, and what was seen in them is kept beside them.
"""

import argparse
import csv
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, astuple
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from against_truth.compare import ClipResult

ROOT = Path(__file__).resolve().parent.parent
CLIPS = Path.home() / ".cache" / "posture-lab" / "accuracy"

Job = tuple[Path, str, Path | None, str]
"""A clip's truth, the name of a pose model, its file if it is not the product's, and the split."""


def main() -> None:
    arguments = _parser().parse_args()
    arguments.run(arguments)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    commands = parser.add_subparsers(required=True)
    draw = commands.add_parser("render", help="draw held-out people that are not there yet")
    draw.add_argument("--clips", type=Path, default=CLIPS, help="where the clips are kept")
    draw.add_argument("--count", type=int, default=48)
    draw.add_argument("--seed", type=int, help="number of the first clip")
    kind = draw.add_mutually_exclusive_group()
    kind.add_argument("--counted", action="store_true", help="hard clips, made for counting")
    kind.add_argument("--faults", action="store_true", help="calm clips, made for cues")
    for further, what in (
        ("unstill", "nobody stands still, weights in the hands, from the floor"),
        ("every side", "30 to 150 degrees off the side view"),
        ("second hand", "people, cameras, clothes and places of the second hand"),
    ):
        flag = f"--{further.replace(' ', '-')}"
        kind.add_argument(flag, dest="further", action="store_const", const=further, help=what)
    draw.add_argument(
        "--calibrate",
        action="store_true",
        help="with --faults and those after it: people who set errors, not to test",
    )
    draw.set_defaults(run=_render)
    measure = commands.add_parser("measure", help="compare the product with the truth")
    measure.add_argument("--clips", type=Path, nargs="+", default=[CLIPS])
    measure.add_argument("--workers", type=int, default=1)
    measure.add_argument("--also-model", metavar="NAME=FILE", action="append", default=[])
    measure.add_argument("--also-clips", type=int, help="about so many clips for other models")
    measure.add_argument("--write", type=Path, help="also write the page kept in docs/")
    measure.add_argument("--rows", type=Path, help="also write every cell as CSV")
    measure.set_defaults(run=_measure)
    for name, run, what in (
        ("straighten", _write_straight, "let the product set measures straight that are drawn in"),
        ("readings", _write_readings, "how measures are then read in people who set errors"),
    ):
        read = commands.add_parser(name, help=what)
        read.add_argument("--clips", type=Path, nargs="+", required=True)
        read.add_argument("--workers", type=int, default=1)
        read.set_defaults(run=run)
    return parser


def _render(arguments: argparse.Namespace) -> None:
    from against_truth import plan  # noqa: PLC0415
    from against_truth.render import render  # noqa: PLC0415  torch, anny, moderngl

    # One drawing thread per process: more processes are faster than more threads.
    os.environ.setdefault("LP_NUM_THREADS", "1")
    sys.path.insert(0, str(ROOT))
    seed, count = arguments.seed, arguments.count
    split = "calibrate" if arguments.calibrate else "test"
    if arguments.further:
        from against_truth.further import further_clips  # noqa: PLC0415

        clips = further_clips(arguments.further, count, seed, split)
    elif arguments.faults:
        first = plan.FIRST_FAULT_SEED if seed is None else seed
        clips = plan.clips_with_faults(count, first, split)
    elif arguments.counted:
        clips = plan.clips_to_count(count, plan.FIRST_COUNTED_SEED if seed is None else seed)
    else:
        clips = plan.planned_clips(count, plan.FIRST_SEED if seed is None else seed)
    render(arguments.clips, clips)


def _measure(arguments: argparse.Namespace) -> None:
    from against_truth.page import page  # noqa: PLC0415  slow to import

    jobs = _jobs(arguments.clips, arguments.also_model, arguments.also_clips)
    results = measured(jobs, arguments.workers)
    text = page(results, version())
    print(text)
    if arguments.write:
        arguments.write.write_text(text, encoding="utf-8")
    if arguments.rows:
        write_rows(arguments.rows, results)


def _write_straight(arguments: argparse.Namespace) -> None:
    """Write for the product how measures are read in people of the split `calibrate`."""
    from against_truth import straight  # noqa: PLC0415  slow to import

    found = straight.straight_readings(_of_calibrate(arguments))
    straight.write_straight(straight.FILE, found)
    _print_parts(found)


def _write_readings(arguments: argparse.Namespace) -> None:
    """Write how measures are read in people of the split `calibrate`."""
    from against_truth import readings  # noqa: PLC0415  slow to import

    found = readings.readings_of(_of_calibrate(arguments))
    readings.write_readings(readings.FILE, found)
    _print_parts(found)


def _of_calibrate(arguments: argparse.Namespace) -> list["ClipResult"]:
    jobs = [(*job[:3], "calibrate") for job in _jobs(arguments.clips)]
    return measured(jobs, arguments.workers)


def _print_parts(readings: Mapping[str, Any]) -> None:
    for name, reading in readings.items():
        print(f"{name:32s}", *(f"{part:8.3f}" for part in astuple(reading)))


def _jobs(
    folders: Sequence[Path], others: Sequence[str] = (), about: int | None = None
) -> list[Job]:
    """The clips with the product's own model, and some of them with others (NAME=FILE)."""
    truths = [path for folder in folders for path in sorted(folder.glob("*.truth.json"))]
    if not truths:
        named = ", ".join(map(str, folders))
        raise SystemExit(f"There are no clips in {named}; render some first.")
    jobs: list[Job] = [(path, "full", None, "test") for path in truths]
    for entry in others:
        name, _, file = entry.partition("=")
        every = max(1, len(truths) // (about or len(truths)))
        jobs += [(path, name, Path(file), "test") for path in truths[::every]]
    return jobs


def measured(jobs: Sequence[Job], workers: int) -> list["ClipResult"]:
    """Measure every clip with every model, telling on the way which is done."""
    if workers <= 1:
        return [_told(_one(job)) for job in jobs]
    with ProcessPoolExecutor(workers) as pool:
        return [_told(result) for result in pool.map(_one, jobs)]


def _one(job: Job) -> "ClipResult":
    from against_truth.compare import measure_clip  # noqa: PLC0415  slow to import

    return measure_clip(*job)


def _told(result: "ClipResult") -> "ClipResult":
    counts = f"{result.counted} of {result.performed} repetitions"
    print(f"{result.clip} {result.model}: {result.failure or counts}", file=sys.stderr, flush=True)
    return result


def version() -> str:
    """The product's version, and the commit where there is one."""
    import posture_lab  # noqa: PLC0415

    described = subprocess.run(
        ("git", "describe", "--always", "--dirty"),
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    commit = f", commit {described.stdout.strip()}" if described.returncode == 0 else ""
    return f"Posture Lab {posture_lab.__version__}{commit}"


def write_rows(path: Path, results: Sequence["ClipResult"]) -> None:
    """One line for each signal in each view, clothing, movement, speed and model."""
    from against_truth.figures import every_cell  # noqa: PLC0415
    from against_truth.truth_file import BESIDE  # noqa: PLC0415

    from posture_lab.metrics.signals.spec import SIGNAL_NAMES  # noqa: PLC0415

    signals: Iterable[str] = (*SIGNAL_NAMES, *BESIDE.values())
    cells = [
        {"signal": signal, **asdict(selection), **asdict(found)}
        for signal, selection, found in every_cell(results, signals)
    ]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=list(cells[0]) if cells else ["signal"])
        writer.writeheader()
        writer.writerows(cells)


if __name__ == "__main__":
    main()
