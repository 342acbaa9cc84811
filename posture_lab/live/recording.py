"""Recording: the frames of a practice under way, and any stretch of them as a PoseSequence."""

from collections import deque
from typing import Final

import numpy as np

from posture_lab.arrays import Floats
from posture_lab.level.finding import find_level
from posture_lab.level.level import Level
from posture_lab.live.message import FrameBatch
from posture_lab.metrics.signals.closer_view import with_closer_view
from posture_lab.pose.finish import finish_sequence
from posture_lab.pose.landmarks import LANDMARK_COUNT, TRUNK
from posture_lab.pose.sequence import (
    LEG_OUTLINE_SHAPE,
    OUTLINE_STATIONS,
    PoseSequence,
    Provenance,
)

MAX_S = 300.0
"""Of a longer set the beginning is forgotten; its repetitions have been judged by then."""


_ROOM_PICTURES: Final = 8
"""The room's lines are known from so many pictures; older ones may be from before the camera was
moved."""


class Recording:
    """Frames as they come, unsmoothed, oldest first.

    Attributes
    ----------
    level : how the camera is held, as it was last found; None before, or if the room does not tell.
    """

    def __init__(self, model: str = "") -> None:
        self._batches: list[FrameBatch] = []
        self._room: deque[Floats] = deque(maxlen=_ROOM_PICTURES)
        self.level: Level | None = None
        self._model = model

    @property
    def now_s(self) -> float:
        """Time of the newest frame in seconds; 0 before the first."""
        return float(self._batches[-1].time_s[-1]) if self._batches else 0.0

    @property
    def size_px(self) -> tuple[int, int]:
        """Size of the newest picture; (0, 0) before the first."""
        return self._batches[-1].size_px if self._batches else (0, 0)

    def add(self, batch: FrameBatch) -> bool:
        """Take in the frames of a batch, and say so; frames not newer than the last are ignored."""
        if not len(batch) or (self._batches and batch.time_s[0] <= self.now_s):
            return False
        if self._batches and batch.size_px != self.size_px:
            # Another camera: pixels of the two cannot be compared.
            self._batches.clear()
            self._room.clear()
            self.level = None
        if "camera_back" in batch.events:
            # It may stand elsewhere; the set under way goes on as it was seen.
            self._room.clear()
        self._batches.append(batch)
        self._room.extend(batch.room_lines)
        while self.now_s - self._batches[0].time_s[-1] > MAX_S:
            self._batches.pop(0)
        return True

    def find_level(self) -> None:
        """See how level the camera is, from the newest pictures whose lines were looked for.

        It then stays until it is asked again: within a set all frames are seen alike.
        """
        if not (self._room and self._batches):
            return
        middles = self._batches[-1].landmarks_px[:, TRUNK].mean(axis=1)
        if np.isfinite(middles).all(axis=1).any():
            self.level = find_level(tuple(self._room), self.size_px, middles)

    def forget_before(self, start_s: float) -> None:
        """Drop what ended before ``start_s`` seconds."""
        self._batches = self.batches_from(start_s)

    def batches_from(self, start_s: float) -> list[FrameBatch]:
        """Return the batches that end at ``start_s`` seconds or later, oldest first."""
        return [batch for batch in self._batches if batch.time_s[-1] >= start_s]

    def between(self, start_s: float, end_s: float) -> PoseSequence:
        """Return the raw frames from ``start_s`` to ``end_s`` seconds, both included."""
        chosen = [b for b in self.batches_from(start_s) if b.time_s[0] <= end_s]
        if not chosen:
            return _empty(self.size_px, self._model)
        time_s = np.concatenate([batch.time_s for batch in chosen])
        inside = (time_s >= start_s) & (time_s <= end_s)

        def joined(name: str) -> np.ndarray:
            return np.concatenate([getattr(batch, name) for batch in chosen])[inside]

        return PoseSequence(
            time_s=time_s[inside],
            landmarks_px=joined("landmarks_px"),
            world_m=joined("world_m"),
            visibility=joined("visibility"),
            outline=joined("outline"),
            leg_outline=joined("leg_outline"),
            image_size_px=self.size_px,
            level=self.level,
            provenance=Provenance(source="camera", model=self._model),
        )

    def finished(self, start_s: float, end_s: float) -> PoseSequence:
        """Return a stretch cleaned, smoothed without lag and with its view, as for a clip."""
        return with_closer_view(finish_sequence(self.between(start_s, end_s)))


def _empty(size_px: tuple[int, int], model: str) -> PoseSequence:
    return PoseSequence(
        time_s=np.zeros(0),
        landmarks_px=np.zeros((0, LANDMARK_COUNT, 2)),
        world_m=np.zeros((0, LANDMARK_COUNT, 3)),
        visibility=np.zeros((0, LANDMARK_COUNT)),
        outline=np.zeros((0, len(OUTLINE_STATIONS), 2)),
        leg_outline=np.zeros((0, *LEG_OUTLINE_SHAPE)),
        image_size_px=size_px,
        provenance=Provenance(source="camera", model=model),
    )
