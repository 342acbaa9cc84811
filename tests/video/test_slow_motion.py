"""Slow motion that a file declares is undone, and only where the declaration makes sense."""

from pathlib import Path

import numpy as np
import pytest

from posture_lab.video.limits import ClipLimits
from posture_lab.video.slow_motion import slow_motion_factor
from tests.video.clips import H264, ffmpeg, make, read, times_of, true_times


def declared(path: Path, captured_fps: str, *, rate: str, seconds: float = 2) -> Path:
    plain = make(path.with_name(f"plain_{path.name}"), *H264, rate=rate, seconds=seconds)
    key = f"com.android.capture.fps={captured_fps}"
    ffmpeg("-i", plain, "-c", "copy", "-movflags", "use_metadata_tags", "-metadata", key, path)
    return path


def test_pictures_taken_at_120_and_stored_at_30_are_four_times_too_slow(tmp_path: Path) -> None:
    clip = declared(tmp_path / "slow.mp4", "120.000000", rate="30")
    frames, facts = read(clip, sample_fps=1000)
    np.testing.assert_allclose(times_of(frames), true_times(clip) / 4, atol=1e-6)
    assert facts.slow_motion_factor == 4
    assert facts.duration_s == pytest.approx(0.5, abs=1e-6)
    assert any("slow motion, 4 times" in warning for warning in facts.warnings)
    assert not any("declares" in warning for warning in facts.warnings)


def test_pictures_are_sampled_by_real_time(tmp_path: Path) -> None:
    clip = declared(tmp_path / "slow.mp4", "120", rate="30")
    frames, facts = read(clip, sample_fps=30)
    assert len(frames) == 15
    assert facts.frames_read == 60


@pytest.mark.parametrize("captured_fps", ["120", "nonsense", "nan", "-120", "1e9", "30"])
def test_other_declarations_change_nothing(captured_fps: str, tmp_path: Path) -> None:
    clip = declared(tmp_path / "clip.mp4", captured_fps, rate="120", seconds=0.5)
    frames, facts = read(clip, sample_fps=1000)
    np.testing.assert_allclose(times_of(frames), true_times(clip), atol=1e-6)
    assert facts.slow_motion_factor == 1
    assert facts.warnings == ()


def test_a_part_of_a_slow_clip_is_found_by_real_time(tmp_path: Path) -> None:
    clip = declared(tmp_path / "slow.mp4", "120", rate="30", seconds=4)
    whole = times_of(read(clip, sample_fps=1000)[0])
    part = times_of(read(clip, sample_fps=1000, start_s=0.6, end_s=0.8)[0])
    np.testing.assert_allclose(part, whole[(whole >= 0.6) & (whole < 0.8)], atol=1e-9)


def test_limits_hold_for_the_time_that_is_stored(tmp_path: Path) -> None:
    clip = declared(tmp_path / "slow.mp4", "120", rate="30")
    with pytest.raises(Exception, match="2 seconds long"):
        read(clip, limits=ClipLimits(max_duration_s=1.0))


@pytest.mark.parametrize(
    ("captured", "stored", "factor"),
    [
        ("240", 30.0, 8), ("240", 29.97, 8), ("240", 120.0, 2), ("120", 24.0, 5),
        ("120", 12.0, 4), ("960", 30.0, 32), ("60", 30.0, 2), ("30", 29.8, 1), ("3", 30.0, 1),
        ("240", 240.0, 1), ("100000", 30.0, 1),
    ],
)  # fmt: skip
def test_factors(captured: str, stored: float, factor: float) -> None:
    assert slow_motion_factor({"com.android.capture.fps": captured}, stored) == factor
    assert slow_motion_factor({"com.apple.quicktime.full-frame-rate-playback-intent": "1"}, 30) == 1
