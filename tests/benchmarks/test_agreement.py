"""The product beside itself: what the changes do to a picture, and what a disagreement means."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from against_itself.changes import CHANGES, mirrored, shifted, write_changed
from against_itself.disagreement import Pair, agreement, pairs_of
from agreement import clips_of, report

from posture_lab.analysis.result import Analysis
from posture_lab.metrics.signals.signal import Signals
from posture_lab.video.reader import ClipReader
from tests.analyses import two_hinges

SAMPLES = Path(__file__).resolve().parents[2] / "sample_videos"
HIP = "hip_flexion_deg"


def moved(analysis: Analysis, degrees: float) -> Analysis:
    """The same analysis with every hip flexion this much larger."""
    signals = analysis.signals
    assert signals is not None
    hip = replace(signals[HIP], values=signals[HIP].values + degrees)
    return replace(analysis, signals=Signals(signals.time_s, {**signals.by_name, HIP: hip}))


def of(pairs: list[Pair], signal: str) -> Pair:
    return next(pair for pair in pairs if pair.signal == signal)


def test_the_same_reading_agrees_and_another_differs_by_as_much() -> None:
    first = two_hinges()
    assert np.abs(of(pairs_of(first, first), HIP).difference).max() == 0.0
    pair = of(pairs_of(first, moved(first, 7.0)), HIP)
    np.testing.assert_allclose(pair.difference, 7.0)
    assert pair.asked == len(pair.difference)


def test_an_angle_past_half_a_turn_is_not_a_turn_off() -> None:
    first = two_hinges()
    np.testing.assert_allclose(of(pairs_of(first, moved(first, 359.0)), HIP).difference, -1.0)


def test_two_independent_readings_with_honest_errors_agree_in_nine_of_ten_frames() -> None:
    rng = np.random.default_rng(0)
    error = 1.645 * 3.0
    pairs = []
    for _ in range(40):
        difference = rng.normal(0, 3.0, 500) - rng.normal(0, 3.0, 500)
        pairs.append(Pair(HIP, difference, np.full(500, np.hypot(error, error)), 500))
    found = agreement(pairs)
    assert found.within == pytest.approx(0.9, abs=0.01)
    assert found.floor == pytest.approx(error, rel=0.03)
    assert found.stated == pytest.approx(error)
    assert (found.clips, found.lost) == (40, 0.0)


def test_every_clip_counts_alike_and_frames_no_longer_judged_are_told() -> None:
    long = Pair(HIP, np.zeros(900), np.ones(900), 900)
    short = Pair(HIP, np.full(50, 9.0), np.ones(50), 100)
    found = agreement([long, short])
    assert found.within == pytest.approx(0.5)
    assert found.lost == pytest.approx(0.05)
    assert np.isnan(agreement([]).floor)


def test_changes_do_what_they_are_called() -> None:
    picture = np.zeros((20, 40, 3), np.uint8)
    picture[5, 10] = 255
    assert mirrored(picture)[5, 29].tolist() == [255] * 3
    assert shifted(picture)[6, 12].tolist() == [255] * 3
    sizes = {name: change(picture).shape[:2] for name, (change, _) in CHANGES.items()}
    assert sizes["scaled"] == (12, 24)
    assert sizes["cropped"] == (18, 36)
    assert sizes["mirrored"] == sizes["encoded anew"] == (20, 40)


def test_a_changed_clip_keeps_its_times(tmp_path: Path) -> None:
    clip, out = SAMPLES / "hinge_clean.mp4", tmp_path / "out.mp4"
    write_changed(clip, "mirrored", out, 6.0)
    with ClipReader(clip, sample_fps=6.0) as first, ClipReader(out) as second:
        before = {round(frame.time_s, 3): frame.image for frame in first}
        after = {round(frame.time_s, 3): frame.image for frame in second}
    assert list(before) == pytest.approx(list(after), abs=2e-3)
    pictures = zip(before.values(), after.values(), strict=True)
    one, other = next(pictures)
    assert np.abs(one[:, ::-1].astype(int) - other).mean() < 4.0


def test_only_clips_that_are_short_enough_are_taken(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no clip", encoding="utf-8")
    (tmp_path / "broken.mp4").write_bytes(b"no clip either")
    assert clips_of([tmp_path], 60.0) == []
    assert SAMPLES / "hinge_clean.mp4" in clips_of([SAMPLES], 60.0)
    assert clips_of([SAMPLES / "hinge_clean.mp4"], 1.0) == []


def test_the_report_has_every_change_and_whether_counts_agree() -> None:
    first = two_hinges()
    found = [dict.fromkeys(CHANGES, pairs_of(first, moved(first, 0.5)))]
    text = report(found, [("a.mp4", [2, 2]), ("b.mp4", [2, 1])])
    assert text.count(f"| `{HIP}` |") == 1 + len(CHANGES)
    assert "counted alike in all versions: 1 of 2 clips" in text
    assert "nan" not in text
