"""A stand-in for the camera page: sends a person's frames in batches, as the browser does."""

import base64
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from posture_lab.live.message import VALUES_PER_FRAME, FrameBatch, read_batch
from posture_lab.live.session import LiveSession
from posture_lab.live.state import LiveState
from posture_lab.pose.sequence import PoseSequence

BATCH_FRAMES = 3


def message(
    poses: PoseSequence,
    frames: slice,
    seq: int,
    *,
    page: str = "page",
    events: tuple[str, ...] = (),
    people: int | None = 1,
    counts_people: bool = True,
    brightness: float | None = 120.0,
    restore: str | None = None,
) -> dict[str, Any]:
    """Return some frames of ``poses`` as the JSON message of the page."""
    points = np.concatenate(
        [poses.landmarks_px, poses.world_m, poses.visibility[..., None]], axis=2
    )[frames]
    numbers = np.concatenate(
        [poses.time_s[frames, None], points.reshape(len(points), VALUES_PER_FRAME - 1)], axis=1
    ).astype("<f4")
    return {
        "page": page,
        "seq": seq,
        "width": poses.image_size_px[0],
        "height": poses.image_size_px[1],
        "frames": base64.b64encode(numbers.tobytes()).decode(),
        "outlines": [],
        "lines": [],
        "brightness": brightness,
        "people": people,
        "countsPeople": counts_people,
        "events": [{"type": event} for event in events],
        "restore": restore,
    }


def batches(poses: PoseSequence, *, page: str = "page") -> Iterator[FrameBatch]:
    """Yield a whole sequence in batches; the first carries the start event."""
    for number, first in enumerate(range(0, len(poses), BATCH_FRAMES), start=1):
        events = ("start",) if number == 1 else ()
        frames = slice(first, first + BATCH_FRAMES)
        yield read_batch(message(poses, frames, number, page=page, events=events))


def kept(states: list[LiveState]) -> str:
    """What the page keeps after these answers."""
    return [state.keep for state in states if state.keep is not None][-1]


def practise(session: LiveSession, poses: PoseSequence) -> list[LiveState]:
    """Feed a whole sequence to a session; return the state after every batch."""
    return [session.take(batch) for batch in batches(poses)]


def packed(numbers: NDArray[np.floating]) -> str:
    """Numbers as the page sends them."""
    return base64.b64encode(numbers.astype("<f4").tobytes()).decode()
