"""Memory does not grow with the length of a clip."""

import subprocess
import sys
from pathlib import Path

from tests.video.clips import COLOURS, H264, ffmpeg, make

PROGRAM = """
import resource, sys
from pathlib import Path
from posture_lab.video.reader import ClipReader
with ClipReader(Path(sys.argv[1])) as clip:
    frames = sum(1 for _ in clip)
    facts = clip.facts()
assert facts.frames_read == frames == int(sys.argv[2]), frames
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def peak_kib(clip: Path, frames: int) -> int:
    command = [sys.executable, "-c", PROGRAM, str(clip), str(frames)]
    return int(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


def test_ten_times_the_length_takes_the_same_memory(tmp_path: Path) -> None:
    short = make(tmp_path / "short.mp4", *H264, seconds=4, size="480x270", source=COLOURS)
    long = tmp_path / "long.mp4"
    ffmpeg("-stream_loop", "9", "-i", short, "-c", "copy", long)
    assert peak_kib(long, 1200) < 1.1 * peak_kib(short, 120)
