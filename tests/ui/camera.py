"""A clip played to the page as if a camera saw it, and a log of all the page showed meanwhile."""

import contextlib
import json
import subprocess
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from posture_lab.movements.catalogue import MOVEMENTS
from tests.ui.browser import ROOT, chromium, page_on, wait_for

SAMPLES = ROOT / "sample_videos"
CLIPS = ROOT / "tests" / "ui" / "clips"
"""Somebody who stands half turned to the camera; rendered by ``python -m groundtruth render-clips
--count 1 --seed 5 --movement standing --split train --loose 0 --hard 0 --fps 5 --yaw 55,59``."""

STILL_S = 4.0
"""The first picture stands still this long, for set-up and neutral; the last one as long."""

WATCH = """() => {
  const mark = (name) => document.querySelector(`[data-testid="${name}"]`);
  window.seenLog = [];
  const look = () => {
    const status = mark("setup-status");
    if (!status) return;
    const now = {
      reps: Number(mark("rep-count").textContent),
      cue: mark("cue").dataset.cueId,
      cueText: mark("cue").textContent,
      status: status.textContent,
      ready: status.dataset.ready === "true",
      phase: status.parentElement.dataset.phase,
    };
    const last = window.seenLog.at(-1);
    if (last && Object.keys(now).every((name) => now[name] === last[name])) return;
    window.seenLog.push({ ms: performance.now(), ...now });
  };
  const options = { subtree: true, childList: true, characterData: true, attributes: true };
  new MutationObserver(look).observe(document.body, options);
}"""
_COLLECT_TRACKS = """() => {
  window.cameraTracks = [];
  const keep = (track) => (window.cameraTracks.push(track), track);
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (wishes) => {
    const stream = await open(wishes);
    stream.getTracks().forEach(keep);
    return stream;
  };
  const clone = MediaStreamTrack.prototype.clone;
  MediaStreamTrack.prototype.clone = function () { return keep(clone.call(this)); };
}"""


@dataclass(frozen=True)
class Shown:
    """What the page showed from ``ms`` on, in milliseconds of its own clock."""

    ms: float
    reps: int
    cue: str
    cueText: str  # noqa: N815  (as the page's script names it)
    status: str
    ready: bool
    phase: str


def truth(clip: str) -> list[dict[str, float]]:
    """The true repetitions of a sample clip."""
    reps: list[dict[str, float]] = json.loads((SAMPLES / f"{clip}.truth.json").read_text("utf-8"))[
        "reps"
    ]
    return reps


def camera_file(clip: str, folder: Path, change: str = "null", of: Path = SAMPLES) -> Path:
    """Write the clip ``of`` a folder as the raw video that Chromium takes for a camera.

    ``change`` is an ffmpeg filter that the picture goes through.
    """
    path = folder / f"{clip}-{zlib.crc32(change.encode())}.y4m"
    still = (
        f"tpad=start_duration={STILL_S}:start_mode=clone:stop_duration={STILL_S}:stop_mode=clone"
    )
    command = ["ffmpeg", "-v", "error", "-i", str(of / f"{clip}.mp4")]
    command += ["-vf", f"{still},{change}"]
    subprocess.run([*command, "-pix_fmt", "yuv420p", str(path)], check=True)
    return path


def camera_flags(file: Path) -> tuple[str, ...]:
    """Return Chromium's flags for ``file`` as an allowed camera."""
    return (
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={file}",
    )


@contextlib.contextmanager
def in_front_of_camera(url: str, file: Path, movement: str = "hip_hinge") -> Iterator[Page]:
    """Open the page Practise with ``file`` as the camera, ready to start."""
    flags = camera_flags(file)
    with chromium(*flags) as browser, page_on(browser, f"{url}/practise") as page:
        page.context.add_init_script(f"({_COLLECT_TRACKS})()")
        page.reload()
        choose(page, movement)
        yield page


def choose(page: Page, movement: str) -> None:
    """Choose the movement, and wait until Start can be pressed."""
    box = page.get_by_role("combobox", name="Movement")
    expect(box).to_be_visible(timeout=60_000)
    if movement != "hip_hinge":
        pick(page, "Movement", MOVEMENTS[movement].title)
    expect(page.get_by_test_id("start")).to_be_enabled(timeout=60_000)


def pick(page: Page, box: str, option: str) -> None:
    """Choose an option of one of the boxes above the camera."""
    page.get_by_role("combobox", name=box).click()
    page.get_by_role("option", name=option, exact=True).click()


def start(page: Page) -> None:
    """Press Start and log from now on what is shown."""
    page.evaluate(WATCH)
    page.get_by_test_id("start").click()
    expect(page.get_by_test_id("stop")).to_be_enabled(timeout=20_000)


def log(page: Page) -> list[Shown]:
    """Everything shown since Start was pressed."""
    return [Shown(**item) for item in page.evaluate("() => window.seenLog")]


def first_frame_ms(page: Page) -> float:
    """When the first frame was captured, on the page's clock: zero of the analysis's times."""
    return float(page.evaluate("() => window.postureLab.outbox.firstFrameMs"))


def slowness_s(page: Page) -> float:
    """By how much this machine, busy with other tests, is slower than a person's own, in seconds.

    A frame is inferred, waits for the batch under way, and goes to the server and back. 0 where
    that takes 0.4 s.
    """
    overlay_ms, round_trip_ms = page.evaluate("""() => {
      const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
      const { statistics, outbox } = window.postureLab;
      return [median(statistics.timings.map((t) => t.overlayMs)), median(outbox.roundTripsMs)];
    }""")
    return max(0.0, (float(overlay_ms) + 2.0 * float(round_trip_ms)) / 1000 - 0.4)


def wait_for_count(page: Page, count: int, timeout_s: float = 40.0) -> None:
    """Wait until that many repetitions have been counted."""
    wait_for(lambda: log(page)[-1].reps >= count if log(page) else False, timeout_s)


def track_states(page: Page) -> set[str]:
    """What has become of every camera track there ever was on the page."""
    return set(page.evaluate("() => window.cameraTracks.map((track) => track.readyState)"))


def result(page: Page, folder: Path) -> dict[str, Any]:
    """Download what was found in the first set."""
    with page.expect_download(timeout=30_000) as download:
        page.get_by_role("button", name="Result (JSON)").first.click(timeout=30_000)
    download.value.save_as(folder / "set.json")
    found: dict[str, Any] = json.loads((folder / "set.json").read_text("utf-8"))
    return found
