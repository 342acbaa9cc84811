"""The camera's own motion, from what stays where it is."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from posture_lab.arrays import Floats
from posture_lab.level.motion import EVERY_S, Box, MotionWatch
from posture_lab.level.track import (
    join_motion,
    known_rows,
    lines_as_at_first,
    motion_at,
    roll_deg,
)

Image = NDArray[np.uint8]
WIDTH, HEIGHT = 640, 480


def room() -> Image:
    """A wall with things on it, larger than the picture."""
    draw = np.random.default_rng(3)
    image = np.full((900, 1100, 3), 150, np.uint8)
    for _ in range(160):
        left, top = int(draw.integers(0, 1050)), int(draw.integers(0, 850))
        wide, high = (int(side) for side in draw.integers(10, 70, 2))
        colour = [int(c) for c in draw.integers(0, 255, 3)]
        cv2.rectangle(image, (left, top), (left + wide, top + high), colour, -1)
    return image


def filmed(turn_deg: float, right: float = 0.0, down: float = 0.0, zoom: float = 1.0) -> Image:
    """The room in a picture in which it is turned clockwise and shifted by so many pixels."""
    turned = cv2.getRotationMatrix2D((550.0, 450.0), -turn_deg, zoom).astype(np.float64)
    turned[:, 2] += (WIDTH / 2 - 550 + right, HEIGHT / 2 - 450 + down)
    return np.asarray(cv2.warpAffine(room(), turned, (WIDTH, HEIGHT)), dtype=np.uint8)


def rows(
    pictures: list[Image], boxes: list[tuple[float, float, float, float]] | None = None
) -> Floats:
    watch = MotionWatch()
    for number, picture in enumerate(pictures):
        assert watch.wants(number * EVERY_S)
        watch.look(number * EVERY_S, picture, boxes[number] if boxes else None)
        assert not watch.wants((number + 0.5) * EVERY_S)
    return np.array([np.append(time_s, moved.ravel()) for time_s, moved in watch.track])


@pytest.mark.parametrize("step_deg", [0.3, -1.0, 2.5])
def test_a_rolling_camera_is_followed_and_does_not_drift(step_deg: float) -> None:
    truth = step_deg * np.arange(17)
    told = roll_deg(rows([filmed(turn) for turn in truth]))
    np.testing.assert_allclose(told, truth, atol=0.25)


def test_a_moving_and_zooming_camera_is_followed() -> None:
    steps = np.arange(12)
    told = rows([filmed(0.0, 9.0 * n, -4.0 * n, 1.0 + 0.01 * n) for n in steps])
    np.testing.assert_allclose(told[:, 3], 9.0 * steps / HEIGHT, atol=0.01)
    np.testing.assert_allclose(told[:, 6], -4.0 * steps / HEIGHT, atol=0.01)
    np.testing.assert_allclose(np.hypot(told[:, 1], told[:, 4]), 1.0 + 0.01 * steps, atol=0.005)
    np.testing.assert_allclose(roll_deg(told), 0.0, atol=0.2)


def test_who_moves_in_front_of_a_still_camera_is_not_taken_for_its_motion() -> None:
    pictures: list[Image] = []
    boxes: list[Box] = []
    figure = filmed(0.0)[100:400, 200:330]
    for number in range(10):
        picture = filmed(0.0)
        left = 80 + 30 * number
        picture[100:400, left : left + 130] = figure
        pictures.append(picture)
        boxes.append((float(left), 100.0, left + 130.0, 400.0))
    told = rows(pictures, boxes)
    np.testing.assert_allclose(roll_deg(told), 0.0, atol=0.1)
    np.testing.assert_allclose(told[:, [3, 6]], 0.0, atol=0.003)


def test_before_a_plain_wall_the_motion_is_unknown() -> None:
    told = rows([np.full((HEIGHT, WIDTH, 3), 128, np.uint8)] * 4)
    assert len(known_rows(told)) == 1
    np.testing.assert_array_equal(motion_at(told, 0.5), np.eye(2, 3))


def test_parts_are_joined_as_if_seen_at_one_go() -> None:
    pictures = [filmed(1.5 * n, 4.0 * n) for n in range(12)]
    whole = rows(pictures)
    later = rows(pictures[6:])
    later[:, 0] += 6 * EVERY_S
    joined = join_motion(whole[:8], later, cut=False)
    np.testing.assert_allclose(joined[:, 0], whole[:, 0])
    np.testing.assert_allclose(roll_deg(joined), roll_deg(whole), atol=0.2)
    np.testing.assert_allclose(joined[:, 3], whole[:, 3], atol=0.01)


def test_lines_go_back_to_where_they_were_at_first() -> None:
    line = np.array([[100.0, 200.0, 300.0, 80.0]])
    told = rows([filmed(2.0 * n, 5.0 * n) for n in range(5)])
    turned = cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 2), -8.0, 1.0).astype(np.float64)
    turned[:, 2] += (20.0, 0.0)
    there = (line.reshape(2, 2) @ turned[:, :2].T + turned[:, 2]).reshape(1, 4)
    back = lines_as_at_first(there, motion_at(told, told[-1, 0]), (WIDTH, HEIGHT))
    np.testing.assert_allclose(back, line, atol=2.5)
