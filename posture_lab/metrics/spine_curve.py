"""The spine's curve as the back edge of the trunk outline shows it: lumbar and thoracic flexion.

A first version by plain geometry. The back edge is not the spine: the buttocks, the shoulder
blades and clothes shape it too, hence the wide errors.
"""

from posture_lab.metrics.outline_edges import BACK, SACRUM, UPPER_BACK, WAIST, edge_lean
from posture_lab.pose.sequence import Floats


def lumbar_flexion(outline: Floats) -> Floats:
    """(T,) degrees: turn of the back edge from sacrum to waist, flexion (rounding) positive."""
    back = outline[..., BACK]
    return edge_lean(back, *WAIST) - edge_lean(back, *SACRUM)


def thoracic_flexion(outline: Floats) -> Floats:
    """(T,) degrees: turn of the back edge from waist to upper back, flexion positive."""
    back = outline[..., BACK]
    return edge_lean(back, *UPPER_BACK) - edge_lean(back, *WAIST)
