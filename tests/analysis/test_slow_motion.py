"""Slow motion is judged in real time."""

from pathlib import Path

import pytest

from posture_lab.analysis.options import AnalysisOptions
from posture_lab.analysis.pipeline import analyse_clip
from posture_lab.export.annotated import write_annotated
from posture_lab.video.reader import ClipReader
from tests.clips import ENCODE, HINGE, HINGE_S, ffmpeg


def test_a_quick_hinge_stored_slowly_is_too_quick(tmp_path: Path) -> None:
    # The lowering of the sample takes one second; taken at 90 a second it took a third of one.
    plain, clip = tmp_path / "plain.mp4", tmp_path / "slow.mp4"
    ffmpeg("-ss", HINGE_S[0], "-t", 4.2, "-i", HINGE, *ENCODE, plain)
    key = ("-movflags", "use_metadata_tags", "-metadata", "com.android.capture.fps=90.0")
    ffmpeg("-i", plain, "-c", "copy", *key, clip)
    slow, stored = (analyse_clip(c, AnalysisOptions(movement="hip_hinge")) for c in (clip, plain))
    lowering = [a.reps[0].judgement.measures["lowering_s"].value for a in (slow, stored)]
    assert lowering[0] == pytest.approx(lowering[1] / 3, abs=0.08)
    assert "too_fast" in {cue.id for cue in slow.reps[0].judgement.cues}
    assert "too_fast" not in {cue.id for cue in stored.reps[0].judgement.cues}
    assert slow.clip.slow_motion_factor == 3
    assert "slow_motion" in {remark.code for remark in slow.remarks}
    write_annotated(clip, slow, tmp_path / "annotated.mp4")
    with ClipReader(tmp_path / "annotated.mp4") as annotated:
        assert annotated.duration_s == pytest.approx(slow.clip.duration_s, abs=0.05)
