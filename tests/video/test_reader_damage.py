"""Unfinished and damaged files are read as far as they go, and the result says so."""

from pathlib import Path

import numpy as np
import pytest

from tests.video.clips import H264, cut_off, make, numbers_in, overwrite, read, times_of

SHORT_GOP = [*H264, "-g", "10", "-bf", "2"]
CUT = {
    "cut.mp4": [*SHORT_GOP, "-movflags", "+faststart"],
    "cut.mkv": SHORT_GOP,
    "cut.avi": SHORT_GOP,
    "cut.webm": ["-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-g", "10"],
    "cut.mov": ["-c:v", "mjpeg", "-movflags", "+faststart"],
    "cut.gif": ["-pix_fmt", "rgb24"],
    "cut_fragments.mp4": [*SHORT_GOP, "-movflags", "frag_keyframe+empty_moov"],
}


@pytest.mark.parametrize("name", CUT)
def test_a_file_that_stops_early(name: str, tmp_path: Path) -> None:
    whole = make(tmp_path / f"whole_{name}", *CUT[name], seconds=2)
    frames, facts = read(cut_off(whole, tmp_path / name, 0.6))
    assert 20 <= len(frames) < 45
    np.testing.assert_allclose(times_of(frames), times_of(read(whole)[0])[: len(frames)], atol=1e-6)
    assert facts.frames_read == len(frames)
    assert facts.duration_s < 1.6
    assert any("cut off" in warning for warning in facts.warnings)
    assert not facts.variable_frame_rate


@pytest.mark.parametrize("container", ["mp4", "mkv", "avi", "ts"])
def test_a_file_that_is_damaged_in_the_middle(container: str, tmp_path: Path) -> None:
    coding = [*SHORT_GOP, "-cluster_time_limit", "200"] if container == "mkv" else SHORT_GOP
    whole = make(tmp_path / f"whole.{container}", *coding, seconds=2.3)
    frames, facts = read(overwrite(whole, tmp_path / f"hurt.{container}", 0.45, 0.55))
    assert 40 <= len(frames) < 69
    assert facts.warnings
    assert np.all(np.diff(times_of(frames)) > 0)
    assert numbers_in(frames)[-1] > 60  # it goes on after the damage


def test_pictures_after_the_damage_keep_their_true_times(tmp_path: Path) -> None:
    whole = make(tmp_path / "whole.mp4", *SHORT_GOP, seconds=2)
    frames, facts = read(overwrite(whole, tmp_path / "hurt.mp4", 0.45, 0.55))
    numbers, times = numbers_in(frames), times_of(frames)
    after = times > 1.6
    np.testing.assert_allclose(times[after], numbers[after] / 30, atol=0.001)
    assert any("damaged" in warning for warning in facts.warnings)


def test_a_hole_between_clusters_is_told(tmp_path: Path) -> None:
    coding = [*CUT["cut.webm"], "-cluster_time_limit", "400"]
    whole = make(tmp_path / "whole.webm", *coding, seconds=4)
    _, facts = read(overwrite(whole, tmp_path / "hurt.webm", 0.4, 0.6))
    assert any("no pictures" in w or "damaged" in w for w in facts.warnings)


def test_fewer_frames_than_declared(tmp_path: Path) -> None:
    whole = make(tmp_path / "whole.mp4", *SHORT_GOP, "-movflags", "+faststart", seconds=2)
    frames, facts = read(cut_off(whole, tmp_path / "cut.mp4", 0.7))
    assert facts.frames_declared == 60
    assert facts.frames_read == len(frames) < 60
    assert any("of the 60 frames it declares" in warning for warning in facts.warnings)


def test_reading_damaged_files_writes_nothing_to_the_terminal(
    plain: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    read(overwrite(plain, tmp_path / "hurt.mp4", 0.5, 0.6))
    read(cut_off(plain, tmp_path / "cut.mp4", 0.6))
    assert capfd.readouterr() == ("", "")
