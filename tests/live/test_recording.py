"""How level the camera is, in a practice."""

import numpy as np
import pytest

from posture_lab.live.message import FrameBatch, read_batch
from posture_lab.live.recording import Recording
from tests.level.rooms import HEIGHT, WIDTH, lines_of_a_room
from tests.live.page import message, packed
from tests.people import stick_person, times

PERSON = stick_person(
    times(3.0), size_px=300.0, image_size_px=(WIDTH, HEIGHT), ankle_px=(320.0, 440.0)
)


def batch(second: int, roll_deg: float, width: int = WIDTH) -> FrameBatch:
    """A second of standing, with the lines of the room in its first picture."""
    lines = lines_of_a_room(roll_deg, 4.0, 10.0, seed=second)
    body = message(PERSON, slice(30 * second, 30 * second + 30), second + 1)
    return read_batch({**body, "width": width, "lines": [{"frame": 0, "segments": packed(lines)}]})


def again(roll_deg: float) -> FrameBatch:
    """The camera is back and sees the room otherwise."""
    lines = lines_of_a_room(roll_deg, 4.0, 10.0)
    body = message(PERSON, slice(60, 90), 3, events=("camera_back",))
    return read_batch({**body, "lines": [{"frame": 0, "segments": packed(lines)}]})


def test_the_level_is_found_when_asked_and_then_stays() -> None:
    recording = Recording()
    recording.add(batch(0, 4.0))
    assert recording.level is None
    recording.find_level()
    assert recording.level is not None
    assert recording.level.roll_deg == pytest.approx(4.0, abs=0.4)
    found = recording.level
    recording.add(batch(1, -2.0))
    assert recording.level is found
    assert recording.finished(0.0, np.inf).level is found


def test_another_camera_is_another_level() -> None:
    recording = Recording()
    recording.add(batch(0, 4.0))
    recording.find_level()
    recording.add(batch(1, 4.0, width=WIDTH + 160))
    assert recording.level is None


def test_a_camera_that_comes_back_may_stand_otherwise() -> None:
    recording = Recording()
    recording.add(batch(0, 4.0))
    recording.add(batch(1, 4.0))
    recording.add(again(-3.0))
    recording.find_level()
    assert recording.level is not None
    assert recording.level.roll_deg == pytest.approx(-3.0, abs=0.4)


def test_without_lines_nothing_is_known() -> None:
    recording = Recording()
    recording.add(read_batch(message(PERSON, slice(0, 30), 1)))
    recording.find_level()
    assert recording.level is None
