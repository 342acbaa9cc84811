"""A recorded clip as the camera page would send it: landmarks of every frame, outlines of some."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from posture_lab.level.lines import find_lines
from posture_lab.live.message import FrameBatch, read_batch
from posture_lab.pose.aim import Followed
from posture_lab.pose.landmarker import Seen, Tracker
from posture_lab.pose.landmarks import Landmark
from posture_lab.pose.model import find_model
from posture_lab.pose.sequence import (
    LEG_OUTLINE_SHAPE,
    OUTLINE_STATIONS,
    PoseSequence,
    Provenance,
)
from posture_lab.video.reader import ClipReader
from tests.live.page import message, packed

STILL_S = 4.0
"""So long is stood before the clip, for set-up and neutral, and after it."""

MASK_EVERY_S = 0.07
LINES_EVERY_S = 1.0
BATCH_S = 0.1
SWAY_S = 1.0
_LEFT = [Landmark.LEFT_SHOULDER, Landmark.LEFT_HIP]
_RIGHT = [Landmark.RIGHT_SHOULDER, Landmark.RIGHT_HIP]


@dataclass(frozen=True)
class SeenClip:
    """What the page's model saw: raw landmarks, the edges of some frames' outlines, some lines."""

    poses: PoseSequence
    edges: dict[int, NDArray[np.float32]]
    lines: dict[int, NDArray[np.float64]]


def see(clip: Path, every: int = 1) -> SeenClip:
    """See every ``every``-th frame of a clip as the page does.

    Somebody who faces left is shown to the model mirrored, as soon as that is known.
    """
    rows: list[Seen] = []
    times: list[float] = []
    edges: dict[int, NDArray[np.float32]] = {}
    lines: dict[int, NDArray[np.float64]] = {}
    mirrored, mask_s, lines_s = False, -np.inf, -np.inf
    with ClipReader(clip) as reader, Tracker(find_model(None)) as tracker:
        for number, frame in enumerate(reader):
            if number % every:
                continue
            image = np.asarray(cv2.flip(frame.image, 1), np.uint8) if mirrored else frame.image
            seen = tracker.follow(image)
            assert seen is not None
            assert seen.mask is not None
            upright = seen.mirrored(image.shape[1]) if mirrored else seen
            if frame.time_s - mask_s >= MASK_EVERY_S - 1e-6:
                mask_s = frame.time_s
                edges[len(rows)] = _edges(seen, image, upright, mirrored=mirrored)
            if frame.time_s - lines_s >= LINES_EVERY_S - 1e-6:
                lines_s = frame.time_s
                lines[len(rows)] = find_lines(frame.image)
            rows.append(replace(upright, mask=None, mask_owner=None))
            times.append(frame.time_s)
            if not mirrored and _faces_left(seen):
                mirrored = True
                tracker.forget()
        size_px = reader.size_px
    poses = PoseSequence(
        time_s=np.array(times),
        landmarks_px=np.array([row.landmarks_px for row in rows]),
        world_m=np.array([row.world_m for row in rows]),
        visibility=np.array([row.visibility for row in rows]),
        outline=np.full((len(rows), len(OUTLINE_STATIONS), 2), np.nan),
        leg_outline=np.full((len(rows), *LEG_OUTLINE_SHAPE), np.nan),
        image_size_px=size_px,
        provenance=Provenance(),
    )
    return SeenClip(poses, edges, lines)


def _faces_left(seen: Seen) -> bool:
    across = seen.world_m[_LEFT].sum(axis=0) - seen.world_m[_RIGHT].sum(axis=0)
    return bool(across[2] < 0)


def _edges(
    seen: Seen, shown: NDArray[np.uint8], upright: Seen, *, mirrored: bool
) -> NDArray[np.float32]:
    """The outline's numbers in the order in which the page sends them."""
    landmarks_px, world_m, visibility = upright.landmarks_px, upright.world_m, upright.visibility
    followed = Followed(landmarks_px, world_m, visibility, seen, shown, mirrored)
    return np.concatenate([part.ravel() for part in followed.outlines()]).astype("<f4")


def clip_batches(seen: SeenClip) -> Iterator[FrameBatch]:
    """Yield the clip in batches; somebody stands before and after it."""
    order, time_s = _with_still_ends(seen.poses.time_s)
    poses = _taken(seen.poses, order, time_s)
    first, seq = 0, 0
    while first < len(time_s):
        last = int(np.searchsorted(time_s, time_s[first] + BATCH_S))
        frames = slice(first, max(last, first + 1))
        seq += 1
        events = ("start",) if seq == 1 else ()
        body: dict[str, Any] = message(poses, frames, seq, events=events)
        outlines = [
            {"frame": number, "edges": packed(seen.edges[index])}
            for number, index in enumerate(order[frames].tolist())
            if index in seen.edges
        ]
        lines = [
            {"frame": number, "segments": packed(seen.lines[index])}
            for number, index in enumerate(order[frames].tolist())
            if index in seen.lines
        ]
        yield read_batch({**body, "outlines": outlines, "lines": lines})
        first = frames.stop


def _with_still_ends(time_s: NDArray[np.float64]) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Standing goes on before the clip and after it: to and fro through its first and last second.

    Not one picture all the time: its error would be taken for the person's neutral.
    """
    step = float(np.median(np.diff(time_s)))
    still, swing = round(STILL_S / step), round(SWAY_S / step)
    to_and_fro = np.abs((np.arange(still) + swing) % (2 * swing) - swing)
    order = np.concatenate([to_and_fro[::-1], np.arange(len(time_s)), len(time_s) - 1 - to_and_fro])
    late = time_s[-1] + step * np.arange(1, still + 1)
    times = np.concatenate([step * np.arange(still), time_s + still * step, late + still * step])
    return order, times


def _taken(
    poses: PoseSequence, order: NDArray[np.intp], time_s: NDArray[np.float64]
) -> PoseSequence:
    return replace(
        poses,
        time_s=time_s,
        landmarks_px=poses.landmarks_px[order],
        world_m=poses.world_m[order],
        visibility=poses.visibility[order],
        outline=poses.outline[order],
        leg_outline=poses.leg_outline[order],
    )
