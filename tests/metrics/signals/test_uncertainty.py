"""The error of a signal grows with everything that makes it less sure, and is never missing."""

from dataclasses import replace

import numpy as np
import pytest

from posture_lab.metrics.signals.compute import raw_signals
from posture_lab.metrics.signals.spec import SIGNAL_NAMES
from posture_lab.pose.sequence import PoseSequence
from tests.people import bumps, stick_person, times


def errors(poses: PoseSequence) -> dict[str, float]:
    return {name: float(np.median(s.error)) for name, s in raw_signals(poses).items()}


GOOD = stick_person(times(1.0), 20.0, 20.0)


@pytest.mark.parametrize("name", SIGNAL_NAMES)
@pytest.mark.parametrize(
    "worse",
    [
        replace(GOOD, visibility=np.full_like(GOOD.visibility, 0.6)),
        stick_person(times(1.0), 20.0, 20.0, yaw_deg=20.0),
        stick_person(times(1.0), 20.0, 20.0, size_px=150.0),
    ],
    ids=["hardly visible", "turned away", "far away"],
)
def test_a_worse_view_widens_every_error(name: str, worse: PoseSequence) -> None:
    assert errors(worse)[name] > 1.005 * errors(GOOD)[name]


def test_a_larger_picture_than_the_model_uses_narrows_nothing() -> None:
    large = stick_person(times(1.0), 20.0, 20.0, size_px=2000.0)
    assert errors(large) == pytest.approx(errors(GOOD))


def test_fast_motion_widens_the_error_while_it_lasts() -> None:
    time_s = times(4.0)
    bump = bumps(time_s, [1.0], 1.0)
    # The trunk stays upright: whoever leans is read with another error.
    error = raw_signals(stick_person(time_s, 0 * bump, 90 * bump))["hip_flexion_deg"].error
    moving = int(np.argmax(np.gradient(bump)))
    assert error[moving] > 1.05 * error[0]
    assert error[-1] == pytest.approx(error[0])


@pytest.mark.parametrize("name", SIGNAL_NAMES)
def test_the_error_does_not_depend_on_the_frame_rate(name: str) -> None:
    fine, coarse = (
        raw_signals(stick_person(t, 40 * bumps(t, [0.5], 3.0), 50 * bumps(t, [0.5], 3.0)))[name]
        for t in (times(4.0, 60.0), times(4.0, 15.0))
    )
    np.testing.assert_allclose(fine.error[::4], coarse.error, rtol=0.02)


def test_values_and_errors_are_missing_together() -> None:
    pixels = GOOD.landmarks_px.copy()
    pixels[3:6] = np.nan
    for signal in raw_signals(replace(GOOD, landmarks_px=pixels)).values():
        np.testing.assert_array_equal(np.isnan(signal.values), np.isnan(signal.error))
        assert np.isnan(signal.values[3:6]).all()
