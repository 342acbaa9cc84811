"""How level a camera is, from rooms seen by cameras that are known."""

import numpy as np
import pytest

from posture_lab.level.finding import find_level
from tests.level.rooms import HEIGHT, SIZE, WIDTH, lines_of_a_room, projected, turned

MIDDLE = np.array([WIDTH / 2, HEIGHT / 2])
CAMERAS = [
    (0.0, 0.0, 0.0),
    (2.0, 5.0, 10.0),
    (-3.5, 8.0, -20.0),
    (6.0, -4.0, 30.0),
    (-9.0, 3.0, 5.0),
]


@pytest.mark.parametrize(("roll", "pitch", "yaw"), CAMERAS)
def test_the_roll_is_found_to_a_fraction_of_a_degree(roll: float, pitch: float, yaw: float) -> None:
    level = find_level([lines_of_a_room(roll, pitch, yaw)], SIZE, MIDDLE)
    assert level is not None
    assert level.roll_deg == pytest.approx(roll, abs=0.3)
    assert level.pitch_deg == pytest.approx(pitch, abs=2.0)
    assert abs(level.roll_deg - roll) < 3 * level.error_deg + 0.05


def test_a_pole_beside_the_middle_leans_as_it_does_in_the_picture() -> None:
    camera = turned(1.0, 10.0, 12.0)
    foot, top = projected(np.array([[-0.7, 2.5, 0.6], [-0.7, 2.5, 1.4]]), camera, 1.2)
    seen_deg = np.degrees(np.arctan2(top[0] - foot[0], foot[1] - top[1]))
    level = find_level([lines_of_a_room(1.0, 10.0, 12.0)], SIZE, MIDDLE)
    assert level is not None
    found_deg = float(level.up_lean_deg((foot + top) / 2, SIZE))
    assert abs(seen_deg - 1.0) > 1.0, "the pole should lean otherwise than the middle"
    assert found_deg == pytest.approx(seen_deg, abs=0.4)


def test_the_mirrored_picture_leans_the_other_way() -> None:
    lines = lines_of_a_room(2.5, 6.0, 15.0)
    mirrored = lines * [-1, 1, -1, 1] + [WIDTH, 0, WIDTH, 0]
    one, other = (find_level([seen], SIZE, MIDDLE) for seen in (lines, mirrored))
    assert one is not None
    assert other is not None
    assert one.roll_deg == pytest.approx(-other.roll_deg, abs=0.05)


def test_stray_lines_do_not_matter() -> None:
    lines = lines_of_a_room(3.0, 4.0, 10.0)
    rng = np.random.default_rng(1)
    starts = rng.uniform(0, [WIDTH, HEIGHT], (len(lines) // 2, 2))
    strays = np.hstack([starts, starts + rng.normal(0, 60, starts.shape)])
    level = find_level([np.vstack([lines, strays])], SIZE, MIDDLE)
    assert level is not None
    assert level.roll_deg == pytest.approx(3.0, abs=0.4)


def test_what_moves_from_picture_to_picture_is_no_room() -> None:
    room = lines_of_a_room(2.0, 4.0, 10.0)
    pictures = []
    for number in range(4):
        x = 100.0 + 75 * number + np.array([0, 15, 30, 45, 60])
        poles = np.stack([x, np.full(5, 100.0), x + 60, np.full(5, 420.0)], axis=1)
        pictures.append(np.vstack([room, poles]))
    level = find_level(pictures, SIZE, MIDDLE)
    assert level is not None
    assert level.roll_deg == pytest.approx(2.0, abs=0.3)


@pytest.mark.parametrize(
    "lines",
    [np.empty((0, 4)), np.array([[100.0, 100.0, 104.0, 300.0]])],
    ids=["no line", "one line"],
)
def test_too_few_lines_tell_nothing(lines: np.ndarray) -> None:
    assert find_level([lines], SIZE, MIDDLE) is None


def test_lines_in_all_directions_tell_nothing() -> None:
    rng = np.random.default_rng(3)
    for _ in range(5):
        starts = rng.uniform(0, [WIDTH, HEIGHT], (12, 2))
        angle = rng.uniform(0, np.pi, 12)
        ends = starts + 60 * np.stack([np.cos(angle), np.sin(angle)], axis=1)
        level = find_level([np.hstack([starts, ends])], SIZE, MIDDLE)
        assert level is None or level.error_deg > 0.3


def test_without_a_person_and_without_pictures_nothing_is_known() -> None:
    assert find_level([lines_of_a_room(0, 0, 0)], SIZE, np.full(2, np.nan)) is None
    assert find_level([], SIZE, MIDDLE) is None
