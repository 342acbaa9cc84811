"""Timestamps: variable, offset, missing, repeated, backward; and sampling by them."""

import re
import struct
from pathlib import Path

import numpy as np
import pytest

from tests.video.clips import H264, ffmpeg, make, numbers_in, read, times_of, true_times


@pytest.mark.parametrize(
    ("rate", "every"),
    [
        ("15", 1),
        ("24", 1),
        ("25", 1),
        ("30000/1001", 1),
        ("30", 1),
        ("50", 2),
        ("60", 2),
        ("60000/1001", 2),
        ("120", 4),
        ("240", 8),
    ],
)
@pytest.mark.parametrize("container", ["mp4", "mkv"])
def test_about_thirty_frames_a_second_are_kept(
    rate: str, every: int, container: str, tmp_path: Path
) -> None:
    clip = make(tmp_path / f"rate.{container}", rate=rate, seconds=0.5)
    frames, facts = read(clip)
    truth = true_times(clip)
    np.testing.assert_allclose(times_of(frames), truth[::every], atol=1e-6)
    assert [frame.index for frame in frames] == list(range(0, len(truth), every))
    assert facts.frames_read == len(truth)
    assert not facts.variable_frame_rate


def test_another_sampling_can_be_asked_for(tmp_path: Path) -> None:
    clip = make(tmp_path / "fast.mp4", rate="120", seconds=0.5)
    assert len(read(clip, sample_fps=float("inf"))[0]) == 60
    assert len(read(clip, sample_fps=10)[0]) == 5


@pytest.mark.parametrize("container", ["mp4", "mkv", "webm", "mov"])
def test_variable_frame_rate_keeps_true_times(container: str, tmp_path: Path) -> None:
    clip = tmp_path / f"variable.{container}"
    coding = ["-c:v", "libvpx"] if container == "webm" else H264
    # Thirty frames a second, slowing down to ten for the second half.
    slow = "setpts='(N+2*max(0,N-15))/30/TB'"
    make(clip, "-vf", f"settb=1/1000,{slow}", "-vsync", "0", "-enc_time_base", "1/1000", *coding)
    frames, facts = read(clip)
    numbers = np.arange(30)
    np.testing.assert_allclose(
        times_of(frames), (numbers + 2 * np.maximum(0, numbers - 15)) / 30, atol=0.0011
    )
    np.testing.assert_allclose(times_of(frames), true_times(clip), atol=1e-6)
    # VP8 smears a little, so a number may be read one too low.
    np.testing.assert_allclose(numbers_in(frames), numbers, atol=container == "webm")
    assert facts.variable_frame_rate
    assert not facts.warnings


def test_jitter_drops_no_frame(tmp_path: Path) -> None:
    clip = tmp_path / "jitter.mkv"
    jitter = "settb=1/1000,setpts='(N/30+0.006*sin(N*1.7))/TB'"
    make(clip, "-vf", jitter, "-vsync", "0", "-enc_time_base", "1/1000", *H264)
    frames, facts = read(clip)
    assert len(frames) == 30
    assert facts.variable_frame_rate


def test_time_starts_at_the_first_frame(plain: Path, tmp_path: Path) -> None:
    late = tmp_path / "late.mkv"
    ffmpeg("-i", plain, "-c", "copy", "-output_ts_offset", "5", late)
    frames, _ = read(late)
    np.testing.assert_allclose(times_of(frames), np.arange(60) / 30, atol=0.001)


def test_frames_hidden_by_an_edit_list_stay_hidden(plain: Path, tmp_path: Path) -> None:
    trimmed = tmp_path / "trimmed.mp4"
    ffmpeg("-ss", "0.5", "-i", plain, "-c", "copy", trimmed)
    frames, facts = read(trimmed)
    assert len(frames) == len(true_times(trimmed)) == 45
    assert numbers_in(frames)[0] == 15
    assert frames[0].time_s == 0
    assert facts.frames_declared == facts.frames_read == 45
    assert not facts.warnings


