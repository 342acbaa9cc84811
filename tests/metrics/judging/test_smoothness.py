import numpy as np
import pytest

from posture_lab.arrays import Floats
from posture_lab.metrics.judging.smoothness import spectral_arc_length


def reach(duration_s: float, rate_hz: float) -> Floats:
    """Speed of a minimum-jerk reach (Flash and Hogan 1985)."""
    share = np.arange(0, duration_s, 1 / rate_hz) / duration_s
    return 30 * share**2 * (1 - share) ** 2


@pytest.mark.parametrize("duration_s", [0.5, 1.0, 2.0, 5.0])
@pytest.mark.parametrize("rate_hz", [60.0, 120.0])
def test_one_smooth_reach_whatever_its_duration_and_rate(duration_s: float, rate_hz: float) -> None:
    """About -1.4 by the reference implementation's definition for a minimum-jerk reach."""
    assert spectral_arc_length(reach(duration_s, rate_hz), rate_hz) == pytest.approx(
        -1.41, abs=0.05
    )


def test_size_does_not_matter() -> None:
    speed = reach(1.5, 60.0)
    assert spectral_arc_length(7 * speed, 60.0) == pytest.approx(spectral_arc_length(speed, 60.0))


def test_every_stop_makes_it_rougher() -> None:
    found = [
        spectral_arc_length(np.tile(reach(2.0 / parts, 60.0), parts), 60.0) for parts in (1, 2, 3)
    ]
    assert found[0] > found[1] + 0.5 > found[2] + 0.8


@pytest.mark.parametrize("speed", [np.zeros(50), np.ones(3), np.array([1.0, np.nan, 1.0, 1.0])])
def test_nothing_to_measure_is_nan(speed: Floats) -> None:
    assert np.isnan(spectral_arc_length(speed, 60.0))
