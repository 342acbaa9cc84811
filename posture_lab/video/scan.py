"""A clip's packets one by one: what they say of time, without decoding a picture."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from fractions import Fraction

import av.error
from av.container import InputContainer
from av.packet import Packet
from av.video.stream import VideoStream

_MAX_BAD_READS = 100

_REPEATING = {"theora"}
"""Codings in which an empty packet stands for the picture before it, once more."""


def packets_of(container: InputContainer, stream: VideoStream) -> Iterator[Packet[VideoStream]]:
    """Yield the stream's packets; go on after unreadable ones, as far as there are any.

    The last one yielded is empty: it asks the decoder for the frames it still holds.
    """
    bad_reads = 0
    while bad_reads < _MAX_BAD_READS:
        try:
            yield from container.demux(stream)
        except IndexError:
            continue  # PyAV's word for a packet of a stream that was not announced: not ours.
        except av.error.FFmpegError:
            bad_reads += 1
        else:
            return


def is_repeat(packet: Packet[VideoStream]) -> bool:
    """Tell whether a packet only says that the picture before it is shown on, as in Theora.

    There is nothing in it to decode; the empty packet at the very end has no time.
    """
    return not packet.size and packet.pts is not None


class Scan:
    """What the packets say, added up one by one; a few bytes of memory for each."""

    def __init__(self, stream: VideoStream) -> None:
        """Begin with nothing; ``add`` is called for every packet of ``stream``."""
        self.tick = stream.time_base or Fraction(1, 1000)
        self._repeats = stream.codec_context.name in _REPEATING
        self.pts = array("q")
        self.keys = array("q")
        self.repeats = array("q")
        self.packets = 0
        self.hidden = 0
        self.unstamped = 0
        self.last_is_cut = False
        self._first = 0
        self._end = 0

    def add(self, packet: Packet[VideoStream]) -> None:
        """Add what one packet says."""
        if not packet.size:
            self._add_repeat(packet)
            return
        self.packets += 1
        self.last_is_cut = packet.is_corrupt
        if packet.is_discard:
            self.hidden += 1
        elif packet.pts is None:
            self.unstamped += 1
        else:
            self._first = min(self._first, packet.pts) if self.pts else packet.pts
            end = packet.pts + (packet.duration or 0)
            self._end = max(self._end, end) if self.pts else end
            self.pts.append(packet.pts)
            if packet.is_keyframe:
                self.keys.append(packet.pts)

    def _add_repeat(self, packet: Packet[VideoStream]) -> None:
        # In AVI an empty chunk is a picture that the recorder let slip: there is a pause.
        if self._repeats and self.pts and packet.pts is not None:
            self.repeats.append(packet.pts)
            self._end = max(self._end, packet.pts + (packet.duration or 0))

    @property
    def span(self) -> int:
        """Ticks from the first stamp to the end of the last."""
        return self._end - self._first

    @property
    def duration_s(self) -> float:
        """Seconds from the first stamp to the end of the last."""
        return float(self.span * self.tick)
