"""Collecting frames one by one, compactly, until they become a PoseSequence."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from posture_lab.arrays import Floats
from posture_lab.pose.footage import Footage
from posture_lab.pose.landmarks import LANDMARK_COUNT
from posture_lab.pose.sequence import (
    LEG_OUTLINE_SHAPE,
    OUTLINE_STATIONS,
    PoseSequence,
    Provenance,
)

_SHAPES: Final = (
    (LANDMARK_COUNT, 2),
    (LANDMARK_COUNT, 3),
    (LANDMARK_COUNT,),
    (len(OUTLINE_STATIONS), 2),
    LEG_OUTLINE_SHAPE,
)
_ENDS: Final = np.cumsum([int(np.prod(shape)) for shape in _SHAPES])
_CHUNK: Final = 512


@dataclass(frozen=True, slots=True)
class Row:
    """One frame's share of a PoseSequence, without the leading T."""

    landmarks_px: Floats
    world_m: Floats
    visibility: Floats
    outline: Floats
    leg_outline: Floats


class Rows:
    """Frames in order of time, in single precision: a kilobyte each.

    A ten-minute clip has 18,000 of them, so they are not kept as Python objects. Single precision
    resolves a thousandth of a pixel.
    """

    def __init__(self, size_px: tuple[int, int]) -> None:
        self._size_px = size_px
        self._times: list[float] = []
        self._chunks: list[NDArray[np.float32]] = []

    def add(self, time_s: float, row: Row | None) -> None:
        """Append the frame at ``time_s``; None where nobody is seen."""
        place = len(self._times) % _CHUNK
        if place == 0:
            self._chunks.append(np.full((_CHUNK, _ENDS[-1]), np.nan, dtype=np.float32))
        self._times.append(time_s)
        if row is not None:
            parts = (row.landmarks_px, row.world_m, row.visibility, row.outline, row.leg_outline)
            self._chunks[-1][place] = np.concatenate([part.ravel() for part in parts])

    def forget(self, start_s: float, end_s: float) -> None:
        """Make the frames from ``start_s`` up to but without ``end_s`` frames with nobody."""
        for index, time_s in enumerate(self._times):
            if start_s <= time_s < end_s:
                self._chunks[index // _CHUNK][index % _CHUNK] = np.nan

    def sequence(
        self,
        provenance: Provenance,
        room_lines: tuple[Floats, ...] = (),
        *,
        cuts_s: tuple[float, ...] = (),
        footage: Footage | None = None,
    ) -> PoseSequence:
        """Return everything added so far as a raw PoseSequence."""
        count = len(self._times)

        def column(index: int) -> Floats:
            start = int(_ENDS[index - 1]) if index else 0
            parts = [chunk[:, start : int(_ENDS[index])] for chunk in self._chunks]
            empty = np.empty((0, int(_ENDS[index]) - start))
            table = np.concatenate([*parts, empty])[:count]
            return table.astype(np.float64).reshape(count, *_SHAPES[index])

        return PoseSequence(
            time_s=np.array(self._times, dtype=np.float64),
            landmarks_px=column(0),
            world_m=column(1),
            visibility=column(2),
            outline=column(3),
            leg_outline=column(4),
            image_size_px=self._size_px,
            room_lines=room_lines,
            provenance=provenance,
            cuts_s=cuts_s,
            footage=footage,
        )
