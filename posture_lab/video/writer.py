"""ClipWriter: pictures with their times become a clip that a browser plays."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Self

import av
import av.error
import numpy as np
from av.container import OutputContainer
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace
from av.video.stream import VideoStream
from numpy.typing import NDArray

from posture_lab.errors import OutputError
from posture_lab.part_file import PartFile

_TICK = Fraction(1, 90_000)
_NOMINAL_FPS = 30
_LONGEST_STEP_S = 20_000.0  # what fits between two frames of an MP4 at this tick


class ClipWriter:
    """Write an H.264 MP4 (yuv420p, index first) with the true time of every frame.

    The clip grows in a hidden neighbour of ``path``, which only its owner can read, and takes its
    place in one step at the end. If an error or a cancellation leaves the ``with`` block, nothing
    is left behind and an older file at ``path`` stays as it was.

    Examples
    --------
    >>> with ClipWriter(Path("annotated.mp4")) as clip:  # doctest: +SKIP
    ...     for frame in frames:
    ...         clip.write(frame.image, frame.time_s)
    """

    def __init__(self, path: Path) -> None:
        """Prepare to write ``path``.

        Raises
        ------
        OutputError : the folder does not exist or cannot be written to, or ``path`` is a folder.
        """
        self._path = Path(path)
        self._stream: VideoStream | None = None
        self._shape: tuple[int, ...] = ()
        self._last_stamp = -1
        if self._path.is_dir():
            raise OutputError(f"{self._path} is a folder; name a file inside it for the clip.")
        with self._write_errors():
            self._part = PartFile(self._path)
            try:
                self._container: OutputContainer = av.open(
                    f"file:{self._part.path}",
                    mode="w",
                    format="mp4",
                    options={"movflags": "+faststart"},
                )
            except BaseException:
                self._discard()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if exc_type is None:
            self._finish()
        else:
            self._abandon()

    def write(self, image_rgb: NDArray[np.uint8], time_s: float) -> None:
        """Add one picture.

        Parameters
        ----------
        image_rgb : (H, W, 3) RGB, 0 to 255, the same size each time. An odd last row or column
            is left out, because H.264 players want even sizes.
        time_s : when it is shown, seconds from the clip's start, larger than the time before.

        Raises
        ------
        OutputError : the disk is full or went away.
        ValueError : another size, or a time that does not increase.
        """
        if self._stream is None:
            self._shape = image_rgb.shape
            with self._write_errors():
                self._stream = self._add_stream(image_rgb)
        if image_rgb.shape != self._shape:
            raise ValueError(f"picture has shape {image_rgb.shape}, expected {self._shape}")
        stamp = round(time_s / _TICK)
        step = stamp - self._last_stamp
        if stamp < 0 or not 0 < step <= _LONGEST_STEP_S / _TICK:
            raise ValueError(f"time {time_s} s does not follow {self._last_stamp * _TICK} s")
        self._last_stamp = stamp
        frame = VideoFrame.from_ndarray(self._even(image_rgb), format="rgb24")
        frame = frame.reformat(
            format="yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG
        )
        frame.pts, frame.time_base = stamp, _TICK
        with self._write_errors():
            self._container.mux(self._stream.encode(frame))

    def _add_stream(self, image_rgb: NDArray[np.uint8]) -> VideoStream:
        height, width = self._even(image_rgb).shape[:2]
        stream = self._container.add_stream("libx264", rate=_NOMINAL_FPS)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.time_base = stream.codec_context.time_base = _TICK
        stream.codec_context.color_range = ColorRange.MPEG
        stream.codec_context.colorspace = Colorspace.ITU709
        stream.codec_context.color_primaries = stream.codec_context.color_trc = 1  # BT.709
        stream.options = {"preset": "veryfast", "crf": "23"}
        return stream

    @staticmethod
    def _even(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
        height, width = image.shape[:2]
        if height < 2 or width < 2:
            raise ValueError(f"a picture of {width} x {height} is too small for a clip")
        return np.ascontiguousarray(image[: height & ~1, : width & ~1])

    def _finish(self) -> None:
        try:
            if self._stream is None:
                raise OutputError(f"{self._path.name} was not written: there were no pictures.")
            with self._write_errors():
                self._container.mux(self._stream.encode(None))
                self._container.close()
                self._part.finish()
        except BaseException:
            self._abandon()
            raise

    def _abandon(self) -> None:
        try:
            self._container.close()
        except (av.error.FFmpegError, ValueError):
            pass  # It is thrown away; the reason is already on its way to the person.
        finally:
            self._discard()

    def _discard(self) -> None:
        self._part.discard()

    @contextmanager
    def _write_errors(self) -> Iterator[None]:
        try:
            yield
        except (av.error.FFmpegError, OSError) as error:
            reason = error.strerror or type(error).__name__
            full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
            advice = "free some space and try again" if full else "choose another folder"
            raise OutputError(f"{self._path} could not be written ({reason}); {advice}.") from error
