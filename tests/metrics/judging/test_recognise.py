from typing import Any

import numpy as np
import pytest

from posture_lab.arrays import Floats
from posture_lab.metrics.judging.naming import Posture, named_by
from posture_lab.movements.catalogue import MOVEMENTS
from tests.metrics.acting import acted, perform
from tests.people import bumps, stick_person, times

NAN = float("nan")


@pytest.mark.parametrize(
    ("pose", "movement_id"),
    [
        ("hinge", "hip_hinge"),
        ("knee dominant", "hip_hinge"),
        ("deadlift", "deadlift"),
        ("squat", "squat"),
        ("overhead", "overhead_reach"),
    ],
)
@pytest.mark.parametrize("facing", ["left", "right"])
@pytest.mark.parametrize("fps", [15.0, 60.0])
def test_movements_are_recognised(pose: str, movement_id: str, facing: str, fps: float) -> None:
    choice = perform(pose, facing=facing, fps=fps).recognised()
    assert choice.id == movement_id
    assert choice.chosen_by == "auto"
    assert choice.confidence is not None
    assert choice.confidence > 0.9


def test_standing_still_is_standing() -> None:
    choice = acted(stick_person(times(5.0), noise_px=0.7)).recognised()
    assert choice.id == "standing"


def test_sitting_still_is_the_desk() -> None:
    time_s = times(6.0)
    sitting = stick_person(time_s, 5.0, 95.0, 92.0, shoulder_flexion_deg=40.0, noise_px=0.7)
    assert acted(sitting).recognised().id == "desk"


def walker(time_s: Floats) -> dict[str, Any]:
    swing = np.sin(2 * np.pi * time_s)
    return {
        "trunk_inclination_deg": 4 + 2 * np.sin(4 * np.pi * time_s),
        "hip_flexion_deg": 8 + 22 * swing,
        "knee_flexion_deg": 28 + 30 * np.clip(np.sin(2 * np.pi * time_s + 1), -0.7, 1),
        "shoulder_flexion_deg": -25 * swing,
        "noise_px": 0.7,
    }


def test_walking_is_none_of_them() -> None:
    time_s = times(8.0)
    clip = acted(stick_person(time_s, **walker(time_s)))
    choice = clip.recognised()
    assert choice.id is None
    assert choice.reason
    for movement_id in ("hip_hinge", "deadlift", "squat", "overhead_reach"):
        assert clip.counted(movement_id)[0] == ()


@pytest.mark.parametrize("seed", range(12))
def test_random_motion_is_none_of_them(seed: int) -> None:
    time_s = times(12.0)
    rng = np.random.default_rng(seed)

    def wander(low: float, high: float) -> Floats:
        knots = rng.uniform(low, high, 25)
        return np.interp(time_s, np.linspace(0, 12, 25), knots)

    clip = acted(
        stick_person(
            time_s,
            wander(-20, 60),
            wander(-10, 100),
            wander(0, 100),
            shoulder_flexion_deg=wander(-30, 160),
        )
    )
    assert clip.recognised().id is None


def test_different_movements_in_one_clip_cannot_be_told() -> None:
    time_s = times(18.0)
    hinge, squat = bumps(time_s, [2.0, 10.0], 3.0), bumps(time_s, [6.0, 14.0], 3.0)
    clip = acted(
        stick_person(
            time_s, 70 * hinge + 36 * squat, 92 * hinge + 108 * squat, 15 * hinge + 104 * squat
        )
    )
    choice = clip.recognised()
    assert choice.id is None
    assert "choose the movement" in (choice.reason or "")


@pytest.mark.parametrize("yaw_deg", [45.0, 80.0])
@pytest.mark.parametrize(
    ("pose", "movement_id"),
    [("hinge", "hip_hinge"), ("squat", "squat"), ("overhead", "overhead_reach")],
)
def test_movements_are_recognised_from_another_side(
    pose: str, movement_id: str, yaw_deg: float
) -> None:
    assert perform(pose, yaw_deg=yaw_deg).recognised().id == movement_id


@pytest.mark.parametrize("yaw_deg", [45.0, 80.0])
def test_what_is_not_recognised_from_another_side_is_to_be_filmed_from_the_side(
    yaw_deg: float,
) -> None:
    time_s = times(8.0)
    clip = acted(stick_person(time_s, **walker(time_s), yaw_deg=yaw_deg))
    assert clip.recognised().id is None
    assert "side" in (clip.recognised().reason or "")
    for movement_id in ("hip_hinge", "deadlift", "squat", "overhead_reach"):
        assert clip.counted(movement_id)[0] == ()


def test_a_row_in_a_bend_is_no_hinge() -> None:
    time_s = times(12.0)
    bend = bumps(time_s, [2.0], 9.0, hold_s=6.5)
    rows = bumps(time_s, [4.0, 6.0, 8.0], 1.5)
    body: dict[str, Any] = {"trunk_inclination_deg": 75 * bend, "hip_flexion_deg": 95 * bend}
    still = acted(stick_person(time_s, **body, knee_flexion_deg=15 * bend))
    assert still.recognised().id == "hip_hinge"
    arms = 75 * bend - 100 * rows
    rowing = acted(
        stick_person(time_s, **body, knee_flexion_deg=15 * bend, shoulder_flexion_deg=arms)
    )
    assert rowing.recognised().id is None


def test_lying_on_the_back_nothing_is_named() -> None:
    time_s = times(12.0)
    legs = bumps(time_s, [2.0, 6.0], 3.0)
    lying = stick_person(time_s, -90.0, 90 * legs, 100 * legs, noise_px=0.7)
    assert acted(lying).recognised().id is None


def test_hidden_legs_are_not_called_anything() -> None:
    assert named_by(Posture(hip=NAN, knee=NAN, trunk=60, shoulder=NAN)) is None
    assert named_by(Posture(hip=90, knee=NAN, trunk=60, shoulder=60)) is None


def test_a_lifted_leg_is_no_hinge() -> None:
    assert named_by(Posture(hip=80, knee=80, trunk=2, shoulder=5)) is MOVEMENTS["squat"]
    clip = perform({"hip_flexion_deg": 80, "knee_flexion_deg": 20})
    assert clip.recognised().id is None
