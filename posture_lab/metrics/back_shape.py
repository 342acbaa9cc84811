"""Pelvis and spine from the trunk's lean and the shape of its back edge: the shared weighing."""

from dataclasses import dataclass

from posture_lab.metrics.outline_edges import BACK, SACRUM, UPPER_BACK, WAIST, edge_lean
from posture_lab.pose.sequence import Floats


@dataclass(frozen=True, slots=True)
class BackWeights:
    """How many degrees an angle changes for one degree of each lean that can be seen.

    ``trunk`` is the lean of the line hip to shoulder from upright; the others are leans of a
    stretch of the back edge against that line. Ridge regression on 130 dressed, rendered people
    in 687 poses, each relative to the person's own neutral. A ridge leans towards no change where
    the outline tells little, so real changes are under- rather than overstated.
    """

    trunk: float
    sacrum: float
    waist: float
    upper_back: float


def weigh_back(trunk_inclination_deg: Floats, outline: Floats, weights: BackWeights) -> Floats:
    """(T,) degrees from (T,) trunk inclination and (T, S, 2) outline; NaN where either is missing.

    The zero is arbitrary: only differences from the same person's neutral mean anything.
    """
    back = outline[..., BACK]
    return (
        weights.trunk * trunk_inclination_deg
        + weights.sacrum * edge_lean(back, *SACRUM)
        + weights.waist * edge_lean(back, *WAIST)
        + weights.upper_back * edge_lean(back, *UPPER_BACK)
    )
