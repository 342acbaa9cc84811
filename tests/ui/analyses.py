"""Hand-built analyses with known numbers, for tests of what the pages show."""

from dataclasses import replace

import numpy as np

from posture_lab.analysis.circumstances import ViewFacts
from posture_lab.analysis.result import Analysis, RepetitionResult, Summary
from posture_lab.metrics.counting.reps import PartialRepetition
from posture_lab.metrics.judging.judgement import CriterionResult, Cue, Judgement, Measure
from posture_lab.metrics.judging.recognise import MovementChoice
from posture_lab.metrics.judging.shapes import ShapeInterval
from posture_lab.metrics.signals.neutral import Neutral
from posture_lab.metrics.signals.signal import Signal, Signals
from posture_lab.metrics.signals.spec import SIGNAL_NAMES
from posture_lab.video.facts import ClipFacts

DURATION_S = 16.0
FPS = 30
ROUND_CUE = Cue(
    id="spine_rounds",
    text="Let the hips go further back, so that the back keeps its standing curve.",
    say="Hips back, long spine",
    measure="lumbar_flexion_change_deg",
    value=31.0,
    error=6.0,
    limit=15.0,
)
WINDOWS = ((2.5, 4.0, 5.5), (6.0, 7.5, 9.0), (9.5, 11.0, 12.5))
SHAPES = (
    ShapeInterval("neutral", 0.0, 2.4, 96.0),
    *(ShapeInterval("hinge", start + 0.6, end - 0.6, 88.4) for start, _, end in WINDOWS),
    ShapeInterval("brace", 2.6, 5.4, 63.0),
)
PARTIAL = PartialRepetition(13.0, 13.7, 14.4, "It went down a third of the way and came back up.")


def hinge_signals() -> Signals:
    """Three hinges and a partial one; the arm is lost for a second, rib flare is never seen."""
    time_s = np.arange(int(DURATION_S * FPS)) / FPS
    depth = np.zeros_like(time_s)
    for start, _, end in WINDOWS:
        inside = (time_s >= start) & (time_s <= end)
        depth[inside] += 0.5 - 0.5 * np.cos(2 * np.pi * (time_s[inside] - start) / (end - start))
    inside = (time_s >= PARTIAL.start_s) & (time_s <= PARTIAL.end_s)
    depth[inside] += 0.3 * np.sin(np.pi * (time_s[inside] - PARTIAL.start_s) / 1.4)
    by_name = {}
    for index, name in enumerate(SIGNAL_NAMES):
        size = {"mm": 10.0, "legs": 0.25}.get(name.rsplit("_", 1)[1], 90.0 - 8.0 * index)
        values = size * depth + 0.01 * size * np.sin(7 * time_s)
        if name == "rib_flare_mm":
            values = np.full_like(values, np.nan)
        if name == "shoulder_flexion_deg":
            values[(time_s > 7) & (time_s < 8)] = np.nan
        error = np.where(np.isfinite(values), 0.03 * size + 0.04 * size * depth, np.nan)
        by_name[name] = Signal(name, values, error)
    return Signals(time_s, by_name)


def criteria() -> tuple[CriterionResult, ...]:
    return (
        CriterionResult("hip_flexion_peak_deg", "Depth", 91.0, 3.0, 60.0, None, 25.0, 25.0),
        CriterionResult(
            "lumbar_flexion_change_deg", "Back keeps its curve", 31.0, 6.0, None, 15.0, 4.0, 25.0
        ),
        CriterionResult("repetition_s", "Tempo", 3.0, 0.1, 2.0, 6.0, 20.0, 20.0),
        CriterionResult(
            "head_inclination_change_deg",
            "Head in line",
            None,
            None,
            None,
            20.0,
            None,
            30.0,
            "The head left the picture.",
        ),
    )


def judged(score: float, *cues: Cue) -> Judgement:
    measures = {"hip_flexion_peak_deg": Measure(91.0, 3.0)}
    return Judgement(score, "judged", None, measures, criteria(), cues, judged_share=0.775)


def hinge_analysis() -> Analysis:
    """Three counted hinges (the second with a cue, the third not judged) and a partial one."""
    unjudged = Judgement(
        None, "cannot_judge", "The feet left the picture in this repetition.", {}, (), ()
    )
    judgements = (judged(92.0), judged(64.0, ROUND_CUE), unjudged)
    reps = tuple(
        RepetitionResult(index, start, turn, end, judgement)
        for index, ((start, turn, end), judgement) in enumerate(
            zip(WINDOWS, judgements, strict=True), start=1
        )
    )
    return Analysis(
        clip=ClipFacts("garden.mp4", "ab" * 32, 320, 240, DURATION_S, 480, 480, 0, False),
        view=ViewFacts("side", "right", 4.0, "right"),
        neutral=Neutral("clip", 0.2, 2.2, {"pelvic_tilt_deg": 1.0}, {"pelvic_tilt_deg": 2.0}),
        movement=MovementChoice("hip_hinge", "auto", 0.93),
        reps=reps,
        partial_reps=(PARTIAL,),
        holds=(),
        shapes=SHAPES,
        summary=Summary(3, 1, 78.0, "judged", None, ("spine_rounds",)),
        signals=hinge_signals(),
    )


def unjudged_analysis() -> Analysis:
    """A clip from the front: signals cannot be judged, nothing is counted."""
    seen = hinge_analysis()
    assert seen.signals is not None
    nothing = {
        name: Signal(name, np.full_like(signal.values, np.nan), np.full_like(signal.error, np.nan))
        for name, signal in seen.signals.items()
    }
    reason = "The camera sees you from the front, where a hinge cannot be measured."
    return replace(
        seen,
        view=ViewFacts("front", None, 80.0, None),
        neutral=Neutral("none"),
        movement=MovementChoice(None, "auto", None, reason),
        reps=(),
        partial_reps=(),
        shapes=(),
        summary=Summary(0, 0, None, "cannot_judge", reason, ()),
        signals=Signals(seen.signals.time_s, nothing),
    )
