"""How quick the live camera is, beside an empty page and an empty component, and for ten people.

    python benchmarks/live.py                           about six minutes
    python benchmarks/live.py --seconds 600 --write docs/live.md

A real headless Chromium practises in front of a sample clip that loops as its camera. Before it,
the same camera and model run on an empty page; after it, an empty component runs on the same
server settings. Then ten people send the recorded batches to one server. Needs ffmpeg, chromium and
the test extra.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import psutil
from bare_camera import bare_frames
from playwright.sync_api import Page
from report import Row, as_markdown, machine, median_and_p95, write_between
from ten_people import practise_together

from tests.ui.browser import ROOT, Server, chromium, page_on, running
from tests.ui.camera import camera_file, in_front_of_camera, start

SAMPLE = "hinge_clean"
LONG_MIN = 30.0
WARM_S = 120.0
"""Memory is followed from here on."""
RECORDED_S = 50.0
REFERENCE_S = 15.0
_RECORD = """(seconds) => {
  const { outbox } = window.postureLab;
  const post = outbox.post;
  window.recordedBatches = [];
  const end = performance.now() + 1000 * seconds;
  outbox.post = (batch) => {
    if (performance.now() < end) window.recordedBatches.push(batch);
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
_FRAMES = "() => window.postureLab.statistics.frames"
_PRACTISING = """() =>
  ["countdown", "set"].includes(document.querySelector(".practise").dataset.phase)"""


def practise(server: Server, camera: Path, seconds: float) -> tuple[dict[str, Any], list[Row]]:
    """Practise for a while; return what the page measured, and rows on memory and processor."""
    process = psutil.Process(server.process.pid)
    samples: list[tuple[float, float, float, float]] = []
    with in_front_of_camera(server.url, camera) as page:
        devtools = page.context.new_cdp_session(page)
        page.evaluate(_RECORD, RECORDED_S)
        start(page)
        page.wait_for_function(_PRACTISING, timeout=60_000)
        rate, share = pace(page, process)
        began = time.monotonic()
        while (passed := time.monotonic() - began) < seconds:
            page.wait_for_timeout(3000)
            if page.get_by_test_id("start").is_enabled():
                page.get_by_test_id("start").click()  # all sets are done: once more
            devtools.send("HeapProfiler.collectGarbage")
            heap = devtools.send("Runtime.getHeapUsage")["usedSize"] / 2**20
            samples.append((passed, heap, renderer_megabytes(), megabytes(process)))
        found: dict[str, Any] = page.evaluate(_TIMINGS)
        found["rate"] = rate
    rows = [Row("processor of the server for this one page", f"{share:.2f} of a core")]
    return found, rows + memory_rows(samples)


def pace(page: Page, process: psutil.Process) -> tuple[float, float]:
    """Frames a second, and the server's share of a core, during part of a set."""
    frames, spent, began = page.evaluate(_FRAMES), sum(process.cpu_times()[:2]), time.monotonic()
    page.wait_for_timeout(1000 * REFERENCE_S)
    passed = time.monotonic() - began
    rate = (page.evaluate(_FRAMES) - frames) / passed
    return rate, (sum(process.cpu_times()[:2]) - spent) / passed


def megabytes(process: psutil.Process) -> float:
    return float(process.memory_info().rss) / 2**20


def renderer_megabytes() -> float:
    """Memory of the browser's process for the page, its threads and WebAssembly included."""
    return max(megabytes(process) for process in _renderers())


def _renderers() -> Iterator[psutil.Process]:
    for process in psutil.Process().children(recursive=True):
        if "--type=renderer" in process.cmdline():
            yield process


def memory_rows(samples: list[tuple[float, float, float, float]]) -> list[Row]:
    """How memory grows once warm, and where that would lead in half an hour."""
    warm_s = min(WARM_S, samples[-1][0] / 3)
    late = np.array([sample for sample in samples if sample[0] >= warm_s])
    names = ("page: JavaScript heap", "page: whole process", "server")
    return [
        memory_row(name, late[:, 0], late[:, column]) for column, name in enumerate(names, start=1)
    ]


def memory_row(name: str, time_s: np.ndarray, used: np.ndarray) -> Row:
    (slope, level), covariance = np.polyfit(time_s - time_s[0], used, 1, cov=True)
    ahead_s = 60 * LONG_MIN - time_s[0]
    growth, error = (
        slope * ahead_s / level,
        1.645 * float(covariance[0, 0]) ** 0.5 * ahead_s / level,
    )
    figure = (
        f"{used.min():.0f} to {used.max():.0f} MB from {time_s[0]:.0f} to {time_s[-1]:.0f} s; "
        f"a straight line reaches {growth:+.0%} (\u00b1 {error:.0%}) after {LONG_MIN:.0f} min"
    )
    return Row(f"memory, {name}", figure, "+10 %")


def empty_trips(page: Page) -> list[float]:
    page.wait_for_function("() => window.emptyTrips?.length > 5", timeout=60_000)
    page.wait_for_timeout(1000 * REFERENCE_S)
    trips: list[float] = page.evaluate("() => window.emptyTrips")
    return trips


def bare_rows(frames: list[dict[str, float]]) -> list[Row]:
    rate = (len(frames) - 1) / (frames[-1]["ms"] - frames[0]["ms"]) * 1000
    waited = median_and_p95([frame["waited"] for frame in frames])
    inference = median_and_p95([frame["inference"] for frame in frames])
    return [
        Row("reference, empty page: camera frame to landmarks", f"{waited}, {rate:.1f} a second"),
        Row("reference, empty page: of that, inference", inference),
    ]


def browser_rows(found: dict[str, Any], empty: list[float]) -> list[Row]:
    own, inference = sum(found["own"]), sum(found["inference"])
    return [
        Row("camera frame to overlay", median_and_p95(found["overlay"]), "60 ms"),
        Row("of that, inference", median_and_p95(found["inference"])),
        Row("frames a second", f"{found['rate']:.1f}", "15"),
        Row("camera frame to Python's answer", median_and_p95(found["answers"]), "200 ms"),
        Row("page to server and back", median_and_p95(found["trips"])),
        Row("reference, empty component: page to server and back", median_and_p95(empty)),
        Row("our share of a frame beside inference", f"{own / (own + inference):.1%}", "15 %"),
        Row("how it ran", f"{found['way']}, {found['delegate']}"),
    ]


def measure(seconds: float) -> list[Row]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        camera = camera_file(SAMPLE, folder)
        for part in ("app", "empty", "ten"):
            (folder / part).mkdir()
        bare = bare_rows(bare_frames(camera, REFERENCE_S))
        with running(ROOT / "app.py", folder / "app") as server:
            found, rows = practise(server, camera, seconds)
        reference = ROOT / "benchmarks" / "empty_component.py"
        with (
            running(reference, folder / "empty") as server,
            chromium() as browser,
            page_on(browser, server.url) as page,
        ):
            empty = empty_trips(page)
        with running(ROOT / "app.py", folder / "ten") as server:
            together = practise_together(server, found["batches"])
    return [*bare, *browser_rows(found, empty), *rows, *together]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=240.0, help="of practice")
    parser.add_argument("--write", type=Path, help="put the table into this file's marked place")
    arguments = parser.parse_args()
    table = f"{machine()}, at the end {os.getloadavg()[0]:.1f}.\n\n"
    table += as_markdown(measure(arguments.seconds))
    print(table)
    if arguments.write:
        write_between(arguments.write, "live.py", table)


if __name__ == "__main__":
    main()
