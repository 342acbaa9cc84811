"""A complete analysis to write, read and draw, made from a synthetic stick person."""

from dataclasses import replace

import numpy as np

from posture_lab.analysis.options import AnalysisOptions
from posture_lab.analysis.pipeline import analyse_poses
from posture_lab.analysis.result import Analysis
from posture_lab.metrics.judging.judgement import Cue, Judgement
from posture_lab.video.facts import ClipFacts
from tests.people import bumps, stick_person, times

SIZE_PX = (640, 480)


def facts(duration_s: float, size_px: tuple[int, int] = SIZE_PX) -> ClipFacts:
    frames = round(duration_s * 30)
    return ClipFacts(
        name="stick.mp4",
        sha256="0" * 64,
        width_px=size_px[0],
        height_px=size_px[1],
        duration_s=duration_s,
        frames_read=frames,
        frames_declared=frames,
        rotation_deg=0,
        variable_frame_rate=False,
    )


def two_hinges(movement: str | None = "hip_hinge", **person: object) -> Analysis:
    """Two hip hinges of 70 degrees of trunk lean in 12 seconds, beginning at 2 and 7 seconds."""
    time_s = times(12.0)
    bend = bumps(time_s, [2.0, 7.0], duration_s=3.5)
    given: dict[str, object] = {
        "trunk_inclination_deg": 70 * bend,
        "hip_flexion_deg": 85 * bend,
        "knee_flexion_deg": 15 * bend,
        "image_size_px": SIZE_PX,
        "size_px": 380.0,
        "ankle_px": (300.0, 440.0),
    }
    poses = stick_person(time_s, **{**given, **person})  # type: ignore[arg-type]
    return analyse_poses(poses, facts(12.0), AnalysisOptions(movement=movement))


def with_cue(analysis: Analysis, text: str) -> Analysis:
    """The same analysis with one cue in its first repetition."""
    first = analysis.reps[0]
    cue = Cue("hips_not_back", text, "hips back", "hip_travel_legs", 0.04, 0.02, 0.1)
    judged = replace(first, judgement=replace(first.judgement, cues=(cue,)))
    return replace(analysis, reps=(judged, *analysis.reps[1:]))


def scored(analysis: Analysis, score: float = 92.0, share: float = 0.96) -> Analysis:
    """The same analysis with a score in every repetition."""
    judged = {"score": score, "verdict": "judged", "reason": None, "judged_share": share}
    reps = tuple(
        replace(rep, judgement=replace(rep.judgement, **judged))  # type: ignore[arg-type]
        for rep in analysis.reps
    )
    summary = replace(analysis.summary, mean_score=score, verdict="judged", reason=None)
    return replace(analysis, reps=reps, summary=summary)


BACK_UNSEEN = "Not scored: the low back could not be seen, because no neutral was found."


def without_score(judgement: Judgement) -> Judgement:
    """The same judgement as of a hinge whose back was not seen: criteria and cues, no score."""
    criteria = tuple(
        replace(c, points=None, reason="No neutral was found.", value=None, error=None)
        if c.measure.startswith("lumbar")
        else c
        for c in judgement.criteria
    )
    return replace(
        judgement,
        score=None,
        verdict="cannot_judge",
        reason=BACK_UNSEEN,
        criteria=criteria,
        judged_share=0.72,
    )


def unscored(analysis: Analysis) -> Analysis:
    """The same analysis where no repetition has a score, because the back was not seen."""
    reps = tuple(replace(rep, judgement=without_score(rep.judgement)) for rep in analysis.reps)
    summary = replace(analysis.summary, mean_score=None, verdict="cannot_judge", reason=BACK_UNSEEN)
    return replace(analysis, reps=reps, summary=summary)


def unseen_between(analysis: Analysis, start_s: float, end_s: float) -> Analysis:
    """The same analysis with its signals missing for a while."""
    signals = analysis.signals
    assert signals is not None
    gone = (signals.time_s >= start_s) & (signals.time_s < end_s)
    by_name = {
        name: replace(
            signal,
            values=np.where(gone, np.nan, signal.values),
            error=np.where(gone, np.nan, signal.error),
        )
        for name, signal in signals.items()
    }
    return replace(analysis, signals=replace(signals, by_name=by_name))
