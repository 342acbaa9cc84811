"""Decode a clip's frames, passing over what is damaged."""

from __future__ import annotations

from collections.abc import Iterator

import av.error
from av.container import InputContainer
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from posture_lab.video.scan import is_repeat, packets_of

_MAX_BAD_IN_A_ROW = 1000
"""After so many packets without one good picture the rest is given up."""


class FrameSource:
    """The decoded frames of one stream, in the order in which they are shown.

    Attributes
    ----------
    damaged : whether a picture could not be decoded, or only in part, so far.
    damaged_at : the timestamp of the first of them; None when it has none.
    """

    def __init__(self, container: InputContainer, stream: VideoStream) -> None:
        """Decode ``stream`` from where ``container`` stands."""
        self._container = container
        self._stream = stream
        self.damaged = False
        self.damaged_at: int | None = None

    def __iter__(self) -> Iterator[VideoFrame]:
        bad_in_a_row = 0
        for packet in packets_of(self._container, self._stream):
            if is_repeat(packet):
                continue
            if packet.is_corrupt:  # the file ends in the middle of it
                self.note_damage(packet.pts)
            try:
                frames = packet.decode()
            except av.error.FFmpegError:
                self.note_damage(packet.pts)
                bad_in_a_row += 1
                if bad_in_a_row > _MAX_BAD_IN_A_ROW:
                    return
                continue
            yield from self._checked(frames, packet)
            if frames:
                bad_in_a_row = 0

    def _checked(
        self, frames: list[VideoFrame], packet: Packet[VideoStream]
    ) -> Iterator[VideoFrame]:
        for frame in frames:
            if frame.is_corrupt:
                self.note_damage(packet.pts if frame.pts is None else frame.pts)
            yield frame

    def note_damage(self, stamp: int | None) -> None:
        """Remember that a picture is damaged; ``stamp`` is its timestamp."""
        if not self.damaged:
            self.damaged, self.damaged_at = True, stamp
