"""Open a clip, or say in one sentence why that is not possible."""

import errno
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import av
import av.error
from av.container import InputContainer
from av.stream import Disposition
from av.video.stream import VideoStream

from posture_lab.errors import ClipError
from posture_lab.video.limits import ClipLimits
from posture_lab.video.still import is_moving_webp, is_still_picture

# Only containers that hold their own pictures: play lists (HLS, DASH, concat) would let a clip
# name other files and addresses, and text files would be "played" as terminal art.
_CONTAINERS = (
    "mov,matroska,webm,avi,gif,apng,mpegts,mpeg,mpegvideo,flv,live_flv,asf,ogg,mxf,dv,ivf,nut,obu,"
    "h264,hevc,vvc,av1,m4v,mjpeg,rm,wtv,mp3,flac,wav,aac,amr,aiff"
)
_COVER_ART = Disposition.attached_pic | Disposition.timed_thumbnails
MOST_STREAMS = 32
"""Cameras write up to about twenty: a picture, sound of several microphones, places and times."""
_CONVERT = "convert it to MP4 (H.264) and try again"


def name_of(path: Path) -> str:
    """Return the file's name without its folder, fit to be printed whatever bytes it holds."""
    return path.name.encode("utf-8", "replace").decode("utf-8")


@contextmanager
def reading_errors(path: Path) -> Iterator[None]:
    """Turn what the operating system says about ``path`` into a ClipError."""
    try:
        yield
    except FileNotFoundError:
        raise ClipError(f"{name_of(path)} was not found; check its folder and spelling.") from None
    except PermissionError:
        raise ClipError(
            f"{name_of(path)} may not be read with your user's permissions; "
            "change them or copy the clip to a folder of yours."
        ) from None
    except av.error.FFmpegError as error:
        raise ClipError(
            f"{name_of(path)} cannot be read as a video ({error.strerror}); {_CONVERT}."
        ) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ClipError(
            f"{name_of(path)} cannot be read ({reason}); copy it to this computer and try again."
        ) from error


def check_file(path: Path, limits: ClipLimits) -> None:
    """Refuse what is not one readable video file of a sane size.

    Raises
    ------
    ClipError : missing, a folder, empty, not permitted, too big, or a still picture.
    """
    with reading_errors(path):
        info = path.stat()
        if stat.S_ISDIR(info.st_mode):
            raise ClipError(f"{name_of(path) or path} is a folder; name a clip inside it.")
        if not stat.S_ISREG(info.st_mode):
            raise ClipError(f"{name_of(path)} is not a file; save the clip as a file first.")
        with path.open("rb") as file:
            head = file.read(1024)
    if not head:
        raise ClipError(f"{name_of(path)} is empty; copy or record the clip again.")
    if info.st_size > limits.max_bytes:
        raise ClipError(
            f"{name_of(path)} is {info.st_size / 1e6:,.0f} MB and the limit is "
            f"{limits.max_bytes / 1e6:,.0f} MB; cut it shorter or raise the limit."
        )
    if is_moving_webp(head):
        raise ClipError(f"{name_of(path)} is a moving WebP, which cannot be read here; {_CONVERT}.")
    if is_still_picture(head, path.suffix):
        raise ClipError(
            f"{name_of(path)} is a still picture and a movement cannot be seen in it; "
            "choose a video clip instead."
        )


def open_clip(path: Path) -> InputContainer:
    """Open the container at ``path``, from this file alone and never from a network address."""
    options = {
        "format_whitelist": _CONTAINERS,
        "protocol_whitelist": "file",
        # Beyond them the library makes no more streams: each costs memory before it is looked at.
        "max_streams": str(MOST_STREAMS + 1),
    }
    try:
        with reading_errors(path):
            # "file:" keeps a name such as "9:30.mp4" from being taken for a network address.
            # Old phones write titles and the like in other than UTF-8.
            container = av.open(
                f"file:{path.absolute()}", mode="r", options=options, metadata_errors="replace"
            )
    except ClipError as error:
        cause = error.__cause__
        if isinstance(cause, av.error.MemoryError):  # the word of some containers for the limit
            raise ClipError(_too_many_streams(path)) from cause
        if isinstance(cause, av.error.FFmpegError) and (
            isinstance(cause, av.error.InvalidDataError) or cause.errno == errno.EINVAL
        ):
            raise ClipError(_not_a_video(path)) from cause
        raise
    if len(container.streams) > MOST_STREAMS:
        container.close()
        raise ClipError(_too_many_streams(path))
    return container


def _too_many_streams(path: Path) -> str:
    return (
        f"{name_of(path)} holds more than {MOST_STREAMS} pictures and sounds side by side, and no "
        f"camera's clip does; {_CONVERT}."
    )


def _not_a_video(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(12)
    if head[4:8] in (b"ftyp", b"wide", b"mdat", b"free", b"skip"):
        return (
            f"{name_of(path)} is incomplete: its list of frames, which cameras write last, "
            "is missing; copy or record the clip again."
        )
    return f"{name_of(path)} is not a video that can be read here; choose an MP4, MOV or WebM clip."


def video_stream(container: InputContainer, path: Path, limits: ClipLimits) -> VideoStream:
    """Return the stream that holds the moving picture.

    Raises
    ------
    ClipError : there is none, it is in an unknown coding, or its picture is beyond the limit.
    """
    if not container.streams:
        raise ClipError(_not_a_video(path))
    streams = [s for s in container.streams.video if not s.disposition & _COVER_ART]
    if not streams:
        raise ClipError(
            f"{name_of(path)} holds no moving picture, only sound; choose a video clip."
        )
    stream = max(streams, key=lambda s: bool(s.disposition & Disposition.default))
    if stream.codec_context is None:
        raise ClipError(
            f"{name_of(path)} is stored in a coding that is not known here; {_CONVERT}."
        )
    check_size(stream.codec_context.width, stream.codec_context.height, path, limits)
    return stream


def check_size(width: int, height: int, path: Path, limits: ClipLimits) -> None:
    """Raise ClipError for a picture of more pixels than the limit."""
    if width * height > limits.max_pixels:
        raise ClipError(
            f"{name_of(path)} has pictures of {width} x {height}, more than the limit of "
            f"{limits.max_pixels / 1e6:.0f} million pixels; record or export it in 4K or smaller."
        )


def check_duration(duration_s: float | None, path: Path, limits: ClipLimits) -> None:
    """Raise ClipError for a clip that is longer than the limit; None passes."""
    if duration_s is not None and duration_s > limits.max_duration_s:
        raise ClipError(
            f"{name_of(path)} is at least {_minutes(duration_s)} long and the limit is "
            f"{_minutes(limits.max_duration_s)}; cut out the part with the exercise."
        )


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:.0f} minutes" if seconds >= 120 else f"{seconds:.0f} seconds"
