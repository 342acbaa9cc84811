"""ClipIndex: what the container really holds, found by a quick pass that decodes nothing."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.container import InputContainer
from av.video.stream import VideoStream
from numpy.typing import NDArray

from posture_lab.video.clock import Stamps
from posture_lab.video.limits import ClipLimits
from posture_lab.video.opening import check_duration, open_clip, video_stream
from posture_lab.video.riff import is_complete_riff
from posture_lab.video.scan import Scan, packets_of
from posture_lab.video.slow_motion import slow_motion_factor

_MAX_REORDER = 17
"""Encoders show a frame at most this many places away from where it is stored."""
_REORDERING = {"h264", "hevc", "vvc", "mpeg4", "mpeg1video", "mpeg2video", "vc1", "wmv3"}
"""Codings that store frames in another order than they are shown."""

_PAUSE_S = 0.5
_USUAL_RATE = 30


@dataclass(frozen=True, slots=True)
class ClipIndex:
    """The packets of a clip's moving picture, in the order in which they are shown.

    Seconds are real time: those of slow motion that the file declares are as they were.

    Attributes
    ----------
    shown : (N,) timestamps of the frames, sorted, in units of ``tick`` seconds. Packets without
        one are left out, and so are those that the container marks as not to be shown.
    keys : (K,) timestamps of the frames at which decoding can start.
    frames : packets that are to be shown, stamped or not.
    places : places for frames in time, those of frames that were not stored included.
    tick : seconds per timestamp unit.
    breaks_off : whether the file ends in the middle of a picture.
    stamps : which timestamps to go by.
    interval_s : the usual seconds between frames.
    frames_declared, duration_declared_s : what the container says; None when it says nothing.
    duration_slack_s : by how much what is declared may exceed what is there and mean nothing.
    duration_s : from the first frame to the end of the last, by what is really there.
    repeats : (R,) timestamps at which the picture before is shown on, and nothing is stored.
    slow_motion_factor : how many times longer the file lasts than what it shows; 1 as a rule.
    """

    shown: NDArray[np.int64]
    keys: NDArray[np.int64]
    frames: int
    places: int
    breaks_off: bool
    tick: Fraction
    stamps: Stamps
    interval_s: float
    frames_declared: int | None
    duration_declared_s: float | None
    duration_slack_s: float
    duration_s: float
    repeats: NDArray[np.int64]
    slow_motion_factor: float = 1.0

    @property
    def cut_short(self) -> bool:
        """Whether the file holds less than it declares, or breaks off."""
        if self.breaks_off:
            return True
        if self.frames_declared is not None:
            return self.places < self.frames_declared
        return (self.duration_declared_s or 0.0) > self.duration_s + self.duration_slack_s

    @property
    def variable_frame_rate(self) -> bool:
        """Whether the time between frames varies by more than a tenth and than its rounding."""
        # Where a file was cut off, frames stored later leave gaps that mean nothing.
        shown = self.shown[:-_MAX_REORDER] if self.cut_short else self.shown
        steps = np.diff(shown) * float(self.tick)
        if self.stamps == "odd" or len(steps) < 2:
            return False
        usual = float(np.median(steps))
        slack = max(0.1 * usual, 2.0 * float(self.tick), 0.001)
        return bool(np.max(np.abs(steps - usual)) > slack)

    @property
    def pauses(self) -> list[tuple[float, float]]:
        """(start, end) in seconds of stretches without pictures, half a second or longer."""
        if self.stamps == "odd" or len(self.shown) < 2:
            return []
        told = np.sort(np.concatenate([self.shown, self.repeats]))
        times = (told - told[0]) * float(self.tick)
        steps = np.diff(times)
        long = np.flatnonzero(steps > max(_PAUSE_S, 5 * float(np.median(steps))))
        return [(float(times[i]), float(times[i + 1])) for i in long]

    def key_before(self, stamp: float) -> int | None:
        """Return the last timestamp from which ``stamp`` can be decoded; None: the very start."""
        if self.stamps != "display" or not len(self.shown):
            return None
        usable = self.keys[(self.keys <= stamp) & (self.keys > self.shown[0])]
        return int(usable[-1]) if len(usable) else None


def index_clip(path: Path, limits: ClipLimits) -> ClipIndex:
    """Read the clip's timestamps without decoding a picture.

    Raises
    ------
    ClipError : not a video, no moving picture, or beyond the limits (whatever the header claims).
    """
    with open_clip(path) as container:
        stream = video_stream(container, path, limits)
        scan = Scan(stream)
        declared_s, of_picture = _declared_duration(container, stream, scan.tick)
        check_duration(declared_s, path, limits)
        for packet in packets_of(container, stream):
            scan.add(packet)
            if not scan.packets % 1000:
                # One stamp gone wild is repaired later; a frame a second is not wild.
                check_duration(min(scan.duration_s, scan.packets), path, limits)
        shown = np.sort(np.array(scan.pts, dtype=np.int64))
        stamps = _stamps_to_go_by(container, stream, scan)
        interval_s = _usual_interval(stream, shown, scan.tick)
        frames = scan.packets - scan.hidden
        duration_s = frames * interval_s if stamps == "odd" else scan.duration_s
        check_duration(duration_s, path, limits)
        index = ClipIndex(
            shown=shown,
            keys=np.sort(np.array(scan.keys, dtype=np.int64)),
            frames=frames,
            places=_places(container, path, frames, scan, stream),
            breaks_off=scan.last_is_cut or _gif_breaks_off(container, path),
            tick=scan.tick,
            stamps=stamps,
            interval_s=interval_s,
            frames_declared=max(0, stream.frames - scan.hidden) or None,
            duration_declared_s=declared_s,
            # Sound often runs a little longer than the picture.
            duration_slack_s=3 * interval_s if of_picture else max(1.0, 0.05 * duration_s),
            duration_s=duration_s,
            repeats=np.array(scan.repeats, dtype=np.int64),
        )
        return _in_real_time(index, container, stream)


def _in_real_time(index: ClipIndex, container: InputContainer, stream: VideoStream) -> ClipIndex:
    """Undo slow motion that the file declares; limits are about what is stored."""
    metadata = {**container.metadata, **stream.metadata}
    factor = slow_motion_factor(metadata, 1.0 / index.interval_s)
    if factor == 1.0 or index.stamps == "odd":
        return index
    declared_s = index.duration_declared_s
    return replace(
        index,
        tick=index.tick / Fraction(factor).limit_denominator(1000),
        interval_s=index.interval_s / factor,
        duration_declared_s=None if declared_s is None else declared_s / factor,
        duration_slack_s=index.duration_slack_s / factor,
        duration_s=index.duration_s / factor,
        slow_motion_factor=factor,
    )


def _places(
    container: InputContainer, path: Path, frames: int, scan: Scan, stream: VideoStream
) -> int:
    """Return how many frames the packets make room for.

    AVI counts every moment, and stores an empty chunk where a recorder let a picture slip; its
    stamps count them too. Those at the very end nothing tells of but that the file is whole.
    """
    if container.format.name != "avi":
        return frames
    if is_complete_riff(path):
        return max(frames, stream.frames)
    return max(frames, scan.span)


def _gif_breaks_off(container: InputContainer, path: Path) -> bool:
    """Say whether a GIF, which declares no length, lacks the byte that ends it."""
    if container.format.name != "gif":
        return False
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) != b";"


def _stamps_to_go_by(container: InputContainer, stream: VideoStream, scan: Scan) -> Stamps:
    if container.format.name == "avi" and stream.codec_context.has_b_frames:
        return "decode"
    stored = np.array(scan.pts, dtype=np.int64)
    order = np.argsort(stored, kind="stable")
    reach = _MAX_REORDER if stream.codec_context.name in _REORDERING else 0
    in_reach = bool(np.all(np.abs(order - np.arange(len(order))) <= reach))
    distinct = bool(np.all(np.diff(stored[order]) > 0))
    return "display" if in_reach and distinct and not scan.unstamped else "odd"


def _usual_interval(stream: VideoStream, shown: NDArray[np.int64], tick: Fraction) -> float:
    """Return the usual seconds between frames: as declared, else as seen, else 1/30."""
    rate = stream.average_rate or stream.guessed_rate
    if rate and 1 <= rate <= 1000:
        return float(1 / rate)
    steps = np.diff(shown)
    steps = steps[steps > 0]
    return float(np.median(steps) * tick) if len(steps) else 1.0 / _USUAL_RATE


def _declared_duration(
    container: InputContainer, stream: VideoStream, tick: Fraction
) -> tuple[float | None, bool]:
    """Return the seconds the file claims to last, and whether that is about the picture alone."""
    if stream.duration:
        return float(stream.duration * tick), True
    told_s = _written_duration(stream.metadata.get("DURATION", ""))
    if told_s is not None:
        return told_s, True
    whole_s = container.duration / av.time_base if container.duration else None
    return whole_s, len(container.streams) == 1


def _written_duration(text: str) -> float | None:
    """Return the seconds in words of Matroska and WebM, ``"00:00:07.666000000"``; else None."""
    found = re.fullmatch(r"(\d{1,6}):(\d{1,2}):(\d{1,2}(?:\.\d{0,12})?)", text.strip(), re.ASCII)
    if found is None:
        return None
    hours, minutes, seconds = found.groups()
    return int(hours) * 3600.0 + int(minutes) * 60.0 + float(seconds)
