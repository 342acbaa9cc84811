"""Bends read, and repetitions counted, of a stick person in space who turns away from the side."""

import numpy as np
import pytest

from posture_lab.metrics.signals.coarse import coarse_drive, coarse_signals, standing_level
from posture_lab.movements.catalogue import movement
from posture_lab.movements.record import RepetitionDrive
from tests.metrics.acting import perform
from tests.people import stick_person, times

AROUND = [-150.0, -120.0, -90.0, -60.0, -35.0, 35.0, 60.0, 90.0, 120.0, 150.0]


@pytest.mark.parametrize("yaw_deg", [0.0, *AROUND])
def test_bends_are_read_from_any_side(yaw_deg: float) -> None:
    poses = stick_person(times(0.2), 50.0, 95.0, 70.0, shoulder_flexion_deg=60.0, yaw_deg=yaw_deg)
    read = {name: float(signal.values[0]) for name, signal in coarse_signals(poses).items()}
    assert read["hip_bend_deg"] == pytest.approx(95, abs=8)
    assert read["knee_bend_deg"] == pytest.approx(70, abs=8)
    assert read["trunk_lean_deg"] == pytest.approx(50, abs=8)
    assert read["arm_lift_deg"] == pytest.approx(60, abs=8)


def test_the_hips_come_down_in_the_picture_from_any_side() -> None:
    time_s = times(4.0)
    bend = np.clip(time_s - 2, 0, 1)
    for yaw_deg in (0.0, 60.0, 90.0):
        poses = stick_person(time_s, 30 * bend, 100 * bend, 100 * bend, yaw_deg=yaw_deg)
        height = coarse_signals(poses)["hip_height_legs"].values
        assert height[0] == pytest.approx(1.0, abs=0.02)
        assert height[-1] < 0.75


@pytest.mark.parametrize("yaw_deg", AROUND)
@pytest.mark.parametrize(
    ("pose", "movement_id"),
    [
        ("hinge", "hip_hinge"),
        ("deadlift", "deadlift"),
        ("squat", "squat"),
        ("overhead", "overhead_reach"),
    ],
)
def test_repetitions_are_counted_from_any_side(pose: str, movement_id: str, yaw_deg: float) -> None:
    found, partial = perform(pose, count=3, yaw_deg=yaw_deg).counted(movement_id)
    assert (len(found), partial) == (3, ())
    assert [each.turn_s for each in found] == pytest.approx([3.5, 7.5, 11.5], abs=0.1)


@pytest.mark.parametrize("yaw_deg", [60.0, 90.0])
def test_another_movement_is_not_counted_from_there_either(yaw_deg: float) -> None:
    assert perform("overhead", yaw_deg=yaw_deg).counted("hip_hinge")[0] == ()
    assert perform("hinge", yaw_deg=yaw_deg).counted("squat")[0] == ()
    lifted_leg = perform({"hip_flexion_deg": 90}, yaw_deg=yaw_deg)
    assert lifted_leg.counted("hip_hinge")[0] == ()


def test_what_is_a_guess_is_not_read() -> None:
    poses = stick_person(times(0.2), 50.0, 95.0, 70.0)
    poses.visibility[:, :23] = 0.1
    read = coarse_signals(poses)
    for name in ("hip_bend_deg", "trunk_lean_deg", "arm_lift_deg"):
        assert np.isnan(read[name].values).all(), name
    assert np.isfinite(read["knee_bend_deg"].values).all()


def test_a_drive_asks_less_of_coarse_signals() -> None:
    drive = movement("hip_hinge").drive
    assert drive is not None
    coarse = coarse_drive(drive)
    assert coarse is not None
    assert (coarse.signal, coarse.companion) == ("hip_bend_deg", "trunk_lean_deg")
    assert coarse.min_excursion < drive.min_excursion
    assert coarse_drive(RepetitionDrive("rib_flare_mm", 1.0, 1.0, 1.0, 1.0, 1.0)) is None


def test_standing_is_where_a_joint_is_straightest() -> None:
    assert standing_level(np.array([20.0] * 5 + [90.0] * 5)) == pytest.approx(20)
    assert standing_level(np.array([100.0, 110.0])) == pytest.approx(40)
    assert standing_level(np.array([np.nan])) is None
