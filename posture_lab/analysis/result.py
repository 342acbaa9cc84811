"""The Analysis record: everything found in one clip or live set. Serialises to JSON."""

from dataclasses import dataclass
from typing import Final, Literal

from posture_lab.analysis.circumstances import ClipPart, Remark, ViewFacts
from posture_lab.analysis.measured import Measured
from posture_lab.metrics.counting.repetition import PartialRepetition
from posture_lab.metrics.judging.judgement import Judgement, Verdict
from posture_lab.metrics.judging.recognise import MovementChoice
from posture_lab.metrics.judging.shapes import ShapeInterval
from posture_lab.metrics.signals.clothing import Clothing
from posture_lab.metrics.signals.neutral import Neutral
from posture_lab.metrics.signals.signal import Signals
from posture_lab.pose.sequence import PoseSequence
from posture_lab.video.facts import ClipFacts

SCHEMA: Final = "posture-lab/analysis/1"

TILTED_DEG: Final = 2.0
"""A camera that is tilted by less is as level as cameras usually are, and nothing is said of it."""


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
    ``clothing`` is how the clothes look: loose ones hide the shape of the trunk. ``poses``,
    ``signals`` and ``measured`` ride along for plots, the annotated clip and judging again; of
    these only the signals are in the JSON.
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
    measured: Measured | None = None
