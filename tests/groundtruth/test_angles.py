"""Signs and zeros of the true angles, on people made of a few points."""

import numpy as np
import pytest

from groundtruth.angles import surface_angles
from groundtruth.kinematics import Array, rotation

# An upright person who faces -Y, left side: forward is -y, up is z.
UPRIGHT = {
    "ankle": (0.0, 0.0, 0.1), "knee": (0.0, 0.0, 0.5), "hip": (0.0, 0.0, 0.9),
    "shoulder": (0.0, 0.0, 1.4), "elbow": (0.0, 0.0, 1.1), "ear": (0.0, 0.0, 1.6),
    "eye": (0.0, -0.1, 1.61), "heel": (0.0, 0.05, 0.02), "big_toe": (0.0, -0.2, 0.02),
}  # fmt: skip


def person(heading: float = 0.0, **moved: tuple[float, float, float]) -> dict[str, Array]:
    turn = rotation("z", np.array(heading))
    places = {f"left_{k}": np.array([v]) @ turn.T for k, v in (UPRIGHT | moved).items()}
    return places | {"nose": np.array([[0.0, -0.12, 1.59]]) @ turn.T}


def angle(name: str, heading: float = 0.0, **moved: tuple[float, float, float]) -> float:
    points = person(heading, **moved)
    return float(surface_angles(points, "left", np.array([heading]))[name][0])


def test_everything_is_zero_upright() -> None:
    values = surface_angles(person(), "left", np.zeros(1))
    for name, value in values.items():
        assert value[0] == pytest.approx(0.0, abs=1e-9), name


@pytest.mark.parametrize("heading", [0.0, 50.0, 180.0])
def test_forward_and_flexion_are_positive_in_any_heading(heading: float) -> None:
    leaning = (0.0, -0.3, 1.3)
    assert angle("trunk_inclination_deg", heading, shoulder=leaning) == pytest.approx(
        36.87, abs=0.01
    )
    assert angle("hip_flexion_deg", heading, shoulder=leaning) == pytest.approx(36.87, abs=0.01)
    assert angle("hip_flexion_deg", heading, knee=(0.0, -0.4, 0.9)) == pytest.approx(90)
    assert angle("knee_flexion_deg", heading, ankle=(0.0, 0.4, 0.5)) == pytest.approx(90)
    assert angle("shank_inclination_deg", heading, knee=(0.0, -0.2, 0.45)) > 0
    assert angle("shoulder_flexion_deg", heading, elbow=(0.0, -0.3, 1.4)) == pytest.approx(90)
    assert angle("shoulder_flexion_deg", heading, elbow=(0.0, 0.0, 1.7)) == pytest.approx(180)
    assert angle("head_inclination_deg", heading, eye=(0.0, -0.1, 1.55)) > 5
    assert angle("hip_shift_legs", heading, hip=(0.0, 0.2, 0.85)) > 0.2


def test_extension_is_negative() -> None:
    assert angle("hip_flexion_deg", knee=(0.0, 0.1, 0.51)) < -10
    assert angle("knee_flexion_deg", ankle=(0.0, -0.05, 0.1)) < -5


def test_the_ankle_counts_the_shanks_lean_and_the_soles_pitch() -> None:
    toes_up = (0.0, -0.2, 0.06)
    assert angle("ankle_dorsiflexion_deg", big_toe=toes_up) == pytest.approx(9.09, abs=0.01)
    assert angle("ankle_dorsiflexion_deg", knee=(0.0, -0.1, 0.49)) == pytest.approx(14.4, abs=0.1)
