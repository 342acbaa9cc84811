"""How quick the live camera is, beside an empty component, and what ten people cost a server.

    python benchmarks/live.py                           about four minutes
    python benchmarks/live.py --seconds 300 --write docs/live.md

A real headless Chromium practises in front of a sample clip that loops as its camera; the empty
component runs on the same server settings in the same browser. Then the batches that were sent
are played again to ten sessions in one process. Needs ffmpeg, chromium and the test extra.
"""

import argparse
import os
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil
from playwright.sync_api import Page
from report import Row, as_markdown, machine

from posture_lab.live.message import read_batch
from posture_lab.live.plan import plan_for
from posture_lab.live.session import LiveSession
from posture_lab.movements.catalogue import movement
from tests.ui.browser import ROOT, Server, chromium, page_on, running
from tests.ui.camera import camera_file, in_front_of_camera, start

SAMPLE = "hinge_clean"
PEOPLE = 10
LONG_MIN = 30.0
_RECORD = """() => {
  const { outbox } = window.postureLab;
  const post = outbox.post;
  window.recordedBatches = [];
  outbox.post = (batch) => {
    if (window.recordedBatches.length < 300) window.recordedBatches.push(batch);
    post(batch);
  };
}"""
_TIMINGS = """() => {
  const { statistics, outbox } = window.postureLab;
  return {
    frames: statistics.frames, way: statistics.engine.way, delegate: statistics.engine.delegate,
    overlay: statistics.timings.map((t) => t.overlayMs),
    inference: statistics.timings.map((t) => t.inferenceMs),
    own: statistics.timings.map((t) => t.ownMs),
    trips: outbox.roundTripsMs, answers: outbox.answersMs, batches: window.recordedBatches,
  };
}"""
_HEAP = "() => performance.memory.usedJSHeapSize / 2 ** 20"


def median_and_p95(values: list[float]) -> str:
    return f"{statistics.median(values):.0f} ms, 95 % {statistics.quantiles(values, n=20)[-1]:.0f}"


def practise(server: Server, camera: Path, seconds: float) -> tuple[dict[str, Any], list[Row]]:
    """Practise for a while; return what the page measured, and rows on memory and processor."""
    process = psutil.Process(server.process.pid)
    samples: list[tuple[float, float, float]] = []
    with in_front_of_camera(server.url, camera) as page:
        page.evaluate(_RECORD)
        start(page)
        began, spent = time.monotonic(), sum(process.cpu_times()[:2])
        while (passed := time.monotonic() - began) < seconds:
            page.wait_for_timeout(2000)
            resident = process.memory_info().rss / 2**20
            samples.append((passed, float(page.evaluate(_HEAP)), resident))
        share = (sum(process.cpu_times()[:2]) - spent) / passed
        found: dict[str, Any] = page.evaluate(_TIMINGS)
        found["seconds"] = passed
    rows = [Row("processor of the server for this one page", f"{share:.2f} of a core")]
    return found, rows + memory_rows(samples)


def memory_rows(samples: list[tuple[float, float, float]]) -> list[Row]:
    """What grew after the first third, and where that would lead in half an hour."""
    late = samples[len(samples) // 3 :]
    rows = []
    for name, column in (("page (JavaScript heap)", 1), ("server (resident)", 2)):
        half = len(late) // 2
        before = statistics.median(sample[column] for sample in late[:half])
        after = statistics.median(sample[column] for sample in late[half:])
        minutes = (late[-1][0] - late[0][0]) / 2 / 60
        growth = (after - before) / before / minutes * LONG_MIN
        figure = (
            f"{before:.0f} to {after:.0f} MB in {minutes:.1f} min; straight on for "
            f"{LONG_MIN:.0f} min {growth:+.0%}"
        )
        rows.append(Row(f"memory of the {name}", figure, "+10 %"))
    return rows


def empty_trips(page: Page, seconds: float) -> list[float]:
    page.wait_for_function("() => window.emptyTrips?.length > 5", timeout=60_000)
    page.wait_for_timeout(1000 * seconds)
    trips: list[float] = page.evaluate("() => window.emptyTrips")
    return trips


def ten_people(batches: list[dict[str, Any]]) -> Row:
    """Play the recorded batches to ten sessions in one process, in turn."""
    sessions = [LiveSession(plan_for(movement("hip_hinge"))) for _ in range(PEOPLE)]
    began = time.process_time()
    last_s = 0.0
    for message in batches:
        for session in sessions:
            batch = read_batch(message)
            session.take(batch).to_message()
            last_s = float(batch.time_s[-1]) if len(batch) else last_s
    spent = time.process_time() - began
    counts = {session.state().reps for session in sessions}
    assert len(counts) == 1, counts
    share = spent / PEOPLE / last_s
    return Row(
        f"{PEOPLE} people in one process: processor for each",
        f"{share:.3f} of a core ({last_s:.0f} s of practice, {len(batches)} batches)",
        "0.333",
    )


def browser_rows(found: dict[str, Any], empty: list[float]) -> list[Row]:
    own, inference = sum(found["own"]), sum(found["inference"])
    return [
        Row("camera frame to overlay, median", median_and_p95(found["overlay"]), "60 ms"),
        Row("of that, inference", median_and_p95(found["inference"])),
        Row("frames a second", f"{found['frames'] / found['seconds']:.1f}", "15"),
        Row("camera frame to Python's answer", median_and_p95(found["answers"]), "200 ms"),
        Row("page to server and back", median_and_p95(found["trips"])),
        Row("the same for an empty component", median_and_p95(empty)),
        Row("our share of a frame beside inference", f"{own / (own + inference):.1%}", "15 %"),
        Row("how it ran", f"{found['way']}, {found['delegate']}"),
    ]


def measure(seconds: float) -> list[Row]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        camera = camera_file(SAMPLE, folder)
        (folder / "app").mkdir()
        (folder / "empty").mkdir()
        with running(ROOT / "app.py", folder / "app") as server:
            found, rows = practise(server, camera, seconds)
        reference = ROOT / "benchmarks" / "empty_component.py"
        with (
            running(reference, folder / "empty") as server,
            chromium() as browser,
            page_on(browser, server.url) as page,
        ):
            empty = empty_trips(page, min(seconds, 15.0))
    return [*browser_rows(found, empty), *rows, ten_people(found["batches"])]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=120.0, help="of practice")
    parser.add_argument("--write", type=Path, help="put the table into this file's marked place")
    arguments = parser.parse_args()
    table = f"{machine()}, at the end {os.getloadavg()[0]:.1f}.\n\n"
    table += as_markdown(measure(arguments.seconds))
    print(table)
    if arguments.write:
        write_between(arguments.write, table)


def write_between(path: Path, table: str) -> None:
    begin, end = "<!-- live.py -->", "<!-- end -->"
    before, _, rest = path.read_text("utf-8").partition(begin)
    after = rest.partition(end)[2]
    path.write_text(f"{before}{begin}\n{table}\n{end}{after}", "utf-8")


if __name__ == "__main__":
    main()
