"""What the networks are taught is what the product makes of their answers."""

import numpy as np

from groundtruth.learning.targets import ANGLE_OF_LINES, line_residuals
from posture_lab.metrics.learned.ensemble import LINES, SIGNALS, SPINE
from posture_lab.metrics.signals import angles
from posture_lab.metrics.signals.angles import FROM_LINES
from posture_lab.metrics.signals.compute import raw_signals
from posture_lab.metrics.signals.lines import Lines
from tests.people import stick_person


def test_the_signals_are_those_of_the_product_in_its_order() -> None:
    assert (*FROM_LINES, *SPINE) == SIGNALS


def test_angles_are_made_of_lines_as_in_the_product() -> None:
    leans = np.array([20.0, -15.0, 8.0, -30.0, 3.0, 25.0])
    lines = Lines(**{name: leans[k : k + 1] for k, name in enumerate(LINES)})
    made = [getattr(angles, name.removesuffix("_deg"))(lines)[0] for name in FROM_LINES]
    np.testing.assert_allclose(ANGLE_OF_LINES @ leans, made)


def test_residuals_are_the_true_lines_less_the_seen_ones() -> None:
    signals = raw_signals(stick_person([0.0], 40.0, 60.0, 15.0, shoulder_flexion_deg=50.0))
    true = {name: signals[name].values for name in FROM_LINES}
    seen = np.array([[41.0, -18.0, -3.0, -10.0, 0.0, np.nan]])
    found = line_residuals(true, seen)[0]
    np.testing.assert_allclose(found[:4], [-1.0, -2.0, -2.0, 0.0], atol=1e-6)
    assert np.isnan(found[5])
    far = line_residuals(true, seen + 100.0)
    assert np.isnan(far).all()
