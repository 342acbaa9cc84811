"""The commands of python -m groundtruth."""

import argparse
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from groundtruth.bodies import SPLITS
from groundtruth.bursts import write_burst
from groundtruth.clip import render_clip
from groundtruth.frames import draw_burst
from groundtruth.random_take import Mix, random_take
from groundtruth.samples import SAMPLES, render_samples
from groundtruth.sampling import sample_scenario
from groundtruth.scenario import FRONT_DEG, Scenario, at_most, at_rate, seen_from
from groundtruth.studio import Studio


@lru_cache(maxsize=1)
def _studio() -> Studio:
    return Studio()


def _clip(job: tuple[Path, int, str, argparse.Namespace]) -> Path:
    out, seed, movement, chosen = job
    path = out / f"{movement}_{seed:05d}.mp4"
    if not path.with_suffix(".truth.json").exists():
        render_clip(_chosen_scenario(seed, movement, chosen), path, _studio())
    return path


def _chosen_scenario(seed: int, movement: str, chosen: argparse.Namespace) -> Scenario:
    """The seed's own scenario with what the command line asks to be different."""
    scenario = sample_scenario(seed, movement, chosen.split, loose=chosen.loose, hard=chosen.hard)
    if chosen.fps is not None:
        scenario = at_rate(scenario, chosen.fps)
    if chosen.reps is not None:
        scenario = at_most(scenario, chosen.reps)
    if chosen.yaw is not None:
        rng = np.random.default_rng([seed, 10])
        scenario = seen_from(scenario, float(rng.choice([-1, 1]) * rng.uniform(*chosen.yaw)))
    return scenario


def _degrees(text: str) -> tuple[float, float]:
    """LOW,HIGH as written on the command line."""
    low, _, high = text.partition(",")
    try:
        degrees = float(low), float(high)
    except ValueError:
        degrees = (-1.0, -1.0)
    if not 0 <= degrees[0] <= degrees[1] < FRONT_DEG:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not two angles below {FRONT_DEG:g} degrees; try 0,20"
        )
    return degrees


def render_clips(arguments: argparse.Namespace) -> None:
    """Render varied clips with their truth; those that exist already are kept."""
    arguments.out.mkdir(parents=True, exist_ok=True)
    movements = arguments.movement.split(",")
    jobs = [
        (arguments.out, arguments.seed + i, movements[i % len(movements)], arguments)
        for i in range(arguments.count)
    ]
    _run(_clip, jobs, arguments.workers)


def _burst(job: tuple[Path, int, argparse.Namespace]) -> Path:
    out, seed, chosen = job
    path = out / f"burst_{seed:06d}.npz"
    if not path.exists():
        mix = Mix(**{field.name: getattr(chosen, field.name) for field in fields(Mix)})
        take = random_take(seed, chosen.split, mix)
        write_burst(path, draw_burst(take, _studio()))
    return path


def render_frames(arguments: argparse.Namespace) -> None:
    """Render bursts of independent poses for training; those that exist already are kept."""
    arguments.out.mkdir(parents=True, exist_ok=True)
    jobs = [(arguments.out, arguments.seed + i, arguments) for i in range(arguments.count)]
    _run(_burst, jobs, arguments.workers)


def _run(work: Callable[[Any], Path], jobs: Sequence[Any], workers: int) -> None:
    if workers <= 1:
        for job in jobs:
            print(work(job), flush=True)
        return
    with ProcessPoolExecutor(workers) as pool:
        for path in pool.map(work, jobs):
            print(path, flush=True)


def _samples(arguments: argparse.Namespace) -> None:
    unknown = set(arguments.names) - set(SAMPLES)
    if unknown:
        known = ", ".join(SAMPLES)
        sys.exit(f"There is no sample called {', '.join(sorted(unknown))}; try one of: {known}.")
    print(*render_samples(arguments.out, arguments.names or None), sep="\n")


def _add_yaw(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--yaw", type=_degrees, metavar="LOW,HIGH", help="degrees off the side view, either way"
    )


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(prog="python -m groundtruth")
    commands = top.add_subparsers(required=True)
    clips = commands.add_parser("render-clips", help="clips of movements, with truth beside them")
    clips.add_argument("--out", type=Path, required=True)
    clips.add_argument("--count", type=int, default=10)
    clips.add_argument("--seed", type=int, default=0)
    clips.add_argument("--movement", default="hip_hinge", help="one, or several with commas")
    clips.add_argument("--split", choices=SPLITS, default="train")
    clips.add_argument("--loose", type=float, default=0.5, help="share of loose clothes, 0-1")
    clips.add_argument("--hard", type=float, default=0.0, help="fidgets, dropouts, partials, 0-1")
    clips.add_argument("--fps", type=float, help="pictures a second, instead of the seed's own")
    clips.add_argument("--reps", type=int, help="at most this many repetitions")
    clips.add_argument("--workers", type=int, default=1)
    _add_yaw(clips)
    clips.set_defaults(run=render_clips)
    frames = commands.add_parser("render-frames", help="bursts of random poses for training")
    frames.add_argument("--out", type=Path, required=True)
    frames.add_argument("--count", type=int, default=10, help="how many bursts, one person each")
    frames.add_argument("--poses", type=int, default=Mix.poses, help="random poses in a burst")
    frames.add_argument(
        "--usual", type=float, default=Mix.usual, help="share of poses as in exercise, 0-1"
    )
    frames.add_argument(
        "--faulty", type=float, default=0.0, help="share of poses as in exercise with one fault"
    )
    frames.add_argument(
        "--weights", type=float, default=0.0, help="share of people who hold a kettlebell or bar"
    )
    frames.add_argument(
        "--reaching", type=float, default=0.0, help="share of poses that reach overhead"
    )
    frames.add_argument(
        "--heads", type=float, default=0.0, help="share of poses with the head far up or down"
    )
    frames.add_argument(
        "--staggered",
        type=float,
        default=0.0,
        help="share of people with one foot in front",
    )
    frames.add_argument("--seed", type=int, default=0)
    frames.add_argument("--split", choices=SPLITS, default="train")
    frames.add_argument("--workers", type=int, default=1)
    _add_yaw(frames)
    frames.set_defaults(run=render_frames)
    samples = commands.add_parser("render-samples", help="the clips of sample_videos/")
    samples.add_argument("--out", type=Path, default=Path("sample_videos"))
    samples.add_argument("names", nargs="*", help=f"all, or some of: {', '.join(SAMPLES)}")
    samples.set_defaults(run=_samples)
    return top
