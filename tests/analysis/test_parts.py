"""One clip seen in parts: every frame once, the same person throughout."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from posture_lab.analysis.options import AnalysisOptions
from posture_lab.analysis.part import OVERLAP_S, Part
from posture_lab.analysis.parts import MIN_PART_S, see_in_parts, split
from posture_lab.errors import CancelledError, ClipError
from posture_lab.pose.landmarks import Landmark
from posture_lab.pose.seam import someone_else_at
from posture_lab.pose.sequence import PoseSequence
from posture_lab.video.reader import ClipReader
from tests.clips import ENCODE, HINGE, ffmpeg, one_hinge
from tests.people import stick_person, times

HIPS = [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return one_hinge(tmp_path_factory.mktemp("clips") / "hinge.mp4", fps=10)


@pytest.mark.parametrize("duration_s", [None, 0.0, 3.0, 8.9, 9.1, 60.0, 3600.0])
@pytest.mark.parametrize("workers", [1, 2, 3, 8])
def test_parts_cover_the_clip_and_are_worth_a_process(
    duration_s: float | None, workers: int
) -> None:
    parts = split(duration_s, workers)
    assert 1 <= len(parts) <= workers
    assert parts[0].start_s == 0.0
    assert parts[-1].end_s is None
    for earlier, later in pairwise(parts):
        assert earlier.end_s == later.start_s
        assert later.start_s - earlier.start_s >= MIN_PART_S
    if len(parts) > 1:
        assert (duration_s or 0.0) - parts[-1].start_s >= MIN_PART_S


def test_what_comes_before_the_chosen_moment_is_not_shared_out() -> None:
    whole, late = split(60.0, 2), split(60.0, 2, from_s=30.0)
    assert late[1].start_s == pytest.approx(30.0 + split(30.0, 2)[1].start_s)
    assert late[0].start_s == 0.0
    assert whole == split(60.0, 2, from_s=0.0)
    assert len(split(60.0, 2, from_s=55.0)) == 1


def test_parts_see_every_frame_once_and_what_one_pass_sees(clip: Path) -> None:
    heard: list[float] = []
    halves = (Part(0.0, 2.0), Part(2.0, None))
    whole, whole_facts = see_in_parts(clip, AnalysisOptions(), (Part(0.0, None),))
    poses, facts = see_in_parts(
        clip, AnalysisOptions(), halves, duration_s=4.0, on_progress=heard.append
    )
    assert facts == whole_facts
    assert facts.frames_read == 40
    np.testing.assert_array_equal(poses.time_s, whole.time_s)
    apart = np.linalg.norm(poses.landmarks_px[:, HIPS] - whole.landmarks_px[:, HIPS], axis=-1)
    assert np.nanmedian(apart) < 1.0
    assert np.nanmax(apart) < 8.0
    assert heard == sorted(heard)
    assert 0.85 <= heard[-1] <= 1.0


def test_a_part_gives_its_run_up_without_counting_it(clip: Path) -> None:
    with ClipReader(clip, start_s=2.0, end_s=3.0, lead_s=OVERLAP_S) as reader:
        seen = [frame.time_s for frame in reader]
        run_up = round(10 * OVERLAP_S)
        assert seen == pytest.approx(np.arange(20 - run_up, 30) / 10)
        assert reader.facts().frames_read == 10


def test_cancelling_ends_the_other_processes(clip: Path) -> None:
    def cancel(_fraction: float) -> None:
        raise CancelledError("enough")

    halves = (Part(0.0, 2.0), Part(2.0, None))
    with pytest.raises(CancelledError, match="enough"):
        see_in_parts(clip, AnalysisOptions(), halves, on_progress=cancel)


def test_a_clip_that_cannot_be_read_is_the_same_error(tmp_path: Path) -> None:
    with pytest.raises(ClipError, match=r"gone\.mp4 was not found"):
        see_in_parts(tmp_path / "gone.mp4", AnalysisOptions(), (Part(0.0, 1.0), Part(1.0, None)))


def test_a_picture_that_changes_shape_ends_the_clip_in_every_way_of_reading(
    tmp_path: Path,
) -> None:
    """Two clips of different shape in one stream: only the first is analysed."""
    wide, tall, both = tmp_path / "wide.ts", tmp_path / "tall.ts", tmp_path / "both.ts"
    ffmpeg("-ss", 0.5, "-t", 1, "-i", HINGE, "-vf", "fps=10", *ENCODE, wide)
    ffmpeg("-ss", 0.5, "-t", 1, "-i", HINGE, "-vf", "fps=10,crop=240:480", *ENCODE, tall)
    both.write_bytes(wide.read_bytes() + tall.read_bytes())
    whole, whole_facts = see_in_parts(both, AnalysisOptions(), (Part(0.0, None),))
    poses, facts = see_in_parts(both, AnalysisOptions(), (Part(0.0, 0.5), Part(0.5, None)))
    assert whole_facts.warnings
    assert facts.warnings == whole_facts.warnings
    assert len(poses) == len(whole)


def test_the_same_person_at_the_seam() -> None:
    early, late = _around(seam_s=2.0)
    assert someone_else_at(early, late) is None


def test_another_person_at_the_seam_is_noticed_and_the_first_one_pointed_at() -> None:
    early, late = _around(seam_s=2.0)
    beside = np.array([500.0, 0.0])
    elsewhere = replace(late, landmarks_px=late.landmarks_px + beside)
    point = someone_else_at(early, elsewhere)
    assert point is not None
    trunk = early.landmarks_px[-1, [11, 12, 23, 24]].mean(axis=0)
    assert point == pytest.approx(tuple(trunk))


def test_nobody_at_the_seam_cannot_be_compared() -> None:
    early, late = _around(seam_s=2.0)
    nobody = replace(early, landmarks_px=np.full_like(early.landmarks_px, np.nan))
    assert someone_else_at(nobody, late) is None


def _around(seam_s: float) -> tuple[PoseSequence, PoseSequence]:
    time_s = times(4.0)
    before = time_s[time_s < seam_s]
    after = time_s[time_s >= seam_s - OVERLAP_S]
    return stick_person(before), stick_person(after)
