"""Figures by which hinge, lift and squat are told apart. Product decisions."""

from typing import Final

SHIN_LEGS: Final = 0.45
"""Hands lower than this over the ankle, in leg lengths, are at the shins."""

FLOOR_LEGS: Final = 0.35
"""Hands lower than this are at a weight on the floor."""

OVER_THE_WEIGHT_DEG: Final = 45.0
"""Hands on the floor below a trunk that leans so far take something from there, however much the
knees bend; whoever squats with hanging arms stays more upright."""

HINGE_DROP_LEGS: Final = 0.2
"""In a hinge the hips come down by less than this, from wherever it is seen."""

EITHER_TRUNK_PER_KNEE: Final = 0.58
"""A trunk that leans by half to this much of the knees' bend may be a squat or a hinge. The
boundaries between the two are those at which the records stop judging one as the other."""
