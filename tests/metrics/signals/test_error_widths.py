"""Stated errors are as wide as posture and view ask."""

import numpy as np
import pytest

from posture_lab.metrics.signals import error_widths as module
from posture_lab.metrics.signals.error_widths import YAWS_DEG, error_width, error_widths
from posture_lab.metrics.signals.posture import POSTURES
from posture_lab.metrics.signals.spec import SIGNAL_NAMES

WIDTHS = np.array([[0.8, 1.0, 1.4], [1.0, 1.2, 2.0], [1.1, 1.3, 1.5], [0.7, 0.9, 1.2]])


@pytest.fixture(autouse=True)
def known_widths(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "error_widths", lambda: {"hip_flexion_deg": WIDTHS})


def width(shares: list[float], yaw_deg: float) -> float:
    return float(error_width("hip_flexion_deg", np.array([shares]), np.array([yaw_deg]))[0])


@pytest.mark.parametrize("posture", range(len(POSTURES)))
@pytest.mark.parametrize("yaw", range(len(YAWS_DEG)))
def test_in_the_middle_of_a_posture_and_view_its_own_width_counts(posture: int, yaw: int) -> None:
    only = np.eye(len(POSTURES))[posture].tolist()
    assert width(only, YAWS_DEG[yaw]) == pytest.approx(WIDTHS[posture, yaw])


def test_between_them_they_go_over_into_one_another() -> None:
    assert width([1.0, 0.0, 0.0, 0.0], 10.0) == pytest.approx(0.9)
    assert width([0.5, 0.5, 0.0, 0.0], YAWS_DEG[0]) == pytest.approx(0.9)


def test_an_unknown_view_counts_as_the_worst() -> None:
    assert width([0.0, 1.0, 0.0, 0.0], np.nan) == pytest.approx(2.0)


def test_every_signal_has_widths_that_are_positive() -> None:
    known = error_widths()
    assert set(known) == set(SIGNAL_NAMES)
    for widths in known.values():
        assert widths.shape == (len(POSTURES), len(YAWS_DEG))
        assert (widths > 0).all()
