"""Every container and coding is read with its true times and its true pictures."""

import hashlib
from pathlib import Path

import numpy as np
import pytest

from posture_lab.video.reader import ClipReader
from tests.video.clips import (
    COLOURS,
    H264,
    ffmpeg,
    make,
    numbers_in,
    read,
    times_of,
    true_images,
    true_times,
)

HEVC = ["-c:v", "libx265", "-x265-params", "log-level=none"]
FORMATS = {
    "h264.mp4": [*H264, "-bf", "3"],
    "h264.mov": [*H264, "-bf", "3"],
    "h264.mkv": [*H264, "-bf", "3"],
    "h264.avi": [*H264, "-bf", "3"],
    "h264.ts": [*H264, "-bf", "3"],
    "hevc.mp4": [
        *HEVC,
        "-pix_fmt",
        "yuv420p",
        "-tag:v",
        "hvc1",
    ],
    "hevc10.mov": [*HEVC, "-pix_fmt", "yuv420p10le"],
    "vp8.webm": ["-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8"],
    "vp9.webm": ["-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8"],
    "vp9.mp4": ["-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8"],
    "av1.mp4": ["-c:v", "libaom-av1", "-cpu-used", "8", "-usage", "realtime"],
    "av1.mkv": ["-c:v", "libaom-av1", "-cpu-used", "8", "-usage", "realtime"],
    "prores.mov": ["-c:v", "prores_ks", "-pix_fmt", "yuv422p10le"],
    "mjpeg.avi": ["-c:v", "mjpeg", "-q:v", "2", "-pix_fmt", "yuvj420p"],
    "mjpeg.mov": ["-c:v", "mjpeg", "-q:v", "2", "-pix_fmt", "yuvj420p"],
    "picture.gif": ["-pix_fmt", "rgb24"],
    "fragments.mp4": [*H264, "-movflags", "frag_keyframe+empty_moov"],
}


@pytest.mark.parametrize("name", FORMATS)
def test_times_and_pictures_are_those_of_ffmpeg(name: str, tmp_path: Path) -> None:
    clip = make(tmp_path / name, *FORMATS[name], seconds=0.5, source=COLOURS)
    frames, facts = read(clip)
    tick_s = {".gif": 0.01, ".mkv": 0.001, ".webm": 0.001}.get(clip.suffix, 1e-4)
    np.testing.assert_allclose(times_of(frames), np.arange(15) / 30, atol=tick_s)
    if name != "h264.avi":  # ffprobe has no times for its last frames
        np.testing.assert_allclose(times_of(frames), true_times(clip), atol=1e-6)
    assert facts.frames_read == len(frames) == 15
    assert facts.frames_declared in (15, None)
    assert not facts.warnings
    assert not facts.variable_frame_rate
    assert facts.sha256 == hashlib.sha256(clip.read_bytes()).hexdigest()
    truth = true_images(clip, facts.width_px, facts.height_px)
    images = np.array([frame.image for frame in frames])
    # How 10-bit colour is brought to full size differs between versions of the converter.
    assert np.abs(images.astype(float) - truth).mean() < (6 if "10" in name else 1)
    assert all(frame.image.flags.c_contiguous for frame in frames)


def test_sound_makes_no_difference(plain: Path, tmp_path: Path) -> None:
    loud = tmp_path / "loud.mp4"
    ffmpeg("-i", plain, "-f", "lavfi", "-i", "sine=d=3", "-c:v", "copy", "-c:a", "aac", loud)
    frames, facts = read(loud)
    np.testing.assert_allclose(times_of(frames), times_of(read(plain)[0]), atol=1e-6)
    assert (facts.frames_read, facts.frames_declared) == (60, 60)
    assert not facts.warnings


def test_odd_sizes_keep_their_last_row_and_column(tmp_path: Path) -> None:
    clip = make(
        tmp_path / "odd.mp4", "-c:v", "libx264", "-pix_fmt", "yuv444p", size="97x65", seconds=0.2
    )
    frames, facts = read(clip)
    assert (facts.width_px, facts.height_px) == (97, 65)
    assert frames[0].image.shape == (65, 97, 3)


def test_every_picture_keeps_its_own_time(plain: Path) -> None:
    frames, _ = read(plain)
    np.testing.assert_array_equal(numbers_in(frames), np.arange(60))
    np.testing.assert_allclose(times_of(frames), np.arange(60) / 30, atol=1e-6)
    assert [frame.index for frame in frames] == list(range(60))


def test_one_frame_is_read(tmp_path: Path) -> None:
    for name in ("one.mp4", "one.gif"):
        coding = H264 if name.endswith("mp4") else ["-pix_fmt", "rgb24"]
        frames, facts = read(make(tmp_path / name, *coding, "-frames:v", "1"))
        assert [frame.time_s for frame in frames] == [0.0]
        assert facts.frames_read == 1
        assert not facts.variable_frame_rate


def test_facts_of_a_plain_clip(plain: Path) -> None:
    with ClipReader(plain) as clip:
        assert clip.size_px == (96, 64)
        assert clip.duration_s == pytest.approx(2.0)
        for _ in clip:
            pass
    facts = clip.facts()
    assert facts.name == "plain.mp4"
    assert facts.duration_s == pytest.approx(2.0)
    assert (facts.frames_read, facts.frames_declared, facts.rotation_deg) == (60, 60, 0)


def test_reading_that_is_broken_off_reports_no_damage(plain: Path) -> None:
    with ClipReader(plain) as clip:
        next(iter(clip))
        facts = clip.facts()
    assert facts.frames_read == 1
    assert not facts.warnings


def test_names_that_look_like_addresses_or_patterns(plain: Path, tmp_path: Path) -> None:
    for name in ("9:30.mp4", "http:x.mp4", "-y.mp4", "100%03d é.mp4"):
        clip = tmp_path / name
        clip.write_bytes(plain.read_bytes())
        frames, facts = read(clip)
        assert (len(frames), facts.name) == (60, name)


def test_a_name_that_is_no_text_can_still_be_shown(plain: Path, tmp_path: Path) -> None:
    clip = tmp_path / "b\udcffd.mp4"
    clip.write_bytes(plain.read_bytes())
    assert read(clip)[1].name == "b?d.mp4"


def test_titles_in_old_letters_do_not_matter(tmp_path: Path) -> None:
    clip = make(tmp_path / "title.mkv", *H264, "-metadata", "title=Hueftbeuge", seconds=0.2)
    clip.write_bytes(clip.read_bytes().replace(b"Hueftbeuge", b"H\xfcftbeugen"))
    assert len(read(clip)[0]) == 6
