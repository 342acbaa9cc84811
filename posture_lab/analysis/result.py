"""The Analysis record: everything found in one clip or live set. Serialises to JSON."""

from dataclasses import dataclass
from typing import Final, Literal

from posture_lab.metrics.clothing import Clothing
from posture_lab.metrics.judgement import Judgement, Verdict
from posture_lab.metrics.neutral import Neutral
from posture_lab.metrics.recognise import MovementChoice
from posture_lab.metrics.repetition import PartialRepetition
from posture_lab.metrics.shapes import ShapeInterval
from posture_lab.metrics.signals import Signals
from posture_lab.pose.sequence import Facing, PoseSequence, ViewKind
from posture_lab.video.facts import ClipFacts

SCHEMA: Final = "posture-lab/analysis/1"

TILTED_DEG: Final = 2.0
"""A camera that is tilted by less is as level as cameras usually are, and nothing is said of it."""


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


@dataclass(frozen=True, slots=True)
class RepetitionResult:
    """One repetition: its window in seconds and its judgement."""

    index: int
    start_s: float
    turn_s: float
    end_s: float
    judgement: Judgement
    side: Literal["left", "right"] | None = None


@dataclass(frozen=True, slots=True)
class HoldResult:
    """One held posture: its window in seconds and its judgement."""

    index: int
    start_s: float
    end_s: float
    judgement: Judgement
    side: Literal["left", "right"] | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """The clip in a few numbers. ``verdict`` is "cannot_judge" with a ``reason`` if nothing was."""

    reps: int
    partial_reps: int
    mean_score: float | None
    verdict: Verdict
    reason: str | None
    top_cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything found in one clip or live set.

    ``remarks`` are what else there is to know: that it looks like another movement, that slow
    motion was undone. ``parts`` are where view or person change; none when they never do.
    ``clothing`` is how the clothes look: loose ones hide the shape of the trunk. ``poses`` and
    ``signals`` ride along for plots and the annotated clip; poses are not in the JSON.
    """

    clip: ClipFacts
    view: ViewFacts
    neutral: Neutral
    movement: MovementChoice
    reps: tuple[RepetitionResult, ...]
    partial_reps: tuple[PartialRepetition, ...]
    holds: tuple[HoldResult, ...]
    shapes: tuple[ShapeInterval, ...]
    summary: Summary
    remarks: tuple[Remark, ...] = ()
    parts: tuple[ClipPart, ...] = ()
    clothing: Clothing = "cannot_tell"
    poses: PoseSequence | None = None
    signals: Signals | None = None
