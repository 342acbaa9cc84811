"""Who is in a clip, from its start to its end."""

from pathlib import Path

import numpy as np
import pytest

from posture_lab.analysis.lineup import find_lineup
from posture_lab.analysis.options import AnalysisOptions
from posture_lab.analysis.seeing import see_clip
from posture_lab.errors import CancelledError, ClipError
from posture_lab.pose.landmarks import Landmark
from tests.clips import ENCODE, HINGE, SQUAT, ffmpeg, two_people

COMES_S = 4.1


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return two_people(tmp_path_factory.mktemp("clips") / "two.mp4")


@pytest.fixture(scope="module")
def late(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Somebody hinges on the left; a second one comes in on the right."""
    path = tmp_path_factory.mktemp("clips") / "late.mp4"
    return two_people(path, seconds=9.0, right_comes_s=COMES_S)


def hips_across(clip: Path, options: AnalysisOptions) -> np.ndarray:
    """Horizontal place of the followed person in every frame, and their times."""
    poses, _ = see_clip(clip, options)
    hips = poses.landmarks_px[:, [Landmark.LEFT_HIP, Landmark.RIGHT_HIP], 0].mean(axis=1)
    return np.stack([poses.time_s, hips])


def test_two_people_are_found_from_left_to_right(clip: Path) -> None:
    lineup = find_lineup(clip)
    left, right = (one.across for one in lineup.people)
    assert 0 < left < 0.5 < right < 1
    assert [one.time_s for one in lineup.people] == [0.0, 0.0]
    assert lineup.usual in (0, 1)


@pytest.mark.parametrize("index", [0, 1])
def test_whoever_is_chosen_is_followed(clip: Path, index: int) -> None:
    choice = find_lineup(clip).choice(index)
    _, hips = hips_across(clip, AnalysisOptions(subject=choice))
    assert np.isfinite(hips).mean() > 0.9
    assert np.all((hips[np.isfinite(hips)] > 320) == (index == 1))


def test_somebody_who_comes_later_is_offered_from_when_they_come(late: Path) -> None:
    first, second = find_lineup(late).people
    assert (first.time_s, first.across < 0.5) == (0.0, True)
    assert COMES_S - 0.05 <= second.time_s <= COMES_S + 0.5
    assert second.across > 0.5
    # The picture is of that moment: its right half is not empty any more.
    assert second.image[:, 320:].std() > 2 * first.image[:, 320:].std()


@pytest.mark.parametrize("workers", [1, 2])
def test_somebody_who_comes_later_is_followed_from_there_on(late: Path, workers: int) -> None:
    choice = find_lineup(late).choice(1)
    options = AnalysisOptions(subject=choice, workers=workers)
    time_s, hips = hips_across(late, options)
    after = time_s >= choice.time_s
    assert np.isnan(hips[~after]).all()
    assert np.isfinite(hips[after]).mean() > 0.9
    assert np.nanmin(hips) > 320


@pytest.mark.parametrize("sample", [HINGE, SQUAT])
def test_one_person_is_one_person_however_they_move(sample: Path) -> None:
    lineup = find_lineup(sample)
    assert (len(lineup.people), lineup.usual) == (1, 0)


def test_a_choice_is_a_place_in_the_picture_as_filmed(tmp_path: Path) -> None:
    """A very large picture is looked at reduced; the point must not be."""
    large = tmp_path / "large.mp4"
    ffmpeg("-t", 0.2, "-i", HINGE, "-vf", "scale=2880:2160", *ENCODE, large)
    (one,) = find_lineup(large).people
    assert one.scale < 1
    assert one.choice().point_px == pytest.approx(one.person.centre_px / one.scale)


def test_an_empty_scene_has_nobody_to_choose(tmp_path: Path) -> None:
    empty = tmp_path / "empty.mp4"
    ffmpeg("-f", "lavfi", "-i", "color=gray:s=320x240:r=10:d=8", *ENCODE, empty)
    lineup = find_lineup(empty)
    assert (lineup.people, lineup.usual) == ((), None)


def test_looking_can_be_stopped(late: Path) -> None:
    looks = 0

    def stop_at_the_second() -> None:
        nonlocal looks
        looks += 1
        if looks == 2:
            raise CancelledError("enough")

    with pytest.raises(CancelledError, match="enough"):
        find_lineup(late, on_look=stop_at_the_second)


def test_a_clip_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(ClipError, match="was not found"):
        find_lineup(tmp_path / "gone.mp4")
