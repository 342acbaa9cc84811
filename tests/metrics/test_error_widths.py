"""Stated errors are as wide as posture and view ask."""

import numpy as np
import pytest

from posture_lab.metrics import error_widths as module
from posture_lab.metrics.error_widths import LEANS_DEG, YAWS_DEG, error_width, error_widths
from posture_lab.metrics.signals import SIGNAL_NAMES

WIDTHS = np.array([[0.8, 1.0, 1.4], [1.0, 1.2, 2.0]])


@pytest.fixture(autouse=True)
def known_widths(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "error_widths", lambda: {"hip_flexion_deg": WIDTHS})


def width(lean_deg: float, yaw_deg: float) -> float:
    return float(error_width("hip_flexion_deg", np.array([lean_deg]), np.array([yaw_deg]))[0])


@pytest.mark.parametrize("lean", [0, 1])
@pytest.mark.parametrize("yaw", [0, 1, 2])
def test_in_the_middle_of_a_posture_and_view_its_own_width_counts(lean: int, yaw: int) -> None:
    assert width(LEANS_DEG[lean], YAWS_DEG[yaw]) == pytest.approx(WIDTHS[lean, yaw])


def test_between_them_they_go_over_into_one_another() -> None:
    assert width(LEANS_DEG[0], 10.0) == pytest.approx(0.9)
    assert width(15.0, YAWS_DEG[0]) == pytest.approx(0.9)
    assert width(-90.0, 0.0) == pytest.approx(1.0)  # leaning back is leaning


def test_what_is_unknown_counts_as_the_worse() -> None:
    assert width(np.nan, np.nan) == pytest.approx(2.0)


def test_every_signal_has_widths_that_are_positive() -> None:
    known = error_widths()
    assert set(known) == set(SIGNAL_NAMES)
    for widths in known.values():
        assert widths.shape == (len(LEANS_DEG), len(YAWS_DEG))
        assert (widths > 0).all()
