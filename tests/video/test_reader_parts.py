"""Parts of a clip, read apart, are together exactly the whole."""

import itertools
from pathlib import Path

import numpy as np
import pytest

from posture_lab.video.frame import Frame
from posture_lab.video.reader import ClipReader
from tests.video.clips import COLOURS, H264, make, read

KEYED = [*H264, "-g", "12", "-bf", "3"]
CLIPS: dict[str, tuple[str, list[str]]] = {
    "mp4": ("30", KEYED),
    "fast.mp4": ("120", KEYED),
    "open.mp4": ("30", [*H264, "-x264-params", "open-gop=1:keyint=12:bframes=4"]),
    "mkv": ("60", KEYED),
    "webm": ("30", ["-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-g", "12"]),
    "ts": ("50", KEYED),
    "avi": ("30", KEYED),
    "gif": ("25", ["-pix_fmt", "rgb24"]),
    "mov": ("25", ["-c:v", "prores_ks"]),
}


def same(one: Frame, other: Frame) -> bool:
    return (one.time_s, one.index) == (other.time_s, other.index) and bool(
        np.array_equal(one.image, other.image)
    )


@pytest.mark.parametrize("name", CLIPS)
@pytest.mark.parametrize("parts", [2, 3])
def test_parts_make_up_the_whole(name: str, parts: int, clips: Path) -> None:
    rate, coding = CLIPS[name]
    clip = clips / f"parts.{name}"
    if not clip.exists():
        make(clip, *coding, rate=rate, seconds=2, source=COLOURS)
    whole, facts = read(clip)
    edges: list[float | None] = [None, *np.linspace(0, facts.duration_s, parts + 1)[1:-1], None]
    frames: list[Frame] = []
    frames_read = 0
    for start_s, end_s in itertools.pairwise(edges):
        some, part_facts = read(clip, start_s=start_s, end_s=end_s)
        frames += some
        frames_read += part_facts.frames_read
        assert part_facts.duration_s == facts.duration_s
        assert not part_facts.warnings
    assert len(frames) == len(whole)
    assert all(map(same, frames, whole))
    assert frames_read == facts.frames_read


def test_a_part_beyond_the_end_is_empty(plain: Path) -> None:
    frames, facts = read(plain, start_s=50)
    assert not frames
    assert facts.frames_read == 0


def test_a_reader_can_use_the_index_of_another(plain: Path) -> None:
    with ClipReader(plain) as whole:
        index = whole.index
    with ClipReader(plain, start_s=0.5, index=index) as part:
        assert part.index is index
        frames = list(part)
    alone, _ = read(plain, start_s=0.5)
    assert frames
    assert len(frames) == len(alone)
    assert all(map(same, frames, alone))


def test_parts_of_a_clip_without_timestamps(tmp_path: Path) -> None:
    clip = make(tmp_path / "raw.h264", *KEYED, "-bsf:v", "h264_mp4toannexb")
    whole, _ = read(clip)
    parts = read(clip, end_s=0.5)[0] + read(clip, start_s=0.5)[0]
    assert len(parts) == len(whole)
    assert all(map(same, parts, whole))
