"""The spine's curve as the back edge of the trunk outline shows it: lumbar and thoracic flexion.

A first version with few numbers. The back edge is not the spine: the buttocks, the shoulder
blades and clothes shape it too, hence the wide errors.
"""

from typing import Final

from posture_lab.metrics.back_shape import BackWeights, weigh_back
from posture_lab.pose.sequence import Floats

LUMBAR: Final = BackWeights(trunk=0.16, sacrum=-0.46, waist=-0.19, upper_back=0.08)
"""Rounding turns the sacrum and waist back against the upper trunk. Mean absolute error over
people left out of the fit: 6.6 degrees."""

THORACIC: Final = BackWeights(trunk=0.04, sacrum=-0.09, waist=-0.09, upper_back=0.11)
"""Mean absolute error over people left out of the fit: 4.5 degrees, hardly better than always
saying "no change" (4.7): from here a thoracic curve is a hint at most."""


def lumbar_flexion(trunk_inclination_deg: Floats, outline: Floats) -> Floats:
    """(T,) degrees of lumbar flexion, rounding positive, zero arbitrary.

    ``trunk_inclination_deg`` is (T,), ``outline`` (T, S, 2) trunk lengths.
    """
    return weigh_back(trunk_inclination_deg, outline, LUMBAR)


def thoracic_flexion(trunk_inclination_deg: Floats, outline: Floats) -> Floats:
    """(T,) degrees of thoracic flexion, rounding positive, zero arbitrary.

    ``trunk_inclination_deg`` is (T,), ``outline`` (T, S, 2) trunk lengths.
    """
    return weigh_back(trunk_inclination_deg, outline, THORACIC)
