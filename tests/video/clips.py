"""Make small clips with the ffmpeg command, and ask ffmpeg and ffprobe for the truth about them."""

import random
import struct
import subprocess
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from posture_lab.video.facts import ClipFacts
from posture_lab.video.frame import Frame
from posture_lab.video.limits import ClipLimits
from posture_lab.video.reader import ClipReader

SIZE = "96x64"
COUNTING = (
    "nullsrc=s={size}:r={rate}:d={seconds},"
    "geq=lum='if(lt(X,W/2),20+3*mod(N,70),255*random(1))':cb=128:cr=128"
)
"""The left half is grey, 3 brighter in every frame: it tells the frame's number. The right half is
noise, so that damage anywhere in the file hits a picture."""
COLOURS = "testsrc2=s={size}:r={rate}:d={seconds}"

H264 = ["-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p"]


def ffmpeg(*arguments: str | Path) -> None:
    """Run ffmpeg, overwriting; raise with its words if it fails."""
    command = ["ffmpeg", "-v", "error", "-nostdin", "-y", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}: {done.stderr}"


def make(
    path: Path,
    *coding: str,
    rate: str = "30",
    seconds: float = 1,
    size: str = SIZE,
    source: str = COUNTING,
) -> Path:
    """Make a clip of counting greys, or of another ``source`` of lavfi."""
    drawn = source.format(size=size, rate=rate, seconds=seconds)
    ffmpeg("-f", "lavfi", "-i", drawn, *(coding or H264), path)
    return path


def true_times(path: Path) -> NDArray[np.float64]:
    """Seconds of every frame from the first, by ffprobe."""
    entries = "frame=best_effort_timestamp_time"
    command = ["ffprobe", "-v", "error", "-select_streams", "v:0", "-show_entries", entries]
    text = subprocess.run(
        [*command, "-of", "csv=p=0", str(path)], capture_output=True, text=True, check=True
    ).stdout
    times = np.array([float(line.strip(", \n")) for line in text.split("\n") if line.strip(", ")])
    return np.asarray(times - times[0])


def true_images(path: Path, width: int, height: int) -> NDArray[np.uint8]:
    """(N, H, W, 3) of every frame as ffmpeg shows it: turned upright, RGB."""
    command = ["ffmpeg", "-v", "error", "-i", str(path), "-vsync", "0", "-f", "rawvideo"]
    command += ["-pix_fmt", "rgb24", "-"]
    raw = subprocess.run(command, capture_output=True, check=True).stdout
    return np.frombuffer(raw, dtype=np.uint8).reshape(-1, height, width, 3)


def read(
    path: Path,
    *,
    sample_fps: float = 30.0,
    limits: ClipLimits | None = None,
    start_s: float | None = None,
    end_s: float | None = None,
) -> tuple[list[Frame], ClipFacts]:
    """Read all frames of a clip, and its facts."""
    with ClipReader(
        path, sample_fps=sample_fps, limits=limits, start_s=start_s, end_s=end_s
    ) as clip:
        return list(clip), clip.facts()


def times_of(frames: list[Frame]) -> NDArray[np.float64]:
    return np.array([frame.time_s for frame in frames])


def numbers_in(frames: list[Frame]) -> NDArray[np.int64]:
    """The number that each picture of a counting clip tells by its grey, 0 to 69."""
    grey = np.array([frame.image[:, : frame.image.shape[1] * 2 // 5, 1].mean() for frame in frames])
    return np.rint((grey * 219 / 255 + 16 - 20) / 3).astype(np.int64)


def overwrite(source: Path, target: Path, start: float, end: float) -> Path:
    """Copy a file with noise in place of a stretch of it (shares of its length)."""
    data = bytearray(source.read_bytes())
    noise = random.Random(1)
    for at in range(int(len(data) * start), int(len(data) * end)):
        data[at] = noise.randrange(256)
    target.write_bytes(data)
    return target


def cut_off(source: Path, target: Path, share: float) -> Path:
    """Copy the first ``share`` of a file."""
    data = source.read_bytes()
    target.write_bytes(data[: int(len(data) * share)])
    return target


def with_display_matrix(source: Path, target: Path, matrix: tuple[int, int, int, int]) -> Path:
    """Copy an MP4 with (a, b, c, d) in its track: x' = a x + c y, y' = b x + d y."""
    a, b, c, d = matrix
    data = bytearray(source.read_bytes())
    at = data.find(b"tkhd") + 44
    data[at : at + 36] = struct.pack(">9i", a << 16, b << 16, 0, c << 16, d << 16, 0, 0, 0, 1 << 30)
    target.write_bytes(data)
    return target


def with_declared_duration(source: Path, target: Path, seconds: float) -> Path:
    """Copy an MP4 whose headers claim to last ``seconds``, whatever it holds."""
    data = bytearray(source.read_bytes())
    for box, scale_at in ((b"mvhd", 16), (b"mdhd", 16)):
        at = data.find(box)
        (scale,) = struct.unpack(">I", data[at + scale_at : at + scale_at + 4])
        data[at + scale_at + 4 : at + scale_at + 8] = struct.pack(">I", int(seconds * scale))
    at = data.find(b"elst")
    data[at : at + 4] = b"free"
    target.write_bytes(data)
    return target
