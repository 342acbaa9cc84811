"""Hand-made analyses for what is told of them: every number is given here."""

from collections.abc import Sequence

from posture_lab.analysis.circumstances import ViewFacts
from posture_lab.analysis.result import Analysis, HoldResult, RepetitionResult, Summary
from posture_lab.metrics.judging.judgement import Certainty, CriterionResult, Cue, Judgement
from posture_lab.metrics.judging.recognise import MovementChoice
from posture_lab.metrics.signals.neutral import Neutral
from posture_lab.video.facts import ClipFacts

UNSEEN = "The low back could not be seen, because the arms cover it."


def cue(name: str, measure: str, certainty: Certainty = "sure") -> Cue:
    probability = 0.95 if certainty == "sure" else 0.8
    text = f"Work on {name}."
    return Cue(name, text, name.capitalize(), measure, 1.0, 0.1, 0.5, probability, certainty)


def depth(value: float = 91.0, error: float = 3.0, points: float | None = 60.0) -> CriterionResult:
    """At least 60 degrees, 60 points."""
    return CriterionResult("hip_flexion_peak_deg", "Depth", value, error, 60.0, None, points, 60.0)


def stand(value: float = 2.0, error: float = 3.0, points: float | None = 40.0) -> CriterionResult:
    """At most 15 degrees, 40 points; there is no cue for it."""
    title = "Stands up fully"
    return CriterionResult("hip_flexion_after_deg", title, value, error, None, 15.0, points, 40.0)


def back_unseen() -> CriterionResult:
    measure, title = "lumbar_flexion_change_deg", "Low back keeps its curve"
    return CriterionResult(measure, title, None, None, -15.0, 20.0, None, 0.0, UNSEEN)


def judged(
    *cues: Cue,
    score: float | None = 100.0,
    criteria: Sequence[CriterionResult] | None = None,
    share: float = 1.0,
    reason: str | None = None,
) -> Judgement:
    told = (depth(), stand()) if criteria is None else tuple(criteria)
    verdict = "cannot_judge" if score is None else "judged"
    return Judgement(score, verdict, reason, {}, told, cues, share)  # type: ignore[arg-type]


def analysis(
    *judgements: Judgement,
    movement: str | None = "hip_hinge",
    holds: bool = False,
    reason: str | None = None,
) -> Analysis:
    """A clip with one repetition (or hold) of four seconds for each judgement."""
    scores = [j.score for j in judgements if j.score is not None]
    windows = [(index, 5.0 * index, j) for index, j in enumerate(judgements, start=1)]
    reps = tuple(RepetitionResult(i, s, s + 2, s + 4, j) for i, s, j in windows if not holds)
    held = tuple(HoldResult(i, s, s + 4, j) for i, s, j in windows if holds)
    mean = sum(scores) / len(scores) if scores else None
    verdict = "judged" if scores else "cannot_judge"
    return Analysis(
        clip=ClipFacts("clip.mp4", "ab" * 32, 640, 480, 60.0, 1800, 1800, 0, False),
        view=ViewFacts("side", "right", 4.0, "right"),
        neutral=Neutral("clip", 0.2, 2.2),
        movement=MovementChoice(movement, "user", None),
        reps=reps,
        partial_reps=(),
        holds=held,
        shapes=(),
        summary=Summary(len(reps), 0, mean, verdict, reason, ()),  # type: ignore[arg-type]
    )
