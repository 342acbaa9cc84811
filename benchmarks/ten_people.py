"""Ten people practise on one server: real sessions that send one person's recorded batches."""

import base64
import threading
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psutil
from report import Row, median_and_p95

from posture_lab.live.message import VALUES_PER_FRAME
from tests.ui.browser import Server
from tests.ui.visitor import Visitor

PEOPLE = 10
_BYTES_PER_FRAME = 4 * VALUES_PER_FRAME
_PAUSE_S = 0.09
"""The component waits this long between two batches."""


class Replay:
    """Recorded batches, handed out as the component would: all that is due, in one batch."""

    def __init__(self, batches: list[dict[str, Any]], page: str) -> None:
        self._batches = list(batches)
        self._page = page
        self._seq = 0

    @property
    def goes_on(self) -> bool:
        """Whether there is more to come."""
        return bool(self._batches)

    def due(self, now_s: float) -> dict[str, Any] | None:
        """Return what has happened by ``now_s`` as one batch, None when there is nothing."""
        taken = 0
        while taken < len(self._batches) and _begins_s(self._batches[taken]) <= now_s:
            taken += 1
        some, self._batches = self._batches[:taken], self._batches[taken:]
        if not some:
            return None
        self._seq += 1
        return {**_joined(some), "page": self._page, "seq": self._seq, "restore": None}


def _begins_s(batch: dict[str, Any]) -> float:
    frames = base64.b64decode(batch["frames"])
    return float(memoryview(frames[:4]).cast("f")[0]) if frames else 0.0


def _joined(batches: list[dict[str, Any]]) -> dict[str, Any]:
    frames = b""
    outlines = []
    for batch in batches:
        before = len(frames) // _BYTES_PER_FRAME
        outlines += [{**one, "frame": one["frame"] + before} for one in batch["outlines"]]
        frames += base64.b64decode(batch["frames"])
    return {
        **batches[-1],
        "width": max(batch["width"] for batch in batches),
        "height": max(batch["height"] for batch in batches),
        "frames": base64.b64encode(frames).decode(),
        "outlines": outlines,
        "people": _newest(batch["people"] for batch in batches),
        "brightness": _newest(batch["brightness"] for batch in batches),
        "events": [event for batch in batches for event in batch["events"]],
    }


def _newest(values: Iterable[Any]) -> Any:
    """The last one that was measured, None when none was."""
    return next((value for value in reversed(list(values)) if value is not None), None)


def practise_together(server: Server, batches: list[dict[str, Any]]) -> list[Row]:
    """Let ten people practise at the recorded pace; return what that cost the server."""
    process = psutil.Process(server.process.pid)
    ready = threading.Barrier(PEOPLE + 1)
    with ThreadPoolExecutor(PEOPLE) as pool:
        work = [
            pool.submit(_practise, server.url, Replay(batches, f"page {number}"), ready)
            for number in range(PEOPLE)
        ]
        ready.wait()
        began, before_s = time.monotonic(), sum(process.cpu_times()[:2])
        found = [item.result() for item in work]
    passed_s = time.monotonic() - began
    share = (sum(process.cpu_times()[:2]) - before_s) / passed_s / PEOPLE
    counts = {count for count, _ in found}
    answers_ms = [answer for _, answers in found for answer in answers]
    what = f"{PEOPLE} people on one server"
    pace = len(answers_ms) / passed_s / PEOPLE
    return [
        Row(
            f"{what}: its processor for each",
            f"{share:.2f} of a core ({' or '.join(map(str, sorted(counts)))} repetitions each "
            f"in {passed_s:.0f} s)",
            "0.33",
        ),
        Row(f"{what}: answer to a batch", f"{median_and_p95(answers_ms)}, {pace:.1f} a second"),
    ]


def _practise(url: str, replay: Replay, ready: threading.Barrier) -> tuple[int, list[float]]:
    """Practise to the end of the replay; return the count and how long each answer took in ms."""
    answers_ms = []
    with Visitor(url, "hip_hinge") as visitor:
        ready.wait()
        began = time.monotonic()
        while replay.goes_on:
            batch = replay.due(time.monotonic() - began)
            if batch is not None:
                sent = time.monotonic()
                visitor.send(batch)
                answers_ms.append(1000 * (time.monotonic() - sent))
            time.sleep(_PAUSE_S)
        return int(visitor.state["reps"]), answers_ms
