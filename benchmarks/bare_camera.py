"""The reference of benchmarks/live.py: camera and pose model on an empty page, and nothing else."""

import contextlib
import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from posture_lab.ui.live.component import ASSETS
from tests.ui.browser import chromium, page_on
from tests.ui.camera import camera_flags

_PAGE = b"""<!doctype html><video muted width="640"></video><script type="module">
const seen = window.seenFrames = [];
let foundMs = 0;
const worker = new Worker("/worker.js", { type: "module" });
const options = { base: `${location.origin}/`, model: "pose_landmarker_full.task" };
worker.postMessage({
  type: "load", options: { ...options, delegate: "auto" }, pageOrigin: performance.timeOrigin });
worker.onmessage = async ({ data }) => {
  if (data.type === "found") foundMs = performance.now();
  if (data.type === "seen") seen.push({ ms: foundMs, ...data.seen });
  if (data.type !== "ready") return;
  const wishes = { width: 640, height: 480, frameRate: 30 };
  const stream = await navigator.mediaDevices.getUserMedia({ video: wishes });
  const video = document.querySelector("video");
  video.srcObject = stream;
  await video.play();
  const track = stream.getVideoTracks()[0].clone();
  const { readable } = new MediaStreamTrackProcessor({ track, maxBufferSize: 1 });
  worker.postMessage({ type: "stream", frames: readable }, [readable]);
};
</script>"""
_SEEN = """() => window.seenFrames.slice(30).map(
  ({ ms, capturedMs, inferenceMs }) => ({ ms, waited: ms - capturedMs, inference: inferenceMs }))"""


def bare_frames(camera: Path, seconds: float) -> list[dict[str, float]]:
    """When each frame's landmarks were there, how long after the frame, and the inference's part.

    All in milliseconds; the first 30 frames are left out.
    """
    with (
        _served() as url,
        chromium(*camera_flags(camera)) as browser,
        page_on(browser, url) as page,
    ):
        _wait_for_frames(page)
        page.wait_for_timeout(1000 * seconds)
        frames: list[dict[str, float]] = page.evaluate(_SEEN)
    return frames


def _wait_for_frames(page: Page) -> None:
    page.wait_for_function("() => window.seenFrames.length > 30", timeout=120_000)


class _Handler(http.server.SimpleHTTPRequestHandler):
    """The component's own files, and the page above in their midst."""

    def do_GET(self) -> None:
        if self.path != "/bare":
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(_PAGE)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextlib.contextmanager
def _served() -> Iterator[str]:
    handler = functools.partial(_Handler, directory=str(ASSETS))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/bare"
        server.shutdown()
