"""``python -m fuzzing TARGET --minutes N``: feed a reader odd files, keep what it trips over."""

import argparse
import contextlib
import hashlib
import io
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Final

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from fuzzing.edits import edited_bytes, edited_json
from fuzzing.seeds import clip_seeds, json_seeds
from fuzzing.targets import TARGETS, Target

SLOW_S: Final = 20
"""A small file that takes longer than this stalls whoever opens it."""

LARGEST_BYTES: Final = 30_000_000
"""Larger ones never reach a reader: the server and the file dialogue stop them before."""

_ROUND: Final = 200
"""Inputs drawn at a time."""


class SlowError(AssertionError):
    """A small file took very long."""


def main() -> int:
    """Run until the time is over; return 1 if anything was found."""
    arguments = _arguments()
    arguments.out.mkdir(parents=True, exist_ok=True)
    under_way = arguments.out / f"{arguments.target}-under-way"
    found: dict[str, int] = {}
    begun, tried = time.monotonic(), 0

    def attempt(content: bytes) -> None:
        nonlocal tried
        if time.monotonic() - begun > 60 * arguments.minutes:
            return
        if len(content) > LARGEST_BYTES:
            return
        tried += 1
        under_way.write_bytes(content)  # native code may end the process: this is then the input
        try:
            with _watched(), contextlib.redirect_stdout(io.StringIO()):
                TARGETS[arguments.target](content)
        except Exception as error:  # noqa: BLE001  (each is a finding)
            _keep(arguments.out, arguments.target, content, error, found)

    inputs = _inputs(arguments.target)
    begun = time.monotonic()
    while time.monotonic() - begun < 60 * arguments.minutes:
        _draw(inputs, attempt)
    under_way.unlink(missing_ok=True)
    minutes = (time.monotonic() - begun) / 60
    print(f"{arguments.target}: {minutes:.1f} minutes, {tried} inputs, {len(found)} findings")
    for place, times in found.items():
        print(f"  {times} x {place}")
    return 1 if found else 0


def _draw(inputs: st.SearchStrategy[bytes], attempt: Target) -> None:
    """Let Hypothesis draw a round of inputs; each round has other random numbers."""

    @settings(
        max_examples=_ROUND,
        database=None,
        deadline=None,
        derandomize=False,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(inputs)
    def one_round(content: bytes) -> None:
        attempt(content)

    one_round()


def _inputs(target: str) -> st.SearchStrategy[bytes]:
    if target == "clip":
        return edited_bytes(clip_seeds())
    return edited_json(json_seeds(target))


@contextlib.contextmanager
def _watched() -> Iterator[None]:
    def too_slow(_number: int, _frame: FrameType | None) -> None:
        raise SlowError(f"more than {SLOW_S} s")

    signal.signal(signal.SIGALRM, too_slow)
    signal.alarm(SLOW_S)
    try:
        yield
    finally:
        signal.alarm(0)


def _keep(
    folder: Path, target: str, content: bytes, error: Exception, found: dict[str, int]
) -> None:
    """Write the first input that ends at a place in the code, and where that is."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "posture_lab" in frame.filename] or frames
    last = ours[-1]
    place = f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"
    found[place] = found.get(place, 0) + 1
    if found[place] == 1:
        name = f"{target}-{hashlib.sha256(content).hexdigest()[:12]}"
        (folder / name).write_bytes(content)
        told = "".join(traceback.format_exception(error))
        (folder / f"{name}.txt").write_text(told, encoding="utf-8", errors="backslashreplace")
        sys.stderr.write(f"{place}: {str(error)[:200]} -> {folder / name}\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m fuzzing", description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument(
        "--out", type=Path, default=Path("fuzzing-findings"), help="where findings are written"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
