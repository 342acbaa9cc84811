"""How somebody carries shoulders, neck, head and arms when nothing is asked of them."""

from dataclasses import dataclass

import numpy as np

from groundtruth.kinematics import Array, rotation


@dataclass(frozen=True)
class RestPosture:
    """Degrees added to the body model's rest pose wherever the person goes; 0 leaves it.

    shoulders_forward_deg rounds the shoulders (below 0 they are pulled back), shoulders_up_deg
    lifts them, elbows_deg bends hanging arms. chin_forward_deg bends the neck forwards below and
    back above, so that the face stays level; head_deg pitches the head alone, down positive.
    """

    shoulders_forward_deg: float = 0.0
    shoulders_up_deg: float = 0.0
    elbows_deg: float = 0.0
    chin_forward_deg: float = 0.0
    head_deg: float = 0.0

    def shoulder(self, side: str) -> Array:
        """The rotation (3, 3) of a shoulder blade ("L" or "R") against the thorax."""
        out = -1.0 if side == "L" else 1.0
        forward = rotation("z", np.asarray(out * self.shoulders_forward_deg))
        turned: Array = forward @ rotation("y", np.asarray(out * self.shoulders_up_deg))
        return turned

    def neck(self, bone: str) -> float:
        """Degrees by which a bone of the neck, or the head, pitches forwards against the last."""
        half = 0.5 * self.chin_forward_deg
        at = {"neck01": half, "neck02": half, "neck03": -half, "head": self.head_deg - half}
        return at[bone]

    def bent(self, forearms: Array) -> Array:
        """Directions of hanging forearms (T, 2, 3) with the elbows bent."""
        return forearms @ rotation("x", np.asarray(-self.elbows_deg)).T
