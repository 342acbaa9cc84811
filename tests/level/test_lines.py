"""Straight lines in pictures."""

import numpy as np
import pytest

from posture_lab.level.lines import find_lines
from posture_lab.pose.background import RoomWatch, away_from_person
from posture_lab.pose.landmarks import LANDMARK_COUNT
from tests.level.rooms import HEIGHT, WIDTH, drawn
from tests.people import stick_person


@pytest.mark.parametrize("slope", [0.0, 0.03, -0.2, 4.0])
def test_a_drawn_line_is_found_with_its_direction(slope: float) -> None:
    along = np.array([slope, 1.0]) / np.hypot(slope, 1.0) * 120
    start = np.array([WIDTH, HEIGHT]) / 2 - along / 2
    found = find_lines(drawn(np.concatenate([start, start + along])[None]))
    assert len(found) >= 2, "a line has two edges"
    directions = found[:, 2:] - found[:, :2]
    longest = directions[np.argmax(np.hypot(*directions.T))]
    apart = np.degrees(np.arctan2(*longest) - np.arctan2(*along))
    assert (apart + 90) % 180 - 90 == pytest.approx(0.0, abs=0.3)


def test_a_large_picture_gives_its_own_pixels() -> None:
    line = np.array([[300.0, 100.0, 320.0, 400.0]])
    image = drawn(line)
    large = np.asarray(np.kron(image, np.ones((3, 3, 1), np.uint8)), np.uint8)
    longest = max(find_lines(large), key=lambda ends: np.hypot(*(ends[2:] - ends[:2])))
    assert sorted(longest[[1, 3]]) == pytest.approx([300.0, 1200.0], abs=15.0)


def test_a_flat_picture_has_none() -> None:
    assert find_lines(np.full((480, 640, 3), 90, np.uint8)).shape == (0, 4)


def test_lines_on_the_person_are_left_out() -> None:
    person = stick_person([0.0]).landmarks_px[0]
    hip, shoulder = person[24], person[12]
    on_trunk = np.concatenate([hip, shoulder])
    beside = on_trunk + np.array([250.0, 0.0, 250.0, 0.0])
    kept = away_from_person(np.stack([on_trunk, beside]), person)
    np.testing.assert_array_equal(kept, beside[None])


def test_without_a_trunk_no_line_is_left_out() -> None:
    lines = np.array([[1.0, 2.0, 3.0, 40.0]])
    nobody = np.full((LANDMARK_COUNT, 2), np.nan)
    np.testing.assert_array_equal(away_from_person(lines, nobody), lines)


def test_a_long_clip_is_looked_at_a_few_times() -> None:
    watch = RoomWatch()
    image, nobody = np.zeros((48, 64, 3), np.uint8), np.full((LANDMARK_COUNT, 2), np.nan)
    looked = []
    for time_s in np.arange(0.0, 600.0, 0.5):
        if watch.wants(time_s):
            looked.append(float(time_s))
            watch.look(time_s, image, nobody, 1.0)
    assert looked[:5] == [0.0, 1.0, 3.0, 7.0, 15.0]
    assert len(watch.pictures) == len(looked) <= 11
