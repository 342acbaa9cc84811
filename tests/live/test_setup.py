"""The set-up coach names what to change, one thing at a time."""

from dataclasses import replace

import numpy as np
import pytest

from posture_lab.live.setup import (
    DARKNESS,
    FEET,
    HEAD,
    HIDDEN,
    NOBODY,
    OTHERS,
    READY,
    SIDES,
    TOO_FAR,
    TURN,
    advise,
)
from posture_lab.movements.catalogue import MOVEMENTS
from posture_lab.pose.sequence import PoseSequence
from tests.people import stick_person, times

HINGE = MOVEMENTS["hip_hinge"]


def person(**changes: object) -> PoseSequence:
    return stick_person(times(0.5), **changes)  # type: ignore[arg-type]


def advice(poses: PoseSequence, *, brightness: float | None = 120.0, people: int | None = 1) -> str:
    return advise(poses, HINGE, brightness=brightness, people=people).id


def nobody() -> PoseSequence:
    poses = person()
    return replace(
        poses,
        landmarks_px=np.full_like(poses.landmarks_px, np.nan),
        visibility=np.full_like(poses.visibility, np.nan),
        world_m=np.full_like(poses.world_m, np.nan),
    )


def test_every_word_of_the_coach_can_be_read_and_said() -> None:
    spoken = [NOBODY, DARKNESS, OTHERS, HEAD, FEET, SIDES, TOO_FAR, TURN, HIDDEN, READY]
    assert len({word.id for word in spoken}) == len(spoken)
    for word in spoken:
        assert word.text.endswith(".")
        assert 0 < len(word.say.split()) <= 7


def test_a_well_placed_person_is_ready() -> None:
    assert advice(person()) == "ready"


@pytest.mark.parametrize(
    ("poses", "expected"),
    [
        (nobody(), "nobody"),
        (person(ankle_px=(640.0, 1000.0)), "feet"),
        (person(ankle_px=(640.0, 500.0)), "head"),
        (person(ankle_px=(20.0, 860.0)), "sides"),
        (person(size_px=200.0), "far"),
        (person(yaw_deg=60.0), "turn"),
    ],
)
def test_each_fault_is_named(poses: PoseSequence, expected: str) -> None:
    assert advice(poses) == expected


def test_darkness_and_other_people_come_first() -> None:
    assert advice(person(), brightness=20.0) == "dark"
    assert advice(person(), people=2) == "others"


def test_what_was_not_measured_yet_does_not_stop_anybody() -> None:
    assert advice(person(), brightness=None, people=None) == "ready"


def test_a_desk_check_does_not_ask_for_feet() -> None:
    poses = person(ankle_px=(640.0, 1000.0))
    assert advise(poses, MOVEMENTS["desk"], brightness=None, people=None).ready
