"""ClipReader: a clip's frames with their true times, one by one."""

import math
from collections.abc import Iterator
from itertools import chain, pairwise
from pathlib import Path
from types import TracebackType
from typing import Self

import av.error
from av.container import InputContainer
from av.video.frame import VideoFrame

from posture_lab.errors import ClipError
from posture_lab.video import remarks
from posture_lab.video.checksum import sha256_of
from posture_lab.video.clock import FrameClock
from posture_lab.video.decoding import FrameSource
from posture_lab.video.facts import ClipFacts
from posture_lab.video.frame import Frame
from posture_lab.video.index import ClipIndex, index_clip
from posture_lab.video.limits import ClipLimits
from posture_lab.video.opening import (
    check_duration,
    check_file,
    check_size,
    name_of,
    open_clip,
    reading_errors,
    video_stream,
)
from posture_lab.video.picture import PictureReader, PictureShape
from posture_lab.video.sampling import FrameSampler


class ClipReader:
    """Read a clip as upright RGB frames at about ``sample_fps``, from its own timestamps.

    Memory does not grow with the clip's length, but for eight bytes a frame. Damaged and
    incomplete clips are read as far as they go, and :meth:`facts` says so.

    Examples
    --------
    >>> with ClipReader(Path("hinge.mp4")) as clip:  # doctest: +SKIP
    ...     for frame in clip:
    ...         print(frame.time_s, frame.image.shape)
    ...     print(clip.facts().warnings)
    0.0 (1080, 608, 3)
    """

    def __init__(
        self,
        path: Path,
        *,
        sample_fps: float = 30.0,
        limits: ClipLimits | None = None,
        start_s: float | None = None,
        end_s: float | None = None,
        lead_s: float = 0.0,
        index: ClipIndex | None = None,
    ) -> None:
        """Open the clip and look at its first picture.

        Parameters
        ----------
        path : the video file.
        sample_fps : frames a second wanted; slower clips keep every frame, infinity keeps all.
        limits : refuse what is beyond them; None for :class:`ClipLimits` and the environment.
        start_s, end_s : read only the frames with ``start_s <= time_s < end_s``. Their times and
            indices are those of the whole clip, and the frames of adjoining parts are together
            exactly those of the whole.
        lead_s : also give the frames of so many seconds before ``start_s``, without counting them
            in :meth:`facts`: whoever follows something needs a run-up.
        index : that of another reader of the same clip, so that it is not made again.

        Raises
        ------
        ClipError : the clip cannot be read or is beyond the limits.
        """
        self._path = Path(path)
        self._limits = limits or ClipLimits()
        self._counted_from_s = -math.inf if start_s is None else start_s
        self._start_s = self._counted_from_s - lead_s
        self._end_s = math.inf if end_s is None else end_s
        self._sampler = FrameSampler(sample_fps)
        check_file(self._path, self._limits)
        self._index = index or index_clip(self._path, self._limits)
        self._clock = FrameClock(self._index.stamps, self._index.tick, self._index.interval_s)
        self._number = -1
        self._frames_read = 0
        self._last_s = 0.0
        self._changed_at_s: float | None = None
        self._finished = False
        self._sha256: str | None = None
        self._open()
        try:
            self._begin()
        except BaseException:
            self.close()
            raise

    @property
    def size_px(self) -> tuple[int, int]:
        """(width, height) of the upright picture with square pixels, before any shrinking."""
        return self._shape.size_px

    @property
    def index(self) -> ClipIndex:
        """What the file holds; readers of other parts of the same clip can be given it."""
        return self._index

    @property
    def duration_s(self) -> float | None:
        """Seconds from the first frame to the end of the last one in the file; None if unknown."""
        return self._index.duration_s or self._index.duration_declared_s

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. Reading ends; :meth:`facts` still answers."""
        self._container.close()

    def __iter__(self) -> Iterator[Frame]:
        """Yield the sampled frames in order; the clip can be gone through once.

        Raises
        ------
        ClipError : the clip turns out to be longer or larger than the limits allow.
        """
        for frame, time_s in self._timed:
            if time_s >= self._end_s:
                return
            check_duration(time_s, self._path, self._limits)
            keep = self._sampler.keep(time_s)
            if time_s < self._start_s:
                continue
            if not self._shape.fits(frame):
                self._changed_at_s = time_s
                return
            self._frames_read += time_s >= self._counted_from_s
            self._last_s = time_s
            if keep:
                check_size(frame.width, frame.height, self._path, self._limits)
                try:
                    image = self._pictures.read(frame)
                except av.error.FFmpegError:
                    self._source.note_damage(frame.pts)
                    continue
                yield Frame(time_s, image, self._shape.scale, self._number)
        self._finished = True

    def facts(self) -> ClipFacts:
        """Return what is known of the file; after reading, with the warnings that came up."""
        if self._sha256 is None:
            with reading_errors(self._path):
                self._sha256 = sha256_of(self._path)
        width, height = self.size_px
        duration_s = self._index.duration_s
        if self._index.stamps == "odd":
            duration_s = max(duration_s, self._last_s + self._index.interval_s)
        if self._changed_at_s is not None:
            duration_s = self._changed_at_s
        return ClipFacts(
            name=name_of(self._path),
            sha256=self._sha256,
            width_px=width,
            height_px=height,
            duration_s=duration_s,
            frames_read=self._frames_read,
            frames_declared=self._index.frames_declared,
            rotation_deg=self._shape.orientation.turn_deg,
            variable_frame_rate=self._index.variable_frame_rate,
            warnings=tuple(self._warnings()),
            slow_motion_factor=self._index.slow_motion_factor,
        )

    def _open(self) -> None:
        self._container: InputContainer = open_clip(self._path)
        self._stream = video_stream(self._container, self._path, self._limits)
        self._stream.thread_type = "AUTO"
        self._source = FrameSource(self._container, self._stream)

    def _begin(self) -> None:
        """Look at the first frame, then go to the part that is wanted."""
        frames = iter(self._source)
        first = next(frames, None)
        if first is None:
            raise ClipError(
                f"No picture of {name_of(self._path)} can be decoded; "
                "copy or record the clip again, or convert it to MP4 (H.264)."
            )
        check_size(first.width, first.height, self._path, self._limits)
        self._shape = PictureShape.of(first, self._stream.sample_aspect_ratio)
        self._pictures = PictureReader(self._shape)
        self._timed = self._part_from(first) or self._with_times(chain([first], frames))

    def _with_times(self, frames: Iterator[VideoFrame]) -> Iterator[tuple[VideoFrame, float]]:
        for frame, following in pairwise(chain(frames, [None])):
            if frame is None:
                return
            # After damage the decoder itself lets frames slip past each other.
            next_pts = None
            if following is not None and not self._source.damaged:
                next_pts = following.pts
            time_s = self._clock.time_of(frame.pts, frame.dts, next_pts)
            if time_s is not None:
                self._number += 1
                yield frame, time_s

    def _part_from(self, first: VideoFrame) -> Iterator[tuple[VideoFrame, float]] | None:
        """Jump to the key frame before ``start_s``; None where that is not possible or needed.

        Clock, sampling and numbering are brought to where they would be had the clip been read
        from its start.
        """
        if first.pts is None or not math.isfinite(self._start_s):
            return None
        key = self._index.key_before(first.pts + self._start_s / float(self._index.tick))
        if key is None or key <= first.pts:
            return None
        try:
            self._container.seek(key, stream=self._stream)
        except av.error.FFmpegError:
            return self._from_the_start()
        self._source = FrameSource(self._container, self._stream)
        frames = iter(self._source)
        landed = next((f for f in frames if f.pts is None or f.pts >= key), None)
        if landed is None or landed.pts != key:
            return self._from_the_start()
        stamps = self._index.shown
        for stamp in stamps[(stamps >= first.pts) & (stamps < key)].tolist():
            time_s = self._clock.time_of(stamp, None)
            self._sampler.keep(0.0 if time_s is None else time_s)
            self._number += 1
        return self._with_times(chain([landed], frames))

    def _from_the_start(self) -> Iterator[tuple[VideoFrame, float]]:
        self.close()
        self._open()
        return self._with_times(iter(self._source))

    def _warnings(self) -> Iterator[str]:
        if slow := remarks.slow_motion(self._index.slow_motion_factor):
            yield slow
        if self._index.cut_short:
            yield remarks.cut_short(self._index)
        if pauses := self._index.pauses:
            yield remarks.pauses(pauses)
        if self._damaged():
            whole = self._finished and math.isinf(self._start_s)
            lost = self._index.frames - self._frames_read if whole else 0
            yield remarks.damage(self._seconds_at(self._source.damaged_at), lost)
        if self._clock.repaired:
            yield remarks.odd_times(self._clock.repaired)
        if self._changed_at_s is not None:
            yield remarks.changed_picture(self._changed_at_s)

    def _damaged(self) -> bool:
        """Say whether pictures were damaged other than where the file breaks off."""
        first_s = self._seconds_at(self._source.damaged_at)
        if self._index.cut_short:
            return first_s is not None and first_s < self._index.duration_s - 1.0
        return self._source.damaged or self._clock.late > 0

    def _seconds_at(self, stamp: int | None) -> float | None:
        if stamp is None or self._index.stamps != "display":
            return None
        return max(0.0, float((stamp - int(self._index.shown[0])) * self._index.tick))
