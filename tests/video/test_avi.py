"""AVI files in which a recorder let pictures slip are whole; those cut off are not."""

from pathlib import Path

import numpy as np
import pytest

from tests.video.clips import cut_off, make, numbers_in, read, times_of

MJPEG = ["-c:v", "mjpeg", "-q:v", "3"]
SOME_LEFT_OUT = [*MJPEG, "-vf", "select='not(between(mod(n,10),2,4))'", "-fps_mode", "passthrough"]
END_LEFT_OUT = [*MJPEG, "-vf", "select='lt(n,20)+gt(n,56)'", "-fps_mode", "passthrough"]


@pytest.mark.parametrize("coding", [SOME_LEFT_OUT, END_LEFT_OUT])
def test_empty_chunks_are_no_damage(coding: list[str], tmp_path: Path) -> None:
    frames, facts = read(make(tmp_path / "slips.avi", *coding, seconds=2))
    assert not any("cut off" in warning for warning in facts.warnings)
    assert facts.frames_declared == 60
    assert facts.frames_read == len(frames) < 60
    assert facts.duration_s == pytest.approx(2.0)
    np.testing.assert_allclose(times_of(frames), numbers_in(frames) / 30, atol=1e-6)


def test_an_avi_with_empty_chunks_that_was_cut_off_is_told(tmp_path: Path) -> None:
    whole = make(tmp_path / "whole.avi", *SOME_LEFT_OUT, seconds=2)
    _, facts = read(cut_off(whole, tmp_path / "cut.avi", 0.6))
    assert any("of the 60 frames" in w and "cut off" in w for w in facts.warnings)