def test_clock_set_back_is_repaired_with_a_warning(tmp_path: Path) -> None:
    first = make(tmp_path / "first.ts", *H264)
    joined = tmp_path / "joined.ts"
    joined.write_bytes(first.read_bytes() * 2)
    frames, facts = read(joined)
    np.testing.assert_allclose(times_of(frames), np.arange(60) / 30, atol=1e-4)
    np.testing.assert_array_equal(numbers_in(frames), [*range(30), *range(30)])
    assert any("Timestamps" in warning for warning in facts.warnings)
    assert facts.duration_s == pytest.approx(2.0, abs=0.01)


def test_missing_timestamps_are_filled_in_with_a_warning(plain: Path, tmp_path: Path) -> None:
    raw = tmp_path / "raw.h264"
    ffmpeg("-i", plain, "-c", "copy", "-bsf:v", "h264_mp4toannexb", raw)
    frames, facts = read(raw)
    assert len(frames) == 60
    assert np.ptp(np.diff(times_of(frames))) < 1e-6
    assert any("Timestamps" in warning for warning in facts.warnings)


def test_repeated_timestamps_are_filled_in_with_a_warning(tmp_path: Path) -> None:
    clip = make(tmp_path / "stuck.mp4", *H264, "-bf", "0")
    data = bytearray(clip.read_bytes())
    at = data.find(b"stts") + 16  # the one step between all frames
    assert struct.unpack(">I", data[at : at + 4])[0] > 0
    data[at : at + 4] = struct.pack(">I", 0)
    clip.write_bytes(data)
    frames, facts = read(clip)
    assert len(frames) > 1
    assert np.all(np.diff(times_of(frames)) > 0)
    assert any("Timestamps" in warning for warning in facts.warnings)


@pytest.mark.parametrize("wrong", [3, 900])
def test_one_wild_timestamp_is_repaired_with_a_warning(wrong: int, tmp_path: Path) -> None:
    clip = make(tmp_path / "wild.mkv", "-c:v", "mjpeg")
    data = bytearray(clip.read_bytes())
    # Blocks of track 1 that lie 33 or 34 ms into their cluster, each a JPEG.
    blocks = list(re.finditer(rb"\x81\x00[\x21\x22]\x80\xff\xd8", data))
    at = blocks[len(blocks) // 2].start() + 1
    data[at : at + 2] = struct.pack(">h", 33 * (1 + wrong))
    clip.write_bytes(data)
    frames, facts = read(clip)
    np.testing.assert_allclose(times_of(frames), np.arange(30) / 30, atol=0.002)
    assert any("Timestamps" in warning for warning in facts.warnings)
    assert facts.duration_s == pytest.approx(1.0, abs=0.05)


def test_a_pause_is_told(tmp_path: Path) -> None:
    clip = tmp_path / "pause.mp4"
    pause = "settb=1/1000,setpts='(N/30+2*gte(N,15))/TB'"
    make(clip, "-vf", pause, "-vsync", "0", "-enc_time_base", "1/1000", *H264)
    _, facts = read(clip)
    assert any("no pictures from 0.5 to 2.5 s" in warning for warning in facts.warnings)


@pytest.mark.parametrize("still", [False, True])
def test_theora_shows_a_picture_on_without_storing_it(still: bool, tmp_path: Path) -> None:
    """Theora stores nothing where the picture stays as it is: no damage, and no pause."""
    clip = tmp_path / "still.ogv"
    drawn = "color=gray:s=96x64:r=30:d=2" if still else "testsrc2=s=96x64:r=30:d=2"
    ffmpeg("-f", "lavfi", "-i", drawn, "-c:v", "libtheora", "-q:v", "7", clip)
    frames, facts = read(clip)
    assert len(frames) > (0 if still else 50)
    assert facts.warnings == ()
    assert facts.duration_s == pytest.approx(2.0, abs=0.4)
    times = [frame.time_s for frame in frames]
    part = read(clip, start_s=1.0)[0]
    assert [frame.time_s for frame in part] == [time_s for time_s in times if time_s >= 1.0]
