"""Under what circumstances somebody was seen: view, stretches of the clip, what to know."""

from dataclasses import dataclass
from typing import Literal

from posture_lab.pose.sequence import Facing, ViewKind


@dataclass(frozen=True, slots=True)
class ViewFacts:
    """From where the camera sees the person, over the clip.

    ``roll_deg`` is how far the camera is from level, as lines in the room tell: degrees by which
    upright things lean to the right in the picture, which no signal does; None where the room does
    not tell. ``roll_error_deg`` and ``yaw_error_deg`` are half-widths of their 90 % intervals.
    """

    kind: ViewKind
    facing: Facing | None
    yaw_deg: float | None
    near_side: Literal["left", "right"] | None
    roll_deg: float | None = None
    roll_error_deg: float | None = None
    yaw_error_deg: float | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to know beside the result: a code for programs, a sentence for people."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class ClipPart:
    """A stretch of the clip, in seconds, with one view of one person.

    ``person`` counts from 1 for the one who is analysed; None where nobody is followed.
    """

    start_s: float
    end_s: float
    view: ViewKind
    person: int | None = 1
