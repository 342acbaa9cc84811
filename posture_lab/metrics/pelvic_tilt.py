"""Pelvic tilt as the lean of the trunk and its lower back edge show it. A first version."""

from typing import Final

from posture_lab.metrics.back_shape import BackWeights, weigh_back
from posture_lab.pose.sequence import Floats

PELVIS: Final = BackWeights(trunk=0.85, sacrum=0.46, waist=0.21, upper_back=0.0)
"""The pelvis takes part in most of the trunk's lean, the more so the more the sacrum leans.
Mean absolute error over people left out of the fit: 5.7 degrees."""


def pelvic_tilt(trunk_inclination_deg: Floats, outline: Floats) -> Floats:
    """(T,) degrees the pelvis turns forward in space, anterior positive, zero arbitrary.

    In a hinge the pelvis turns with the trunk, so 60 degrees are common there.
    ``trunk_inclination_deg`` is (T,), ``outline`` (T, S, 2) trunk lengths.
    """
    return weigh_back(trunk_inclination_deg, outline, PELVIS)
