"""Who is in a clip at its start."""

from pathlib import Path

import numpy as np
import pytest

from posture_lab.analysis.lineup import find_lineup
from posture_lab.analysis.options import AnalysisOptions
from posture_lab.analysis.seeing import see_clip
from posture_lab.errors import ClipError
from posture_lab.pose.landmarks import Landmark
from tests.clips import ENCODE, HINGE, ffmpeg, two_people


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return two_people(tmp_path_factory.mktemp("clips") / "two.mp4")


def test_two_people_are_found_from_left_to_right(clip: Path) -> None:
    lineup = find_lineup(clip)
    assert lineup is not None
    left, right = (person.centre_px[0] for person in lineup.people)
    assert 0 < left < 320 < right < 640
    assert lineup.usual in (0, 1)


@pytest.mark.parametrize("index", [0, 1])
def test_whoever_is_chosen_is_followed(clip: Path, index: int) -> None:
    lineup = find_lineup(clip)
    assert lineup is not None
    poses, _ = see_clip(clip, AnalysisOptions(subject=lineup.choice(index)))
    hips = poses.landmarks_px[:, [Landmark.LEFT_HIP, Landmark.RIGHT_HIP], 0].mean(axis=1)
    assert np.isfinite(hips).mean() > 0.9
    assert np.all((hips[np.isfinite(hips)] > 320) == (index == 1))


def test_a_choice_is_a_place_in_the_picture_as_filmed(tmp_path: Path) -> None:
    """A very large picture is looked at reduced; the point must not be."""
    large = tmp_path / "large.mp4"
    ffmpeg("-t", 0.2, "-i", HINGE, "-vf", "scale=2880:2160", *ENCODE, large)
    lineup = find_lineup(large)
    assert lineup is not None
    assert lineup.scale < 1
    (person,) = lineup.people
    assert lineup.choice(0).point_px == pytest.approx(person.centre_px / lineup.scale)


def test_one_person_or_nobody_leaves_nothing_to_choose(tmp_path: Path) -> None:
    empty = tmp_path / "empty.mp4"
    ffmpeg("-f", "lavfi", "-i", "color=gray:s=320x240:r=10:d=2", *ENCODE, empty)
    alone, nobody = find_lineup(HINGE), find_lineup(empty)
    assert alone is not None
    assert (len(alone.people), alone.usual) == (1, 0)
    assert nobody is not None
    assert (nobody.people, nobody.usual) == ((), None)


def test_a_clip_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(ClipError, match="was not found"):
        find_lineup(tmp_path / "gone.mp4")
