"""One result is about one person: over cuts, and over parts looked at by themselves."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from posture_lab.analysis.part import Part, PartTask, see_part
from posture_lab.pose.estimator import estimate_raw
from posture_lab.pose.finish import finish_sequence
from posture_lab.pose.sequence import PoseSequence
from posture_lab.pose.subject import SubjectChoice
from posture_lab.video.limits import ClipLimits
from posture_lab.video.reader import ClipReader
from tests.clips import ENCODE, HINGE, KNEE_DOMINANT, ffmpeg

FPS = 10


def shots(path: Path, *pieces: tuple[Path, float, float, str]) -> Path:
    """Write stretches (clip, start, seconds, filter) one after the other."""
    inputs = [part for clip, at, s, _ in pieces for part in ("-ss", at, "-t", s, "-i", clip)]
    each = ";".join(
        f"[{n}]fps={FPS},{chain},scale=640:480,setsar=1[v{n}]"
        for n, (_, _, _, chain) in enumerate(pieces)
    )
    ends = "".join(f"[v{n}]" for n in range(len(pieces)))
    ffmpeg(*inputs, "-filter_complex", f"{each};{ends}concat=n={len(pieces)}", *ENCODE, path)
    return path


def seen(poses: PoseSequence) -> NDArray[np.bool_]:
    return np.asarray(np.isfinite(poses.landmarks_px).any(axis=(1, 2)), dtype=bool)


def raw(clip: Path, subject: SubjectChoice | None = None) -> PoseSequence:
    with ClipReader(clip) as frames:
        return estimate_raw(frames, frames.size_px, subject=subject)


@pytest.fixture(scope="module")
def two_people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("two")
    pieces = ((HINGE, 1.2, 3.0, "null"), (KNEE_DOMINANT, 1.0, 3.0, "null"))
    return shots(folder / "two.mp4", *pieces)


def test_after_a_cut_to_another_person_nobody_is_followed(two_people: Path) -> None:
    poses = finish_sequence(raw(two_people))
    assert poses.cuts_s == pytest.approx((3.0,), abs=0.01)
    np.testing.assert_array_equal(seen(poses), poses.time_s < 2.95)
    told = [w for w in poses.provenance.warnings if "Another person" in w]
    assert len(told) == 1
    assert "from 3.2 to 5.9 s" in told[0]


def test_the_one_who_is_seen_much_longer_is_meant(tmp_path: Path) -> None:
    pieces = ((HINGE, 1.2, 1.0, "null"), (KNEE_DOMINANT, 1.0, 3.0, "null"))
    poses = finish_sequence(raw(shots(tmp_path / "late.mp4", *pieces)))
    assert not seen(poses)[poses.time_s < 0.95].any()
    assert seen(poses)[poses.time_s > 1.4].all()
    assert any("from 0.0 to 0.9 s" in w for w in poses.provenance.warnings)


def test_who_was_picked_is_meant_though_seen_for_a_moment(tmp_path: Path) -> None:
    pieces = ((HINGE, 1.2, 1.0, "null"), (KNEE_DOMINANT, 1.0, 3.0, "null"))
    clip = shots(tmp_path / "late.mp4", *pieces)
    poses = finish_sequence(raw(clip, SubjectChoice(0.0, (320.0, 240.0))))
    np.testing.assert_array_equal(seen(poses), poses.time_s < 0.95)


def test_the_same_person_in_another_view_is_followed_on(tmp_path: Path) -> None:
    pieces = ((HINGE, 1.2, 2.0, "null"), (HINGE, 2.0, 2.0, "crop=480:360:110:100,hflip"))
    poses = finish_sequence(raw(shots(tmp_path / "views.mp4", *pieces)))
    assert poses.cuts_s == pytest.approx((2.0,), abs=0.01)
    assert seen(poses)[poses.time_s > 2.25].all()
    assert not any("Another person" in w for w in poses.provenance.warnings)
    facing = poses.view.frame_facing if poses.view else None
    assert facing is not None
    assert set(facing[poses.time_s < 1.95]) == {-1.0}
    assert set(facing[(poses.time_s > 2.25)]) == {1.0}


def test_a_person_who_comes_back_after_another_is_followed_again(tmp_path: Path) -> None:
    pieces = (
        (HINGE, 1.2, 2.0, "null"),
        (KNEE_DOMINANT, 1.0, 1.0, "null"),
        (HINGE, 3.0, 1.5, "null"),
    )
    poses = finish_sequence(raw(shots(tmp_path / "back.mp4", *pieces)))
    assert seen(poses)[poses.time_s < 1.95].all()
    assert not seen(poses)[(poses.time_s > 1.95) & (poses.time_s < 2.95)].any()
    assert seen(poses)[poses.time_s > 3.25].all()


def test_who_comes_when_the_first_has_left_is_told_and_not_followed(tmp_path: Path) -> None:
    empty = "drawbox=w=640:h=480:c=gray:t=fill"
    pieces = (
        (HINGE, 1.2, 2.0, "null"),
        (HINGE, 1.2, 3.0, empty),
        (KNEE_DOMINANT, 1.0, 2.0, "null"),
    )
    poses = finish_sequence(raw(shots(tmp_path / "later.mp4", *pieces)))
    np.testing.assert_array_equal(seen(poses), poses.time_s < 1.95)
    told = [w for w in poses.provenance.warnings if "Another person" in w]
    assert len(told) == 1
    assert "to 6.9 s" in told[0] or "to 6.8 s" in told[0]


def test_parts_seen_by_themselves_give_the_same_person(two_people: Path) -> None:
    def part(start_s: float, end_s: float | None) -> PoseSequence:
        task = PartTask(two_people, Part(start_s, end_s), 30.0, ClipLimits(), None, None)
        return see_part(task).poses

    whole = finish_sequence(raw(two_people))
    for seam_s in (2.0, 3.0, 4.0):
        poses = finish_sequence(part(0.0, seam_s), part(seam_s, None))
        assert poses.cuts_s == pytest.approx(whole.cuts_s)
        np.testing.assert_array_equal(seen(poses), seen(whole))
