"""The vocabulary of how a movement is told from others: the body's posture in one repetition."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

Feature = Literal["hip", "knee", "trunk", "shoulder", "hand", "drop", "trunk_per_knee"]
"""Numbers of one repetition; joints in degrees above the start pose.

``hip``, ``knee``, ``shoulder`` at the turn and ``trunk`` where it leans most; ``hand`` the lowest
height of the lower hand over the ankle and ``drop`` how far the hips come down, in leg lengths;
``trunk_per_knee`` the trunk's lean for each degree of the knees' bend.
"""


@dataclass(frozen=True, slots=True)
class Within:
    """A feature from ``low`` to ``high``, None leaving that side open.

    ``or_unseen`` is whether it also holds where the feature was not seen.
    """

    feature: Feature
    low: float | None = None
    high: float | None = None
    or_unseen: bool = False


Rule = tuple[Within, ...]
"""Holds when all of it does."""


@dataclass(frozen=True, slots=True)
class Recognition:
    """How a repetition is known to be of this movement.

    Attributes
    ----------
    rank : movements are asked in this order, and the first that fits gives the name: what asks
        for more comes before what asks for less.
    from_side : rules on what a side view measures; any one is enough.
    from_anywhere : rules on what is seen coarsely from anywhere; any one is enough.
    quiet : signals and by how many degrees they may move away from where they began, nearly all
        the time.
    together : two signals that rise and fall as one, seen from the side; None asks for nothing.
    family : movements of one family differ by where they start; where at least half of a clip's
        repetitions of a family are only found by the counter of the member that may start at the
        floor, all of the family are that member's.
    counts_others : whether its counter also finds movements that are not its own, which are named
        all the same. Arms swing along in bends: a bend that only the arms tell is none.
    """

    rank: int
    from_side: tuple[Rule, ...]
    from_anywhere: tuple[Rule, ...] = ()
    quiet: Mapping[str, float] = field(default_factory=dict)
    together: tuple[str, str] | None = None
    family: str = ""
    counts_others: bool = True


@dataclass(frozen=True, slots=True)
class Stillness:
    """The coarse posture of the body in which a hold is looked for.

    Attributes
    ----------
    limits : signal to the degrees from which to which it lies.
    needed : signals that have to be seen; the others may be any where they are not.
    """

    limits: Mapping[str, tuple[float, float]]
    needed: tuple[str, ...] = ("trunk_inclination_deg",)


STANDING_STILL: Final = Stillness(
    {
        "trunk_inclination_deg": (-25.0, 25.0),
        "hip_flexion_deg": (-25.0, 30.0),
        "knee_flexion_deg": (-20.0, 30.0),
    }
)
SITTING_STILL: Final = Stillness(
    {"trunk_inclination_deg": (-45.0, 50.0), "hip_flexion_deg": (45.0, 140.0)}
)
