import numpy as np
import pytest
from against_truth.floor import angles_in_picture
from numpy.typing import NDArray


def person(ahead: float, turn_deg: float = 0.0) -> dict[str, NDArray[np.float64]]:
    """Shank upright, thigh 40 degrees back, trunk 50 degrees forward; x right, y down."""
    thigh, trunk = np.radians(-40.0), np.radians(50.0)
    ankle = np.array([300.0, 400.0])
    knee = ankle - np.array([0.0, 80.0])
    hip = knee + 80 * np.array([ahead * np.sin(thigh), -np.cos(thigh)])
    shoulder = hip + 100 * np.array([ahead * np.sin(trunk), -np.cos(trunk)])
    names = ("ankle", "knee", "hip", "shoulder")
    turn = np.radians(turn_deg)
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    points = zip(names, (ankle, knee, hip, shoulder), strict=True)
    return {f"left_{name}": (rotation @ place)[None] for name, place in points}


@pytest.mark.parametrize(("facing", "ahead"), [("right", 1.0), ("left", -1.0)])
def test_angles_are_those_the_person_was_drawn_with(facing: str, ahead: float) -> None:
    found = {n: float(v[0]) for n, v in angles_in_picture(person(ahead), "left", facing).items()}
    assert found == pytest.approx({
        "trunk_inclination_deg": 50.0, "hip_flexion_deg": 90.0,
        "knee_flexion_deg": 40.0, "shank_inclination_deg": 0.0,
    })  # fmt: skip


def test_a_rolled_camera_leans_the_trunk_but_bends_no_joint() -> None:
    found = angles_in_picture(person(1.0, turn_deg=3.0), "left", "right")
    assert found["trunk_inclination_deg"] == pytest.approx([53.0])
    assert found["hip_flexion_deg"] == pytest.approx([90.0])
